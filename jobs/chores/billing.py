"""Asks Stripe for what its events may not have told: daily, soon after a checkout, and when a grace is over.

The end of a grace is such a question too, so that nobody is lowered whose payment came and whose event did not.
"""

import logging
import time
from datetime import timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from peewee import Expression, fn

from jobs.billing.accounts import refresh
from jobs.billing.billing import Billing
from jobs.billing.subscriptions import ENDED
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.errors import BillingUnavailable
from jobs.models import BillingAccount, BillingEvent
from jobs.tiers import TierName

log = logging.getLogger(__name__)

_ASKED_DAILY = timedelta(days=1)
_CHECKOUT_TAKES = timedelta(minutes=10)
_EVENTS_KEPT = timedelta(days=30)
"""Stripe sends an event again for three days, and lets it be sent by hand for thirty."""
_AT_ONCE = 50
_LONGEST_RUN_SECONDS = 30.0
_FAILURES = 3
"""Then Stripe is away, and the next run comes soon."""


def keep_billing(services: Services) -> int:
    """Return how many accounts were read anew. Raises DatabaseUnavailable."""
    with services.database.chores():
        old = BillingEvent.received_at < from_now(-_EVENTS_KEPT.total_seconds())
        BillingEvent.delete().where(old).execute()  # type: ignore[misc]  # a fault of the stubs
    if services.billing is None:
        return 0
    read = failed = 0
    until = time.monotonic() + _LONGEST_RUN_SECONDS
    for org_id in _due(services):
        if failed == _FAILURES or time.monotonic() > until:
            break
        if _read(services, services.billing, org_id):
            read += 1
        else:
            failed += 1
    return read


def end_subscriptions(services: Services, org_id: UUID) -> None:
    """Before an organization is removed: nobody pays for it any more, nor can begin to.

    Raises BillingUnavailable where that is not certain: the organization's row has to wait then.
    """
    with services.database.chores():
        account = BillingAccount.get_or_none(BillingAccount.org_id == org_id)
    if account is None:
        return
    if services.billing is None:
        if account.checkout_id is None and (account.status is None or account.status in ENDED):
            return
        raise BillingUnavailable("An organization has a subscription at Stripe, and no key is set to end it with.")
    api = services.billing.api
    checkout = api.checkout(account.checkout_id) if account.checkout_id else None
    if checkout is not None and checkout.status == "open":
        api.close_checkout(checkout.id)
    for subscription in api.subscriptions(account.customer_id):
        if not subscription.is_over:
            api.cancel(subscription.id)
            facts = {"org_id": str(org_id), "subscription": subscription.id}
            log.warning("subscription ended", extra={"action": "billing.subscription_ended", **facts})


def _due(services: Services) -> list[UUID]:
    """In no order, so that accounts with which Stripe has trouble do not keep the others waiting."""
    with services.database.chores():
        rows = BillingAccount.select(BillingAccount.org_id).where(reduce(or_, _reasons()))
        return [row.org_id for row in rows.order_by(fn.random()).limit(_AT_ONCE)]


def _reasons() -> list[Expression]:
    read_at, checkout_at = BillingAccount.read_at, BillingAccount.checkout_at
    over = (BillingAccount.grace_until <= fn.now()) & (BillingAccount.granted != TierName.FREE)
    ripe = checkout_at < from_now(-_CHECKOUT_TAKES.total_seconds())
    unread = read_at.is_null() | (read_at < checkout_at + _CHECKOUT_TAKES)
    return [
        fn.coalesce(read_at, BillingAccount.created_at) < from_now(-_ASKED_DAILY.total_seconds()),
        BillingAccount.checkout_id.is_null(False) & ripe & unread,
        over,
    ]


def _read(services: Services, billing: Billing, org_id: UUID) -> bool:
    try:
        refresh(billing, services.database.chores, org_id)
    except BillingUnavailable as error:
        facts = {"org_id": str(org_id), "code": error.code}
        log.warning("an account waits for Stripe", extra={"action": "billing.reconcile", **facts})
        return False
    return True
