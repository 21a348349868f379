"""What Stripe says of a customer's subscriptions, and the one of them that counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jobs.billing.prices import Prices, size_of

PAID = frozenset({"active", "trialing"})
ENDED = frozenset({"canceled", "incomplete_expired"})
_BEFORE_OTHERS = ("active", "trialing", "past_due", "unpaid", "paused", "incomplete")


@dataclass(frozen=True)
class Subscription:
    """One of Stripe's, as it was when we asked. `ends_at` is when it ended or will end, if that is known."""

    id: str
    status: str
    price_ids: tuple[str, ...]
    created_at: datetime
    renews_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        return self.status in ENDED


def the_one_that_counts(subscriptions: Iterable[Subscription], prices: Prices) -> Subscription | None:
    """The best paid one of our prices, else the best of any; of several alike the newest."""

    def rank(one: Subscription) -> tuple[bool, int, int, datetime]:
        tier = prices.tier_of(one.price_ids)
        status = _BEFORE_OTHERS.index(one.status) if one.status in _BEFORE_OTHERS else len(_BEFORE_OTHERS)
        is_ours = tier is not None and not one.is_over
        return is_ours, -status, size_of(tier) if tier else -1, one.created_at

    return max(subscriptions, key=rank, default=None)
