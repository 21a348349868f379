"""Products of the price list are read, and a query has exactly one price or says why not."""

import pytest

from worker.architecture.price import PriceListQuery
from worker.prices.products import NoSinglePrice, UnreadableProduct, filters_of, product_of, single_price


def query(**fields):
    return PriceListQuery(service="AmazonThing", **fields)


@pytest.mark.parametrize(
    ("own", "wanted", "fits"),
    [
        ("NatGateway-Hours", "NatGateway-Hours", True),
        ("EUC1-NatGateway-Hours", "NatGateway-Hours", True),
        ("EU-NatGateway-Hours", "NatGateway-Hours", True),
        ("eu-west-1-KMS-Keys", "KMS-Keys", True),
        ("us-gov-west-1-KMS-Keys", "KMS-Keys", True),
        ("EUC1-NatGateway-Prvd-Hours", "NatGateway-Hours", False),
        ("EUC1-Spot-NatGateway-Hours", "NatGateway-Hours", False),
        ("IATimedStorage-ByteHrs", "TimedStorage-ByteHrs", False),
    ],
)
def test_a_usage_type_fits_with_any_region_in_front_and_nothing_else(product_text, own, wanted, fits):
    assert product_of(product_text(own, "r", (0, "1"))).is_used_as(wanted) is fits


def test_the_tier_that_begins_where_the_query_says_is_taken(product_text):
    product = product_of(product_text("Out", "us-east-1", (10240, "0.085"), (0, "0.09")))
    assert single_price([product], query(), "") == 0.09
    assert single_price([product], query(begin=10240), "") == 0.085
    with pytest.raises(NoSinglePrice, match="no tier begins at 5 units"):
        single_price([product], query(begin=5), "")


def test_two_products_with_one_price_are_one_and_with_two_are_none(product_text):
    one, same = (product_of(product_text(name, "r", (0, "0.5"))) for name in ("A", "B"))
    other = product_of(product_text("C", "r", (0, "0.6")))
    assert single_price([one, same], query(), "") == 0.5
    with pytest.raises(NoSinglePrice, match=r"2 different prices fit .*A, B, C"):
        single_price([one, same, other], query(), "")


def test_nothing_that_fits_is_told(product_text):
    product = product_of(product_text("A", "r", (0, "0.5")))
    with pytest.raises(NoSinglePrice, match="no product that fits"):
        single_price([product], query(filters={"usagetype": "B"}), "")


def test_filters_name_the_value_and_the_region_and_leave_the_usage_type_to_us():
    asked = query(filters={"instanceType": "{each}", "usagetype": "BoxUsage:{each}"})
    assert filters_of(asked, "t3.micro", "eu-west-1") == [
        {"Type": "TERM_MATCH", "Field": "instanceType", "Value": "t3.micro"},
        {"Type": "TERM_MATCH", "Field": "regionCode", "Value": "eu-west-1"},
    ]


def test_a_query_that_places_the_region_itself_gets_no_other():
    asked = query(filters={"fromRegionCode": "{region}"})
    assert filters_of(asked, "", "eu-west-1") == [
        {"Type": "TERM_MATCH", "Field": "fromRegionCode", "Value": "eu-west-1"}
    ]
    assert filters_of(query(filters={"location": "Any"}), "", "eu-west-1")[0]["Value"] == "Any"
    assert filters_of(query(), "", "") == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"product": {"attributes": {}}, "terms": {"OnDemand": {"x": {}}}}'])
def test_another_form_is_an_error(text):
    with pytest.raises(UnreadableProduct):
        product_of(text)
