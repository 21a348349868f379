"""Stripe, and what of it is settings."""

from dataclasses import dataclass
from datetime import timedelta

from jobs.billing.prices import Prices
from jobs.billing.stripe_api import StripeApi
from jobs.settings import Settings


@dataclass(frozen=True)
class Billing:
    """What both tiers need where billing is on."""

    api: StripeApi
    prices: Prices
    grace: timedelta

    @classmethod
    def from_settings(cls, settings: Settings) -> "Billing | None":
        """None where billing is off. Nothing is asked yet."""
        if not settings.stripe_secret_key:
            return None
        return cls(
            api=StripeApi(settings.stripe_secret_key, settings.stripe_api_base),
            prices=Prices.from_settings(settings),
            grace=timedelta(days=settings.billing_grace_days),
        )
