"""What an organization pays for, and what it might."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

TierChoice = Literal["free", "pro", "enterprise"]


class MonthlyIncluded(BaseModel):
    """Jobs a month by mode; null is no limit."""

    brainstorm: int | None = Field(description="Turns of conversations; null is no limit.")
    analyze: int | None = Field(description="Comparisons; null is no limit.")
    implement: int | None = Field(description="Bundles; null is no limit.")
    verify: int | None = Field(description="Trial deployments; null is no limit.")


class Included(BaseModel):
    """What a tier includes."""

    jobs_a_month: MonthlyIncluded
    unfinished_jobs: int = Field(description="Jobs at once.")
    batch_size: int = Field(description="Jobs in one request at most.")
    members: int | None = Field(description="How many people may belong to it; null is no limit.")
    retention_days: int = Field(description="So long files are kept.")


class PriceOfPlan(BaseModel):
    """What a tier costs, as Stripe says."""

    amount: int = Field(description="In the currency's smallest unit: 4900 are 49 dollars.")
    currency: str = Field(description="ISO 4217, in lower case.")
    interval: str = Field(description="`month` or `year`, or `day` or `week`.")
    interval_count: int = Field(description="So many intervals are paid at once.")


_EXAMPLE: JsonDict = {
    "name": "pro",
    "title": "Pro",
    "price": {"amount": 4900, "currency": "usd", "interval": "month", "interval_count": 1},
    "included": {
        "jobs_a_month": {"brainstorm": 10_000, "analyze": 2_000, "implement": 2_000, "verify": 400},
        "unfinished_jobs": 500,
        "batch_size": 500,
        "members": 25,
        "retention_days": 90,
    },
}


class OfferedPlan(BaseModel):
    """One tier, as anybody may see it."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    name: TierChoice = Field(description="The tier.")
    title: str = Field(description="Its name for people.")
    price: PriceOfPlan | None = Field(description="Null where it is free, not for sale, or cannot be had right now.")
    included: Included


class PlanOnOffer(OfferedPlan):
    """One tier, to an organization."""

    model_config = ConfigDict(json_schema_extra={"example": {**_EXAMPLE, "current": False, "buyable": True}})

    current: bool = Field(description="True for the organization's own.")
    buyable: bool = Field(description="True where `POST /api/v1/billing/checkout` takes it now.")


class BillingState(BaseModel):
    """How an organization pays. With `enabled` false nothing is sold here; `tier` and `plans` tell something still."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "enabled": True,
                "tier": "pro",
                "status": "active",
                "paid_tier": "pro",
                "renews_at": "2026-12-23T09:30:00Z",
                "ends_at": None,
                "grace_until": None,
                "kept_until": None,
                "portal": True,
                "plans": [],
            }
        }
    )

    enabled: bool = Field(description="False: no key of Stripe's is set.")
    tier: TierChoice = Field(description="What the organization may use now.")
    status: str | None = Field(
        description="The subscription's, in Stripe's words: `active`, `past_due`, `canceled` …; null without one."
    )
    paid_tier: TierChoice | None = Field(description="The tier of the subscription's price; null where there is none.")
    renews_at: datetime | None = Field(description="When it is paid for next.")
    ends_at: datetime | None = Field(description="When it ended, or will end.")
    grace_until: datetime | None = Field(description="A payment failed: the tier is kept until then.")
    kept_until: datetime | None = Field(
        description="A lower plan began: until then files are kept for as long as before. Null where that is over."
    )
    portal: bool = Field(description="True where `POST /api/v1/billing/portal` leads somewhere.")
    plans: list[PlanOnOffer]


class CheckoutRequest(BaseModel):
    """Which tier to pay for."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"tier": "pro"}})

    tier: Literal["pro", "enterprise"] = Field(description="The tier.")


class PageOfStripe(BaseModel):
    """Where to send the browser."""

    url: str = Field(description="A page of Stripe's, for this organization and for a short time.")
