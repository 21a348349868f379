"""A refresh takes over what the price list says, tells what changed, and never writes half of it."""

import datetime

import pytest
import yaml

from worker.prices.price_list import PriceListUnavailable
from worker.prices.refresh import Refresh

TODAY = datetime.date(2026, 11, 1)
REGIONS = ("us-east-1", "eu-west-1")


def run(catalogue, price_list, regions=REGIONS):
    refresh = Refresh(catalogue, price_list, TODAY)
    for block in catalogue.blocks.values():
        refresh.look_up(block, regions)
    return refresh


def content(catalogue):
    return yaml.safe_load((catalogue.folder / "blocks/thing/prices.yaml").read_text())


def test_a_changed_price_is_told_and_written(catalogue, price_list, shelf):
    refresh = run(catalogue, price_list(shelf))
    (change,) = refresh.changes
    assert (change.price, change.value, change.region) == ("server", "small", "eu-west-1")
    assert (change.old, change.new, round(change.percent or 0, 1)) == (0.11, 0.12, 9.1)
    assert refresh.save(accept_large=False) == ["thing"]
    assert content(catalogue)["usd"]["server"]["small"]["eu-west-1"] == 0.12


def test_what_was_looked_up_has_a_new_date_and_the_rest_its_own(catalogue, price_list, shelf):
    run(catalogue, price_list(shelf), ["eu-west-1"]).save(accept_large=False)
    found = content(catalogue)
    assert found["date"] == datetime.date(2025, 6, 1)
    assert found["recorded"] == [
        {
            "prices": ["server"],
            "regions": ["eu-west-1"],
            "date": TODAY,
            "method": "read from the AWS Price List API",
        }
    ]


def test_the_head_and_what_has_no_query_stay(catalogue, price_list, shelf):
    run(catalogue, price_list(shelf)).save(accept_large=False)
    assert (catalogue.folder / "blocks/thing/prices.yaml").read_text().startswith("# A head that stays.\n")
    assert content(catalogue)["usd"]["requests"] == {"us-east-1": 1.0}


def test_a_new_region_is_taken_over(catalogue, price_list, shelf, product_text):
    shelf["small", "sa-east-1"] = [product_text("SAE1-BoxUsage:small", "sa-east-1", (0, "0.16"))]
    refresh = run(catalogue, price_list(shelf), ["sa-east-1"])
    assert (refresh.changes[0].old, refresh.changes[0].new, refresh.changes[0].large) == (None, 0.16, False)
    refresh.save(accept_large=False)
    assert content(catalogue)["usd"]["server"]["small"]["sa-east-1"] == 0.16


@pytest.mark.parametrize("usd", ["0.2", "0.04", "0.0"])
def test_a_change_of_more_than_half_is_refused_unless_it_is_accepted(catalogue, price_list, shelf, product_text, usd):
    shelf["small", "eu-west-1"] = [product_text("EU-BoxUsage:small", "eu-west-1", (0, usd))]
    before = content(catalogue)
    refresh = run(catalogue, price_list(shelf))
    assert refresh.refused() == ["thing"]
    assert refresh.save(accept_large=False) == []
    assert content(catalogue) == before
    assert refresh.save(accept_large=True) == ["thing"]
    assert content(catalogue)["usd"]["server"]["small"]["eu-west-1"] == float(usd)


def test_what_the_list_does_not_have_stays_and_is_told(catalogue, price_list, shelf):
    del shelf["large", "eu-west-1"]
    refresh = run(catalogue, price_list(shelf))
    (problem,) = refresh.problems
    assert (problem.value, problem.region) == ("large", "eu-west-1")
    refresh.save(accept_large=False)
    assert content(catalogue)["usd"]["server"]["large"]["eu-west-1"] == 0.22


def test_what_is_not_sold_in_a_region_is_no_problem_there(catalogue, price_list, shelf):
    refresh = run(catalogue, price_list(shelf), ["sa-east-1"])
    assert (refresh.problems, refresh.not_sold, refresh.looked_up) == ([], 2, 0)


def test_a_size_without_an_amount_gets_one(catalogue, price_list, shelf):
    path = catalogue.folder / "blocks/thing/prices.yaml"
    path.write_text(path.read_text().replace("    large: {us-east-1: 0.2, eu-west-1: 0.22}\n", ""))
    run(catalogue, price_list(shelf)).save(accept_large=False)
    assert content(catalogue)["usd"]["server"]["large"] == {"us-east-1": 0.2, "eu-west-1": 0.22}


def test_a_list_that_goes_away_half_way_changes_nothing(catalogue, price_list, shelf):
    before = (catalogue.folder / "blocks/thing/prices.yaml").read_text()
    with pytest.raises(PriceListUnavailable):
        run(catalogue, price_list(shelf, down_after=3))
    assert (catalogue.folder / "blocks/thing/prices.yaml").read_text() == before


def test_the_price_is_for_our_number_of_units(catalogue, price_list, product_text, make_thing):
    query = {"service": "AmazonThing", "divide": 1024}
    known = {"source": "https://aws.amazon.com/", "date": TODAY, "title": "R", "unit": "request", "quantity": [1]}
    price = {"id": "requests", "per": 1000000, "usd": {"us-east-1": 1.0}, "query": query, **known}
    block = make_thing(prices=[price])
    listed = price_list({("", "us-east-1"): [product_text("Requests", "us-east-1", (0, "0.001024"))]})
    refresh = Refresh(catalogue, listed, TODAY)
    refresh.look_up(block, ["us-east-1"])
    assert refresh.looked_up == 1
    assert refresh.changes == []  # 0.001024 for one of 1,024 units, a million of them


def test_an_amount_for_every_region_is_asked_for_once(catalogue, price_list, product_text, make_thing):
    path = catalogue.folder / "blocks/thing/prices.yaml"
    path.write_text("date: 2025-06-01\nmethod: by hand\nusd:\n  key: {global: 1.0}\n")
    known = {"source": "https://aws.amazon.com/", "date": TODAY, "title": "K", "unit": "key", "quantity": [1]}
    block = make_thing(prices=[{"id": "key", "usd": {"global": 1.0}, "query": {"service": "awskms"}, **known}])
    refresh = Refresh(catalogue, price_list({("", ""): [product_text("Keys", "", (0, "1.2"))]}), TODAY)
    refresh.look_up(block, REGIONS)
    refresh.save(accept_large=False)
    assert content(catalogue)["usd"] == {"key": {"global": 1.2}}
