"""Costs are quantity times unit price, each line with its formula, source and date."""

import datetime

import pytest

from worker.architecture.block import Block, Option
from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.cost import estimate
from worker.architecture.model import Architecture, Assumption, Component, Connection
from worker.architecture.planning import Planning
from worker.architecture.price import Commitment, Price, Record


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


def costs(
    *prices,
    options=None,
    region="us-east-1",
    budget=None,
    assumptions=(),
    not_priced=(),
    components=1,
    connections=(),
):
    thing = block(prices=list(prices), not_priced=list(not_priced))
    catalogue = Catalogue(
        {"thing": thing, "door": block(prices=[]).model_copy(update={"name": "door"})}, {}, load_catalogue().folder
    )
    ids = ["it", "other", "third"][:components]
    parts = [Component(id=name, block="thing", name=name, options=options or {}) for name in ids]
    architecture = Architecture(
        title="T",
        project="test",
        region=region,
        components=(*parts, Component(id="door", block="door", name="Door")),
        connections=tuple(connections),
        assumptions=tuple(assumptions),
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


def test_free_units_belong_to_the_account_and_are_taken_off_once():
    millions = price(quantity=["requests"], per=1_000_000, usd={"us-east-1": 1.0}, free=4_000_000)
    assert [line.monthly_usd for line in costs(millions, components=3).lines] == [0.0, 2.0, 3.0]


def test_tiers_share_a_quantity_and_count_it_over_the_account():
    tiers = [
        price(id="first", quantity=["requests"], usd={"us-east-1": 3.0}, per=1_000_000, up_to=4_000_000),
        price(id="more", quantity=["requests"], usd={"us-east-1": 1.0}, per=1_000_000, after=4_000_000),
    ]
    found = costs(*tiers, components=2).lines
    assert [(line.component, line.monthly_usd) for line in found] == [
        ("it", 9.0),
        ("it", 0.0),  # at the high end, 6 million, it reaches the second tier
        ("other", 3.0),
        ("other", 2.0),
    ]
    assert found[1].high_usd == 2.0


def test_a_tier_that_the_high_end_does_not_reach_is_no_line():
    far = price(id="more", quantity=["requests"], usd={"us-east-1": 1.0}, after=9_000_000)
    assert costs(far).lines == ()


def test_components_of_several_blocks_share_a_pool():
    sent = {
        "quantity": ["requests"],
        "per": 1_000_000,
        "usd": {"us-east-1": 1.0},
        "free": 4_000_000,
        "pool": "internet",
    }
    assert costs(price(id="a", **sent), price(id="b", **sent)).monthly_usd == 2.0


def test_a_price_costs_nothing_behind_a_block_that_it_names():
    transfer = price(unless_from=["door"])
    assert costs(transfer).monthly_usd == 146.0
    assert costs(transfer, connections=[Connection(source="door", target="it")]).lines == ()
    assert costs(transfer, connections=[Connection(source="it", target="door")]).monthly_usd == 146.0


def test_what_the_design_has_none_of_is_no_line():
    assert costs(price(), options={"count": 0}).lines == ()


def test_usage_spreads_and_what_only_runs_does_not():
    fixed, load = costs(price(), price(id="q", quantity=["requests"], per=1_000_000)).lines
    assert (fixed.low_usd, fixed.high_usd) == (146.0, 146.0)
    assert (load.low_usd, load.monthly_usd, load.high_usd) == (0.15, 0.3, 0.6)
    assert load.usage == ("it.requests",)


def test_the_total_and_the_components_have_a_range():
    result = costs(price(quantity=["requests"], per=1_000_000))
    assert (result.low_usd, result.monthly_usd, result.high_usd) == (0.15, 0.3, 0.6)
    assert (result.components[0].low_usd, result.components[0].high_usd) == (0.15, 0.6)


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


def test_an_estimated_price_spreads_even_where_the_usage_does_not():
    result = costs(price(unit="vCPU-hours"), region="sa-east-1")
    line = result.lines[0]
    assert line.basis == "estimated"
    assert line.low_usd < line.monthly_usd < line.high_usd
    assert line.unit_price_usd > 0.1  # Sao Paulo is dearer than Virginia
    assert result.estimated_share_percent == 100.0


def test_an_amount_for_every_commercial_region_is_recorded_there_and_estimated_in_govcloud():
    everywhere = price(usd={"global": 0.1})
    assert costs(everywhere, region="eu-north-1").lines[0].basis == "recorded"
    assert costs(everywhere, region="us-gov-west-1").lines[0].basis == "estimated"


def test_a_line_tells_when_and_how_its_own_region_was_read():
    known = Record(regions=["eu-west-1"], date=datetime.date(2026, 5, 6), method="looked up")
    both = price(usd={"us-east-1": 0.1, "eu-west-1": 0.2}, recorded=[known], method="by hand")
    line = costs(both, region="eu-west-1").lines[0]
    assert (line.date, line.method) == (datetime.date(2026, 5, 6), "looked up")
    assert costs(both).lines[0].method == "by hand"


def test_a_driver_tells_what_more_of_its_main_quantity_adds_to_the_total():
    load = price(quantity=["requests"], per=1_000_000, free=1_000_000, usd={"us-east-1": 10.0})
    driver = costs(load, price(id="q", usd={"us-east-1": 0.01})).sensitivities[0]
    assert (driver.quantity, driver.monthly_usd) == ("it.requests", 20.0)
    assert (driver.half_more_usd, driver.double_usd) == (15.0, 30.0)
    assert driver.half_more_percent == pytest.approx(100 * 15 / 34.6, abs=0.05)
    assert driver.elasticity == pytest.approx(driver.half_more_percent / 50, abs=0.01)


def test_a_driver_moves_every_line_that_hangs_on_it():
    lines = [price(id=name, quantity=["requests"], per=1_000_000) for name in ("a", "b")]
    assert [driver.double_usd for driver in costs(*lines).sensitivities] == [0.6]


def test_what_has_no_usage_is_driven_by_its_number_or_by_how_many_there_are():
    counted, alone = costs(price(), price(id="q", quantity=["hours_per_month"])).sensitivities
    assert (counted.quantity, counted.double_usd) == ("it.count", 146.0)
    assert (alone.quantity, alone.double_usd) == ("it, how many", 73.0)


def test_a_commitment_is_told_and_not_counted():
    offer = Commitment(name="Plan", percent=25, source="https://example.com", date=datetime.date(2026, 1, 2))
    result = costs(price(commitment=offer))
    assert result.monthly_usd == 146.0
    assert (result.savings[0].name, result.savings[0].monthly_usd) == ("Plan", 36.5)


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
