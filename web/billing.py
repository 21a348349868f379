"""Leads to Stripe's pages, such that an organization never has two customers, and pays once.

Two owners may press at once. The customer is the same by Stripe's idempotency key and by a unique row; a checkout is
the same by a number that only one of them can count on from, and the one before is closed first.
"""

import logging
from uuid import UUID

from peewee import fn

from jobs.billing.accounts import refresh
from jobs.billing.billing import Billing
from jobs.billing.stripe_api import Checkout, Pages
from jobs.billing.subscriptions import ENDED
from jobs.database import Database
from jobs.errors import Conflict
from jobs.models import BillingAccount, Organization
from jobs.tiers import TierName, tiers

log = logging.getLogger(__name__)

OPEN, COMPLETE = "open", "complete"


def account_of(database: Database, org_id: UUID) -> BillingAccount | None:
    """Return the organization's account as it was last read, if it has one."""
    with database.tenant(org_id):
        found: BillingAccount | None = BillingAccount.get_or_none(BillingAccount.org_id == org_id)
    return found


def has_subscription(account: BillingAccount | None) -> bool:
    """Is there one that has not ended? Also one that is not paid: it can be, in the portal."""
    return account is not None and account.status is not None and account.status not in ENDED


def checkout_url(database: Database, billing: Billing, org_id: UUID, tier: TierName, web_url: str) -> str:
    """Return where the tier can be paid for.

    Raises Conflict where it is not to be had that way, and BillingUnavailable.
    """
    price_id = billing.prices.sold(tier)
    if price_id is None:
        raise Conflict(f"The plan {tiers().of(tier).title} is not for sale here.")
    _refuse_needless(database, org_id, tier)
    account = _account(database, billing, org_id)
    refresh(billing, lambda: database.tenant(org_id), org_id)
    _refuse_second(account_of(database, org_id))
    before = billing.api.checkout(account.checkout_id) if account.checkout_id else None
    if before is not None and before.status == OPEN:
        if account.checkout_tier == tier and before.url:
            return before.url
        _refuse_paid(billing.api.close_checkout(before.id))
    pages = Pages(f"{web_url}/settings?checkout=done", f"{web_url}/settings?checkout=left")
    begun = billing.api.begin_checkout(org_id, account.customer_id, price_id, pages, account.checkouts)
    return _url(_keep(database, billing, account, begun, tier))


def portal_url(database: Database, billing: Billing, org_id: UUID, web_url: str) -> str:
    """Return Stripe's pages for cards, invoices, changing and cancelling. Raises Conflict, BillingUnavailable."""
    account = account_of(database, org_id)
    if account is None:
        raise Conflict("The organization has paid for nothing yet: choose a plan first.")
    return billing.api.portal_url(account.customer_id, f"{web_url}/settings?checkout=portal")


def _refuse_needless(database: Database, org_id: UUID, tier: TierName) -> None:
    """A tier that staff gave is not to be paid for, nor lost by paying for less."""
    with database.tenant(org_id):
        organization = Organization.get_by_id(org_id)
    if organization.deletion_due_at is not None:
        raise Conflict("This organization is about to be deleted. Take the deletion back first.")
    if not larger(tier, TierName(organization.tier)):
        title = tiers().of(organization.tier).title
        raise Conflict(f"The organization has the plan {title}, which includes as much.")


def larger(one: TierName, other: TierName) -> bool:
    """Does a tier come after another in the order of the file?"""
    order = list(TierName)
    return order.index(one) > order.index(other)


def _refuse_second(account: BillingAccount | None) -> None:
    if has_subscription(account):
        raise Conflict(
            "The organization has a subscription: change it, or pay what is owed, by POST /api/v1/billing/portal."
        )


def _refuse_paid(closed: Checkout) -> None:
    if closed.status == COMPLETE:
        raise Conflict("The organization has just paid for a plan. It is being confirmed.")


def _account(database: Database, billing: Billing, org_id: UUID) -> BillingAccount:
    account = account_of(database, org_id)
    if account is not None:
        return account
    with database.tenant(org_id):
        name = Organization.get_by_id(org_id).name
    customer_id = billing.api.make_customer(org_id, name)
    with database.tenant(org_id):
        BillingAccount.insert(org_id=org_id, customer_id=customer_id).on_conflict_ignore().execute()
        kept: BillingAccount = BillingAccount.get_by_id(org_id)
    if kept.customer_id == customer_id:
        log.info("customer made", extra={"action": "billing.customer", "org_id": str(org_id)})
    return kept


def _keep(database: Database, billing: Billing, account: BillingAccount, begun: Checkout, tier: TierName) -> Checkout:
    """Write the checkout down as the organization's one; who comes second gives theirs up, unless it is the same."""
    this = (BillingAccount.org_id == account.org_id) & (BillingAccount.checkouts == account.checkouts)
    with database.tenant(account.org_id):
        counted = BillingAccount.update(
            checkouts=BillingAccount.checkouts + 1, checkout_id=begun.id, checkout_tier=tier, checkout_at=fn.now()
        )
        is_first = bool(counted.where(this).execute())
        kept = BillingAccount.get_by_id(account.org_id)
    if is_first or kept.checkout_id == begun.id:
        return begun
    _refuse_paid(billing.api.close_checkout(begun.id))
    raise Conflict("Another owner has chosen another plan at this moment. Look again, and choose once more.")


def _url(checkout: Checkout) -> str:
    if not checkout.url:
        raise Conflict("This checkout is over. Look again, and choose once more.")
    return checkout.url
