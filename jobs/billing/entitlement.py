"""Which tier a subscription gives: rules without a clock, a database or Stripe."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.billing.prices import size_of
from jobs.billing.subscriptions import PAID, Subscription
from jobs.tiers import TierName


@dataclass(frozen=True)
class Before:
    """What held until now, by this very subscription; `granted` is None where it gave nothing yet."""

    granted: TierName | None = None
    grace_until: datetime | None = None


@dataclass(frozen=True)
class Entitlement:
    """The tier to have now, and until when it is kept though payment failed. None: billing has no say."""

    tier: TierName | None
    grace_until: datetime | None = None


def entitlement(
    subscription: Subscription | None, tier: TierName | None, before: Before, now: datetime, grace: timedelta
) -> Entitlement:
    """Return what a subscription with a price of `tier` gives; `tier` is None for a price that is none of ours.

    A price that is not ours gives nothing, and what was given is kept for the grace only: it may be a mistake in the
    settings, and then whoever paid should not be the one to find out.
    """
    if subscription is None:
        return Entitlement(None)
    if subscription.status in PAID and tier is not None:
        return Entitlement(tier)
    if subscription.status == "past_due" or subscription.status in PAID:
        return _kept_for_grace(tier, before, now, grace)
    return Entitlement(TierName.FREE)


def _kept_for_grace(tier: TierName | None, before: Before, now: datetime, grace: timedelta) -> Entitlement:
    """No more than was given: changing to a larger plan does not help who does not pay."""
    until = before.grace_until or now + grace
    candidates = [one for one in (before.granted, tier) if one is not None]
    if now >= until or not candidates:
        return Entitlement(TierName.FREE, until)
    return Entitlement(min(candidates, key=size_of), until)
