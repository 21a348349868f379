"""Which of Stripe's prices is of which tier. Settings say it: ids differ between Stripe's test and live mode."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jobs.settings import Settings
from jobs.tiers import TierName

SOLD = (TierName.PRO, TierName.ENTERPRISE)
_SIZE = {name: size for size, name in enumerate(TierName)}


@dataclass(frozen=True)
class Prices:
    """Ids by tier; the first of each is sold, the others were sold before."""

    by_tier: Mapping[TierName, tuple[str, ...]]

    @classmethod
    def from_settings(cls, settings: Settings) -> "Prices":
        """Settings have seen to it that no price is of two tiers."""
        ids = {TierName.PRO: settings.stripe_price_pro, TierName.ENTERPRISE: settings.stripe_price_enterprise}
        return cls({tier: tuple(text.split()) for tier, text in ids.items()})

    def sold(self, tier: TierName) -> str | None:
        """The price that a new subscription of this tier has, or None where it is not for sale."""
        return next(iter(self.by_tier.get(tier, ())), None)

    def tier_of(self, price_ids: Iterable[str]) -> TierName | None:
        """The largest tier among these prices, or None where none is ours."""
        wanted = set(price_ids)
        known = [tier for tier, ids in self.by_tier.items() if wanted & set(ids)]
        return max(known, key=size_of, default=None)


def size_of(tier: TierName) -> int:
    """For comparing: a larger tier has a larger number."""
    return _SIZE[tier]
