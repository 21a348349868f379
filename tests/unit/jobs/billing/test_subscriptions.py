"""Which of a customer's subscriptions counts."""

from datetime import UTC, datetime, timedelta

from jobs.billing.prices import Prices
from jobs.billing.subscriptions import Subscription, the_one_that_counts
from jobs.tiers import TierName

PRICES = Prices({TierName.PRO: ("p2", "p1"), TierName.ENTERPRISE: ("e1",)})
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def one(status: str, price: str, days_old: int = 0) -> Subscription:
    return Subscription(f"{status} {price} {days_old}", status, (price,), NOW - timedelta(days=days_old))


def test_the_first_price_of_a_tier_is_sold_and_all_are_of_it() -> None:
    assert PRICES.sold(TierName.PRO) == "p2"
    assert PRICES.sold(TierName.FREE) is None
    assert Prices({TierName.PRO: ()}).sold(TierName.PRO) is None
    assert [PRICES.tier_of([price]) for price in ("p1", "p2", "e1", "tea")] == [*["pro"] * 2, "enterprise", None]
    assert PRICES.tier_of(["tea", "p1", "e1"]) is TierName.ENTERPRISE
    assert PRICES.tier_of([]) is None


def test_a_paid_one_counts_before_an_unpaid_and_a_larger_before_a_smaller() -> None:
    assert the_one_that_counts([], PRICES) is None
    ended, owed, paid = one("canceled", "e1"), one("past_due", "e1"), one("active", "p1")
    assert the_one_that_counts([ended, owed, paid], PRICES) is paid
    assert the_one_that_counts([ended, owed], PRICES) is owed
    assert the_one_that_counts([paid, larger := one("active", "e1", 9)], PRICES) is larger
    assert the_one_that_counts([one("active", "p1", 9), paid], PRICES) is paid
    assert the_one_that_counts([ended, one("canceled", "e1", 9)], PRICES) is ended


def test_one_that_is_not_ours_counts_only_where_none_of_ours_lives() -> None:
    tea, owed = one("active", "tea"), one("past_due", "p1")
    assert the_one_that_counts([tea, owed], PRICES) is owed
    assert the_one_that_counts([tea, one("canceled", "p1")], PRICES) is tea
