"""Half of billing is worse than none."""

import pytest

from jobs.billing.billing import Billing
from jobs.errors import MissingSettings
from jobs.settings import Part, load_settings

NEEDED = {
    "GROUNDPLAN_PROFILE": "development",
    "DATABASE_URL": "postgresql://a",
    "CHORES_DATABASE_URL": "postgresql://b",
}
KEY = {"STRIPE_SECRET_KEY": "sk_test_1"}
SECRET = {"STRIPE_WEBHOOK_SECRET": "whsec_1"}
PRICE = {"STRIPE_PRICE_PRO": "price_1"}


def load(part: Part = Part.WEB, **more: str):
    return load_settings(NEEDED | {"REDIS_URL": "redis://c"} | more, part)


def test_without_a_key_billing_is_off() -> None:
    assert Billing.from_settings(load(**SECRET, **PRICE)) is None


def test_a_key_is_in_no_text_of_the_settings() -> None:
    settings = load(**KEY, **SECRET, **PRICE)
    assert Billing.from_settings(settings) is not None
    assert "sk_test_1" not in repr(settings)
    assert "whsec_1" not in repr(settings)


def test_a_key_wants_the_secret_where_events_come_and_prices_where_tiers_are_set() -> None:
    with pytest.raises(MissingSettings, match="STRIPE_WEBHOOK_SECRET"):
        load(**KEY, **PRICE)
    load(Part.CHORES, **KEY, **PRICE)
    for part in (Part.WEB, Part.CHORES):
        with pytest.raises(MissingSettings, match="STRIPE_PRICE_PRO"):
            load(part, **KEY, **SECRET)
    with pytest.raises(MissingSettings, match="of one tier"):
        load(**KEY, **SECRET, **PRICE, STRIPE_PRICE_ENTERPRISE="price_2 price_1")


@pytest.mark.parametrize(
    "address", ["https://stripe.example", "http://10.0.0.1:80", "http://127.0.0.1:80/x", "http://127.0.0.1@evil:80"]
)
def test_the_key_goes_to_stripe_or_to_this_machine(address: str) -> None:
    with pytest.raises(MissingSettings, match="STRIPE_API_BASE"):
        load(STRIPE_API_BASE=address)
    assert load(STRIPE_API_BASE="http://127.0.0.1:9099").stripe_api_base
