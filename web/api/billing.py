"""The organization's plan and how it is paid. Cards and invoices are Stripe's; we hold none."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.billing.billing import Billing
from jobs.billing.stripe_api import PriceTag
from jobs.errors import BillingOff
from jobs.models import BillingAccount, Organization, now
from jobs.tiers import TierName
from web.billing import account_of, checkout_url, has_subscription, larger, portal_url
from web.envelope import answer
from web.identity import current_identity
from web.plans import included_in
from web.responses import CREATING, LISTING, PERSON
from web.schemas.billing import BillingState, CheckoutRequest, PageOfStripe, PlanOnOffer
from web.schemas.envelope import Answer
from web.services import Services, services

billing = APIBlueprint(
    "billing", __name__, url_prefix="/api/v1/billing", abp_tags=[Tag(name="organization")], abp_security=PERSON
)


@billing.get("", responses={200: Answer[BillingState], **LISTING})
def show_billing() -> Response:
    """Show how the organization pays, what each plan includes, and what it costs where it can be bought.

    As Stripe said last: after a checkout it takes seconds until Stripe tells us.
    """
    parts, org_id = services(), current_identity().org_id
    account = account_of(parts.database, org_id)
    with parts.database.tenant(org_id):
        tier = TierName(Organization.get_by_id(org_id).tier)
    tags = parts.price_tags.all() if parts.price_tags else {}
    return answer(BillingState.model_validate(_state(parts, account, tier, tags)))


@billing.post("/checkout", responses={200: Answer[PageOfStripe], **CREATING})
def begin_checkout(body: CheckoutRequest) -> Response:
    """Begin to pay for a plan, on a page of Stripe's: the same page for the same plan, while it is open."""
    parts, org_id = services(), current_identity().org_id
    tier = TierName(body.tier)
    url = checkout_url(parts.database, _on(parts), org_id, tier, parts.settings.web_url)
    return answer(PageOfStripe(url=url))


@billing.post("/portal", responses={200: Answer[PageOfStripe], **CREATING})
def open_portal() -> Response:
    """Open Stripe's pages for cards, invoices, another plan, and the end of the subscription."""
    parts, org_id = services(), current_identity().org_id
    return answer(PageOfStripe(url=portal_url(parts.database, _on(parts), org_id, parts.settings.web_url)))


def _on(parts: Services) -> Billing:
    if parts.billing is None:
        raise BillingOff
    return parts.billing


def _state(
    parts: Services, account: BillingAccount | None, tier: TierName, tags: Mapping[TierName, PriceTag]
) -> dict[str, Any]:
    on = parts.billing is not None
    return {
        "enabled": on,
        "tier": tier,
        "status": account.status if account else None,
        "paid_tier": account.tier if account else None,
        "renews_at": account.renews_at if account else None,
        "ends_at": account.ends_at if account else None,
        "grace_until": account.grace_until if account else None,
        "kept_until": account.kept_until if account and account.kept_until and account.kept_until > now() else None,
        "portal": on and account is not None,
        "plans": [_plan(parts, account, tier, name, tags.get(name)) for name in TierName],
    }


def _plan(
    parts: Services, account: BillingAccount | None, current: TierName, name: TierName, tag: PriceTag | None
) -> PlanOnOffer:
    is_sold = parts.billing is not None and parts.billing.prices.sold(name) is not None
    return PlanOnOffer.model_validate(
        {
            "name": name,
            "title": parts.tiers.of(name).title,
            "current": name is current,
            "buyable": is_sold and larger(name, current) and not has_subscription(account),
            "price": asdict(tag) if tag else None,
            "included": included_in(parts, name),
        }
    )
