"""What was sent to a webhook, as the application's role: the log, sending something again, and a test."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from peewee import Tuple, fn

from jobs.database import Database
from jobs.errors import Conflict, NotFound, QuotaExceeded
from jobs.models import Webhook, WebhookDelivery
from jobs.webhooks.endpoints import find_within
from jobs.webhooks.events import TEST

KEPT_DAYS = 30
MOST_TESTS = 5
"""Of an endpoint that wait at once."""


def deliveries_of(  # noqa: PLR0913 - what is asked for
    database: Database,
    org_id: UUID,
    webhook_id: UUID,
    *,
    limit: int,
    state: str | None = None,
    before: tuple[datetime, UUID] | None = None,
) -> Sequence[WebhookDelivery]:
    """The newest first. Raises NotFound where there is no such webhook."""
    with database.tenant(org_id):
        find_within(org_id, webhook_id)
        rows = WebhookDelivery.select().where(
            WebhookDelivery.org_id == org_id, WebhookDelivery.webhook_id == webhook_id
        )
        if state is not None:
            rows = rows.where(WebhookDelivery.state == state)
        if before is not None:
            rows = rows.where(Tuple(WebhookDelivery.created_at, WebhookDelivery.id) < Tuple(*before))
        newest = rows.order_by(WebhookDelivery.created_at.desc(), WebhookDelivery.id.desc())
        return list(newest.limit(limit))


def find_delivery(database: Database, org_id: UUID, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    """Raises NotFound."""
    with database.tenant(org_id):
        return _find(org_id, webhook_id, delivery_id)


def redeliver(database: Database, org_id: UUID, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    """Send it again, under the same id, at once and with all attempts; one that waits goes now.

    Raises NotFound, and Conflict where the webhook is disabled or it is being sent at this moment.
    """
    with database.tenant(org_id):
        _refuse_disabled(find_within(org_id, webhook_id))
        its = (WebhookDelivery.org_id == org_id) & (WebhookDelivery.id == delivery_id)
        free = WebhookDelivery.lease_until.is_null() | (WebhookDelivery.lease_until < fn.now())
        anew = {"state": "pending", "attempts": 0, "available_at": fn.now(), "ended_at": None}
        changed = WebhookDelivery.update(anew).where(its, WebhookDelivery.webhook_id == webhook_id, free)
        is_changed = changed.execute()
        row = _find(org_id, webhook_id, delivery_id)
        if not is_changed:
            raise Conflict("It is being sent at this moment.")
        return row


def send_test(database: Database, org_id: UUID, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    """Send an event that says nothing; one under this id is sent once.

    Raises NotFound, Conflict where the webhook is disabled, QuotaExceeded where tests wait already.
    """
    with database.tenant(org_id):
        webhook = find_within(org_id, webhook_id)
        its = (WebhookDelivery.org_id == org_id) & (WebhookDelivery.webhook_id == webhook_id)
        known: WebhookDelivery | None = WebhookDelivery.get_or_none(its, WebhookDelivery.id == delivery_id)
        if known is not None:
            return known
        _refuse_disabled(webhook)
        waiting = WebhookDelivery.select().where(its, WebhookDelivery.event == TEST, WebhookDelivery.state == "pending")
        if waiting.count() >= MOST_TESTS:
            raise QuotaExceeded(f"{MOST_TESTS} tests of this webhook wait to be taken. Look at why in its log.")
        about = {"org_id": org_id, "webhook_id": webhook_id, "data": {"webhook_id": str(webhook_id)}}
        WebhookDelivery.insert(id=delivery_id, event=TEST, **about).on_conflict_ignore().execute()
        return _find(org_id, webhook_id, delivery_id)


def _find(org_id: UUID, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    its = (WebhookDelivery.org_id == org_id) & (WebhookDelivery.webhook_id == webhook_id)
    row: WebhookDelivery | None = WebhookDelivery.get_or_none(its, WebhookDelivery.id == delivery_id)
    if row is None:
        raise NotFound("There is no such delivery.")
    return row


def _refuse_disabled(webhook: Webhook) -> None:
    if webhook.disabled_at is not None:
        raise Conflict("This webhook is disabled: nothing is sent to it. Enable it first.")
