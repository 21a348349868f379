"""What Stripe said last of an organization's subscription, and the tier that this gives it.

Whatever an event says, the subscriptions are asked for anew, outside of any transaction. What counts is who asked
last, by the database's clock: an answer to an older question never goes over that to a newer one. A change that the
newer question came too early for brings an event of its own.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from peewee import SQL

from jobs.billing.billing import Billing
from jobs.billing.entitlement import Before, Entitlement, entitlement
from jobs.billing.events import Event
from jobs.billing.prices import size_of
from jobs.billing.subscriptions import PAID, Subscription, the_one_that_counts
from jobs.errors import NotFound
from jobs.models import BillingAccount, BillingEvent, Organization
from jobs.notifications import Kind, notify_administrators
from jobs.tiers import TierName, tiers

log = logging.getLogger(__name__)

KEPT = timedelta(days=30)
"""How long after a lower tier began files are kept as the larger one kept them: nothing is deleted at once."""

_OWED = "past_due"

Within = Callable[[], AbstractContextManager[None]]
"""Opens a transaction in which the organization's rows are seen: the tenant's own, or the chores'."""


class Outcome(StrEnum):
    """What became of an event, or of asking without one."""

    WRITTEN = "written"
    REPEATED = "repeated"
    """The event was acted on before."""
    OUTDATED = "outdated"
    """Somebody asked Stripe after us, and has written already."""


def refresh(billing: Billing, within: Within, org_id: UUID, event: Event | None = None) -> Outcome:
    """Ask Stripe for the organization's subscriptions and write down what counts, together with the event.

    Raises BillingUnavailable and DatabaseUnavailable, and nothing is written then; NotFound without an account.
    """
    with within():
        if event is not None and _seen(org_id, event):
            return Outcome.REPEATED
        account, asked_at = _account(org_id), _database_time()
    found = billing.api.subscriptions(account.customer_id)
    subscription = the_one_that_counts(found, billing.prices)
    with within():
        account = _account(org_id, lock=True)
        if event is not None and not _stamped(org_id, event):
            return Outcome.REPEATED
        if account.read_at is not None and account.read_at > asked_at:
            return Outcome.OUTDATED
        _write(billing, account, subscription, asked_at)
    return Outcome.WRITTEN


def _account(org_id: UUID, *, lock: bool = False) -> BillingAccount:
    query = BillingAccount.select().where(BillingAccount.org_id == org_id)
    found: BillingAccount | None = (query.for_update() if lock else query).first()
    if found is None:
        raise NotFound("The organization has no account at Stripe.")
    return found


def _database_time() -> datetime:
    at: datetime = BillingAccount.select(SQL("clock_timestamp()")).limit(1).scalar()
    return at


def _seen(org_id: UUID, event: Event) -> bool:
    return bool(BillingEvent.select().where(BillingEvent.org_id == org_id, BillingEvent.id == event.id).exists())


def _stamped(org_id: UUID, event: Event) -> bool:
    """Whether the event was not there before; whoever waits for this row's commit sees it then."""
    stamping = BillingEvent.insert(org_id=org_id, id=event.id, type=event.type).on_conflict_ignore()
    return bool(list(stamping.returning(BillingEvent.id).execute()))


def _write(billing: Billing, account: BillingAccount, subscription: Subscription | None, asked_at: datetime) -> None:
    tier = billing.prices.tier_of(subscription.price_ids) if subscription else None
    if subscription is not None and tier is None and not subscription.is_over:
        facts = {"org_id": str(account.org_id), "prices": ",".join(subscription.price_ids)}
        log.error("a price is of no tier", extra={"action": "billing.price_unknown", **facts})
    before = _before(account, subscription)
    entitled = entitlement(subscription, tier, before, asked_at, billing.grace)
    begins = entitled.grace_until is not None and before.grace_until is None
    if begins and subscription is not None and subscription.status == _OWED and entitled.tier is not TierName.FREE:
        _tell(account.org_id, entitled)
    account.subscription_id = subscription.id if subscription else None
    account.status = subscription.status if subscription else None
    account.tier = tier
    account.renews_at = subscription.renews_at if subscription and subscription.status in PAID else None
    account.ends_at = subscription.ends_at if subscription else None
    account.grace_until = entitled.grace_until
    account.read_at = asked_at
    _grant(account, entitled, asked_at)
    account.save(only=_WRITTEN)


_WRITTEN = [
    BillingAccount.subscription_id,
    BillingAccount.status,
    BillingAccount.tier,
    BillingAccount.renews_at,
    BillingAccount.ends_at,
    BillingAccount.grace_until,
    BillingAccount.granted,
    BillingAccount.kept_tier,
    BillingAccount.kept_until,
    BillingAccount.read_at,
]


def _tell(org_id: UUID, kept: Entitlement) -> None:
    """By mail, once for each grace, to owners and admins."""
    if kept.tier is not None and kept.grace_until is not None:
        until = kept.grace_until.isoformat()
        facts = {"plan": tiers().of(kept.tier).title, "grace_until": until}
        notify_administrators(org_id, Kind.BILLING, f"billing:{until}", facts)


def _before(account: BillingAccount, subscription: Subscription | None) -> Before:
    """Another subscription has no part in what this one gave, nor in its grace."""
    if subscription is None or account.subscription_id != subscription.id:
        return Before()
    return Before(TierName(account.granted) if account.granted else None, account.grace_until)


def _grant(account: BillingAccount, entitled: Entitlement, now: datetime) -> None:
    """Set the organization's tier where what billing gives has changed.

    A tier that staff gave stands as long as it has not; and who never had a subscription loses nothing by having none.
    """
    granted = TierName(account.granted) if account.granted else None
    wanted = entitled.tier or (TierName.FREE if granted else None)
    if wanted is None or wanted == (granted or TierName.FREE):
        return
    organization = _locked(account.org_id)
    had = TierName(organization.tier)
    if size_of(wanted) < size_of(had):
        _keep_files(account, had, now)
    Organization.update(tier=wanted).where(Organization.id == account.org_id).execute()
    account.granted = wanted
    facts = {"org_id": str(account.org_id), "before": had.value, "after": wanted.value, "status": account.status}
    log.warning("tier changed", extra={"action": "billing.tier_changed", **facts})


def _locked(org_id: UUID) -> Organization:
    columns = (Organization.id, Organization.tier)
    query = Organization.select(*columns).where(Organization.id == org_id)
    found: Organization = query.for_update("FOR NO KEY UPDATE").get()  # type: ignore[arg-type]  # peewee takes the clause
    return found


def _keep_files(account: BillingAccount, had: TierName, now: datetime) -> None:
    still_kept = account.kept_tier if account.kept_until and account.kept_until > now else None
    account.kept_tier = max((TierName(one) for one in (had, still_kept) if one), key=size_of)
    account.kept_until = now + KEPT
