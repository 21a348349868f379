"""Prices are asked for seldom, by one at a time, and pages do not wait for them while Stripe is away."""

import threading
from datetime import timedelta

import pytest

from jobs.billing.billing import Billing
from jobs.billing.prices import Prices
from jobs.billing.stripe_api import PriceTag
from jobs.errors import BillingUnavailable
from jobs.tiers import TierName
from web import price_tags
from web.price_tags import PriceTags

TAG = PriceTag(4900, "usd", "month", 1)


class FakeStripe:
    def __init__(self):
        self.asked, self.away, self.slow, self.came = [], False, None, threading.Event()

    def price_tag(self, price_id):
        self.asked.append(price_id)
        self.came.set()
        if self.slow:
            self.slow.wait(10)
        if self.away:
            raise BillingUnavailable
        return TAG


@pytest.fixture
def stripe():
    return FakeStripe()


@pytest.fixture
def tags(stripe):
    return PriceTags(Billing(stripe, Prices({TierName.PRO: ("price_1", "price_0")}), timedelta()))


@pytest.fixture
def clock(monkeypatch):
    at = [1000.0]
    monkeypatch.setattr(price_tags.time, "monotonic", lambda: at[0])
    return at


def test_the_price_that_is_sold_is_asked_for_once_an_hour(tags, stripe, clock):
    assert tags.all() == tags.all() == {TierName.PRO: TAG}
    assert stripe.asked == ["price_1"]
    clock[0] += 3601
    tags.all()
    assert stripe.asked == ["price_1"] * 2


def test_while_stripe_is_away_the_old_ones_are_shown_and_it_is_asked_once_a_minute(tags, stripe, clock):
    stripe.away = True
    assert tags.all() == tags.all() == {}
    assert len(stripe.asked) == 1
    clock[0] += 61
    stripe.away = False
    assert tags.all() == {TierName.PRO: TAG}
    clock[0] += 3601
    stripe.away = True
    assert tags.all() == {TierName.PRO: TAG}


def test_who_comes_while_they_are_asked_for_does_not_wait(tags, stripe):
    stripe.slow = threading.Event()
    first = threading.Thread(target=tags.all)
    first.start()
    try:
        assert stripe.came.wait(10)
        assert tags.all() == {}
    finally:
        stripe.slow.set()
        first.join(10)
    assert tags.all() == {TierName.PRO: TAG}
    assert len(stripe.asked) == 1
