"""An organization's webhooks, as the application's role: made, changed, given another secret, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import fn

from jobs.claims import from_now
from jobs.database import Database
from jobs.errors import Conflict, LimitReached, NotFound, PlanLimitReached
from jobs.models import Webhook, WebhookSecret
from jobs.submission import lock_organization
from jobs.webhooks.events import WebhookEvent

BOTH_SIGN_HOURS = 24
"""After another secret was made the one before signs too, for so long."""


@dataclass(frozen=True)
class NewEndpoint:
    """What is asked for; the address was read by `jobs.webhooks.addresses.read_address`."""

    url: str
    events: Sequence[WebhookEvent]
    description: str = ""


@dataclass(frozen=True)
class NewSecret:
    """A secret, and the id by which a repeated request finds that it made it."""

    id: UUID
    shown: str


def create(  # noqa: PLR0913 - an endpoint is these things
    database: Database, *, org_id: UUID, user_id: UUID, webhook_id: UUID, new: NewEndpoint, secret: NewSecret
) -> Webhook:
    """Make an endpoint; one that is there under this id, as it was asked for, is returned as it is.

    Raises PlanLimitReached, and Conflict where what is there under this id has another address or secret by now.
    """
    with database.tenant(org_id):
        allowance = lock_organization(org_id)
        known: Webhook | None = Webhook.get_or_none(Webhook.id == webhook_id)
        if known is not None:
            return _as_asked(known, new, secret)
        have, most = Webhook.select().where(Webhook.org_id == org_id).count(), allowance.tier.webhooks
        if have >= most:
            raise PlanLimitReached(
                f"The plan {allowance.tier.title} includes {most} webhooks, and the organization has {have}. "
                "Remove one, or take a larger plan.",
                LimitReached("webhooks", have, most),
            )
        values = {"url": new.url, "events": _names(new.events), "description": new.description}
        Webhook.insert(id=webhook_id, org_id=org_id, created_by=user_id, **values).execute()
        _insert_secret(org_id, webhook_id, secret)
        made: Webhook = Webhook.get_by_id(webhook_id)
    return made


def endpoints_of(database: Database, org_id: UUID) -> Sequence[Webhook]:
    """Who was made first before."""
    with database.tenant(org_id):
        return list(Webhook.select().where(Webhook.org_id == org_id).order_by(Webhook.created_at, Webhook.id))


def find(database: Database, org_id: UUID, webhook_id: UUID) -> Webhook:
    """Raises NotFound."""
    with database.tenant(org_id):
        return find_within(org_id, webhook_id)


def change(  # noqa: PLR0913 - what can be changed
    database: Database,
    org_id: UUID,
    webhook_id: UUID,
    *,
    url: str | None = None,
    events: Sequence[WebhookEvent] | None = None,
    description: str | None = None,
    enabled: bool | None = None,
) -> Webhook:
    """Set what is given. Enabled anew, an endpoint begins with a clean record. Raises NotFound."""
    given = {"url": url, "events": None if events is None else _names(events), "description": description}
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if enabled is True:
        values |= dict.fromkeys(("disabled_at", "disabled_reason", "failing_since", "last_failed_at"))
    with database.tenant(org_id):
        row = find_within(org_id, webhook_id)
        if enabled is False and row.disabled_at is None:
            values |= {"disabled_at": fn.now(), "disabled_reason": "person"}
        if values:
            Webhook.update(values).where(Webhook.org_id == org_id, Webhook.id == webhook_id).execute()
        return find_within(org_id, webhook_id)


def remove(database: Database, org_id: UUID, webhook_id: UUID) -> None:
    """With its secrets and its log; what is being sent at the moment goes out. Raises NotFound."""
    with database.tenant(org_id):
        find_within(org_id, webhook_id)
        Webhook.delete().where(Webhook.org_id == org_id, Webhook.id == webhook_id).execute()  # type: ignore[misc]  # a fault of the stubs


def rotate(
    database: Database, org_id: UUID, webhook_id: UUID, secret: NewSecret, *, at_once: bool
) -> tuple[Webhook, datetime | None]:
    """Sign with another secret; return until when the one before signs too, None where it does not.

    Repeated with a secret that is the newest one, nothing happens. Raises NotFound, and Conflict where it was the
    newest one and is so no more.
    """
    with database.tenant(org_id):
        lock_organization(org_id)
        row = find_within(org_id, webhook_id)
        its = WebhookSecret.webhook_id == webhook_id
        known = _readable().where(its, WebhookSecret.id == secret.id).first()
        if known is None:
            _replace(org_id, webhook_id, secret, at_once=at_once)
        elif known.ends_at is not None:
            raise Conflict("The secret that this Idempotency-Key made was changed since.")
        before = _readable().where(its, WebhookSecret.ends_at > fn.now()).first()
        return row, before.ends_at if before else None


def find_within(org_id: UUID, webhook_id: UUID) -> Webhook:
    """Inside a transaction. Raises NotFound."""
    row: Webhook | None = Webhook.get_or_none(Webhook.org_id == org_id, Webhook.id == webhook_id)
    if row is None:
        raise NotFound("There is no such webhook.")
    return row


def _readable() -> Any:
    """All of secrets that the role may read."""
    return WebhookSecret.select(WebhookSecret.id, WebhookSecret.ends_at)


def _as_asked(known: Webhook, new: NewEndpoint, secret: NewSecret) -> Webhook:
    asked = (new.url, sorted(_names(new.events)), new.description)
    signs = _readable().where(WebhookSecret.id == secret.id, WebhookSecret.ends_at.is_null()).exists()
    if (known.url, sorted(known.events), known.description) != asked or not signs:
        raise Conflict("This Idempotency-Key belongs to another request, or the webhook was changed since.")
    return known


def _replace(org_id: UUID, webhook_id: UUID, secret: NewSecret, *, at_once: bool) -> None:
    """Two sign at most: what was being replaced already ends now."""
    its = (WebhookSecret.org_id == org_id) & (WebhookSecret.webhook_id == webhook_id)
    WebhookSecret.delete().where(its, WebhookSecret.ends_at.is_null(False)).execute()  # type: ignore[misc]  # a fault of the stubs
    ends_at = fn.now() if at_once else from_now(BOTH_SIGN_HOURS * 3600.0)
    WebhookSecret.update(ends_at=ends_at).where(its, WebhookSecret.ends_at.is_null()).execute()
    _insert_secret(org_id, webhook_id, secret)


def _insert_secret(org_id: UUID, webhook_id: UUID, secret: NewSecret) -> None:
    WebhookSecret.insert(id=secret.id, org_id=org_id, webhook_id=webhook_id, secret=secret.shown).execute()


def _names(events: Sequence[WebhookEvent]) -> list[str]:
    return [event.value for event in dict.fromkeys(events)]
