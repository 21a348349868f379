"""Every price of the catalogue is known in at least twelve regions, as recorded or by the index, and says which."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.cost.regions import group_of, load_index, unit_price
from worker.prices.coverage import coverage_of
from worker.prices.regions import REGIONS

DIMENSIONS = list(coverage_of(load_catalogue().blocks.values(), REGIONS))
FEWEST = 12


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.name)
def test_a_price_is_recorded_or_estimated_by_the_index_in_twelve_regions(dimension):
    amounts = dimension.price.regions(dimension.value) if dimension.value else dimension.price.usd
    assert {"us-east-1", "global"} & set(amounts), "the index starts from us-east-1"
    block = load_catalogue().block(dimension.block)
    known = load_index().groups[group_of(dimension.price, block.category)]
    covered = set(dimension.recorded) | (set(dimension.estimated) & set(known))
    assert len(covered) >= FEWEST


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.name)
def test_no_recorded_amount_is_far_from_what_the_index_expects(dimension):
    """A slip of the pen (a tenth, a tier) shows as a ratio that no region has."""
    amounts = dimension.price.regions(dimension.value) if dimension.value else dimension.price.usd
    base = amounts.get("us-east-1")
    for region in dimension.recorded:
        if base and region in amounts:
            assert 0.6 <= amounts[region] / base <= 2.4, region


@pytest.mark.parametrize("block", load_catalogue().blocks.values(), ids=lambda block: block.name)
def test_the_tiers_of_a_quantity_follow_one_another(block):
    """No unit is priced twice or not at all, and free units are those of the first tier."""
    assert len({price.id for price in block.prices}) == len(block.prices)
    for later in (price for price in block.prices if price.after):
        before = [price for price in block.prices if price.quantity == later.quantity and price.up_to == later.after]
        assert len(before) == 1, later.id
        assert not later.free, later.id
        assert later.up_to is None or later.up_to > later.after, later.id


def test_a_group_follows_from_the_unit_and_the_category():
    groups = {dimension.name: group_of(dimension.price, load_catalogue().block(dimension.block).category)
              for dimension in DIMENSIONS}  # fmt: skip
    assert groups["rds_instance.server db.m7g.large"] == "servers"
    assert groups["elasticache_redis.redis_m7g_large"] == "servers"
    assert groups["ecs_service.vcpu_x86"] == "compute"
    assert groups["s3_bucket.storage"] == "storage"
    assert groups["dynamodb_table.writes"] == "database"
    assert groups["sqs_queue.requests"] == "requests"
    assert groups["vpc.nat_data"] == "transfer"
    assert groups["efs_file_system.reads"] == "requests"


def test_an_estimate_is_at_least_fifteen_percent_wide():
    price = load_catalogue().block("rds_instance").prices[0]
    unit = unit_price(price, {"us-east-1": 1.0}, "sa-east-1", "database")
    assert unit.basis == "estimated"
    assert unit.low <= 0.85 * unit.usd
    assert unit.high >= 1.15 * unit.usd
    assert "sa-east-1" in unit.note


def test_a_region_that_nothing_is_known_of_is_wider_still():
    price = load_catalogue().block("rds_instance").prices[0]
    unit = unit_price(price, {"us-east-1": 1.0}, "xx-nowhere-1", "database")
    assert (unit.usd, unit.low, unit.high) == (1.0, 0.7, 1.3)
