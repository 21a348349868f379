"""Costs are quantity times unit price, each line with its formula, source and date."""

import datetime

import pytest

from worker.architecture.block import Block, Option
from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.cost import estimate
from worker.architecture.model import Architecture, Assumption, Component
from worker.architecture.planning import Planning
from worker.architecture.price import Price


def block(**fields):
    return Block(
        name="thing",
        title="Thing",
        service="thing",
        names=["thing"],
        category="compute",
        placement="regional",
        icon="x",
        documentation="https://example.com",
        summary="A thing.",
        resources={},
        planning=Planning(id="thing", name="Thing"),
        options={
            "count": Option(type="integer", default=2, description="How many."),
            "size": Option(type="string", default="small", description="How large."),
            "requests": Option(
                type="number", default=3_000_000, description="Load.", usage=True, unit="requests/month"
            ),
        },
        **fields,
    )


def price(**fields):
    known = {
        "id": "p",
        "title": "Price",
        "unit": "hours",
        "quantity": ["count", "hours_per_month"],
        "usd": {"us-east-1": 0.1},
    }
    return Price(**{**known, "source": "https://example.com", "date": datetime.date(2026, 1, 2), **fields})


def costs(*prices, options=None, region="us-east-1", budget=None, assumptions=(), not_priced=()):
    catalogue = Catalogue(
        {"thing": block(prices=list(prices), not_priced=list(not_priced))}, {}, load_catalogue().folder
    )
    component = Component(id="it", block="thing", name="It", options=options or {})
    architecture = Architecture(
        title="T", project="test", region=region, components=(component,), assumptions=tuple(assumptions)
    )
    return estimate(architecture, catalogue, budget_usd_per_month=budget)


def test_a_line_multiplies_its_factors():
    line = costs(price()).lines[0]
    assert (line.quantity, line.monthly_usd) == (1460, 146.0)
    assert line.formula == "count 2 \u00d7 hours_per_month 730 \u00d7 $0.1"
    assert (line.source, line.date) == ("https://example.com", datetime.date(2026, 1, 2))


def test_free_units_are_taken_off_and_never_below_nothing():
    millions = {"quantity": ["requests"], "per": 1_000_000, "usd": {"us-east-1": 1.0}}
    assert costs(price(**millions, free=1_000_000)).monthly_usd == 2.0
    assert costs(price(**millions, free=9_000_000)).monthly_usd == 0.0


def test_a_price_for_a_strange_number_of_units_is_shown_for_one():
    line = costs(price(per=1024)).lines[0]
    assert (line.per, line.quantity) == (1, pytest.approx(1460 / 1024, abs=1e-6))


def test_a_price_applies_only_under_its_conditions():
    large = price(when={"size": ["large"]})
    assert costs(large).lines == ()
    assert len(costs(large, options={"size": "large"}).lines) == 1


def test_a_region_without_a_price_takes_another_and_says_so():
    line = costs(price(usd={"us-east-1": 0.1, "eu-west-1": 0.2}), region="ap-south-1").lines[0]
    assert (line.price_region, line.unit_price_usd) == ("us-east-1", 0.1)
    assert line.basis == "estimated"
    assert "recorded for ap-south-1" in line.note


def test_a_region_with_a_price_has_no_note():
    line = costs(price(usd={"us-east-1": 0.1, "eu-west-1": 0.2}), region="eu-west-1").lines[0]
    assert (line.price_region, line.note) == ("eu-west-1", "")


def test_a_budget_below_the_estimate_is_a_conflict():
    assert "above the budget of $100.00" in costs(price(), budget=100).conflict
    assert costs(price(), budget=200).conflict == ""


def test_usage_is_told_with_the_reason_of_the_plan_or_as_the_ordinary_value():
    load = price(quantity=["requests"])
    assert "does not say" in costs(load).assumptions[0].reason
    assert costs(load).assumptions[0].value == "3,000,000 requests/month (1,500,000 to 6,000,000)"
    known = Assumption(subject="it.requests", value="3", reason="one a user")
    assert costs(load, assumptions=[known]).assumptions[0].reason == "one a user"


def test_usage_that_no_line_hangs_on_is_no_assumption_of_the_estimate():
    assert costs(price()).assumptions == ()


def test_what_is_not_priced_is_listed():
    assert costs(not_priced=["Transfer"]).not_priced[0].what == "Transfer"


def test_the_dearest_comes_first_and_shares_add_up():
    result = costs(price(id="a"), price(id="b", usd={"us-east-1": 0.3}))
    assert [line.monthly_usd for line in result.drivers] == [438.0, 146.0]
    assert result.components[0].share_percent == 100.0
    assert result.yearly_usd == pytest.approx(12 * result.monthly_usd)


@pytest.mark.parametrize("name", sorted(load_catalogue().blocks))
def test_every_block_of_the_catalogue_can_be_priced(name):
    catalogue = load_catalogue()
    component = Component(id="it", block=name, name="It")
    result = estimate(Architecture(title="T", project="test", components=(component,)), catalogue)
    assert all(line.monthly_usd >= 0 and line.formula for line in result.lines)
    assert all(line.low_usd <= line.monthly_usd <= line.high_usd for line in result.lines)
