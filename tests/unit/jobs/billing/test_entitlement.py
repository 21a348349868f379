"""Which tier a subscription gives."""

from datetime import UTC, datetime, timedelta

import pytest

from jobs.billing.entitlement import Before, Entitlement, entitlement
from jobs.billing.subscriptions import Subscription
from jobs.tiers import TierName

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
GRACE = timedelta(days=14)
FREE, PRO, ENTERPRISE = TierName


def given(status: str, tier: TierName | None = PRO, before: Before | None = None, now: datetime = NOW) -> Entitlement:
    return entitlement(Subscription("sub_1", status, ("price",), NOW), tier, before or Before(), now, GRACE)


@pytest.mark.parametrize("status", ["active", "trialing"])
def test_what_is_paid_gives_the_tier_of_its_price(status: str) -> None:
    assert given(status, ENTERPRISE) == Entitlement(ENTERPRISE)


@pytest.mark.parametrize("status", ["canceled", "unpaid", "incomplete", "incomplete_expired", "paused", "new to us"])
def test_what_is_not_paid_gives_nothing(status: str) -> None:
    assert given(status, ENTERPRISE, Before(PRO)) == Entitlement(FREE)


def test_without_a_subscription_billing_has_no_say() -> None:
    assert entitlement(None, None, Before(), NOW, GRACE) == Entitlement(None)


def test_a_failed_payment_keeps_the_tier_for_the_grace_and_no_longer() -> None:
    first = given("past_due", before=Before(PRO))
    assert first == Entitlement(PRO, NOW + GRACE)
    held = Before(PRO, first.grace_until)
    assert given("past_due", before=held, now=NOW + GRACE - timedelta(seconds=1)) == first
    assert given("past_due", before=held, now=NOW + GRACE) == Entitlement(FREE, NOW + GRACE)
    assert given("past_due", before=Before(FREE, NOW), now=NOW + GRACE).tier is FREE, "it does not begin anew"


def test_a_larger_plan_is_not_had_by_not_paying_for_it_and_a_smaller_is() -> None:
    assert given("past_due", ENTERPRISE, Before(PRO)).tier is PRO
    assert given("past_due", PRO, Before(ENTERPRISE)).tier is PRO


def test_one_that_was_never_seen_paid_has_its_grace_too() -> None:
    assert given("past_due", PRO) == Entitlement(PRO, NOW + GRACE)


def test_a_price_of_no_tier_gives_nothing_new_and_keeps_what_was_given_for_the_grace() -> None:
    assert given("active", None).tier is FREE
    assert given("active", None, Before(PRO)) == Entitlement(PRO, NOW + GRACE)
    assert given("active", None, Before(PRO, NOW)).tier is FREE
