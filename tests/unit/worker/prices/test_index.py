"""The index of regional prices is the median of what is recorded, and the file is what the command computes."""

import yaml

from worker.architecture.catalogue import load_catalogue
from worker.architecture.cost.regions import RegionalIndex, load_index
from worker.prices.index import index_of, render
from worker.prices.regions import REGIONS

BLOCKS = load_catalogue().blocks.values()
NEAR = 0.1


def test_a_ratio_is_the_median_over_the_prices_of_a_group(make_thing):
    block = make_thing()
    index = index_of([block], load_index().date)
    ratio = index.groups["servers"]["eu-west-1"]
    assert (ratio.ratio, ratio.prices) == (1.1, 2)  # each size is a price of its own


def test_what_several_blocks_sell_counts_once(make_thing):
    once = index_of([make_thing()], load_index().date)
    assert index_of([make_thing(), make_thing(name="other")], load_index().date) == once


def test_the_text_reads_back_as_the_index():
    index = index_of(BLOCKS, load_index().date)
    assert RegionalIndex.model_validate(yaml.safe_load(render(index))) == index


def test_the_file_is_near_what_the_command_computes_now():
    """Not the same: a new block moves a median a little, and need not write the file and every estimate anew."""
    now, known = index_of(BLOCKS, load_index().date).groups, load_index().groups
    far = [
        (group, region, ratio.ratio)
        for group, regions in now.items()
        for region, ratio in regions.items()
        if region not in known.get(group, {}) or abs(known[group][region].ratio / ratio.ratio - 1) > NEAR
    ]
    assert not far, "`python -m worker.prices index` writes it anew"


def test_every_group_knows_at_least_twelve_of_the_regions():
    for group, regions in load_index().groups.items():
        assert len(set(regions) & set(REGIONS)) >= 12, group
