"""The plans, for who has not signed in yet."""

from dataclasses import asdict

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.billing.stripe_api import PriceTag
from jobs.tiers import TierName
from web.envelope import page
from web.plans import included_in
from web.responses import LISTING
from web.schemas.billing import OfferedPlan
from web.schemas.envelope import Page
from web.services import Services, services

plans = APIBlueprint("plans", __name__, url_prefix="/api/v1/plans", abp_tags=[Tag(name="organization")])


@plans.get("", responses={200: Page[OfferedPlan], **LISTING})
def list_plans() -> Response:
    """List what each plan includes, and what it costs where it can be bought; the smallest first."""
    parts = services()
    tags = parts.price_tags.all() if parts.price_tags else {}
    return page(_offered(parts, name, tags.get(name)) for name in TierName)


def _offered(parts: Services, name: TierName, tag: PriceTag | None) -> OfferedPlan:
    about = {"name": name, "title": parts.tiers.of(name).title, "price": asdict(tag) if tag else None}
    return OfferedPlan.model_validate(about | {"included": included_in(parts, name)})
