"""Computes regional_price_index.yaml: how the prices of a region relate to those of us-east-1, by what is recorded."""

import datetime
import statistics
from collections.abc import Iterable, Iterator

from worker.architecture.block import Block
from worker.architecture.cost.regions import REFERENCE_REGION, Ratio, RegionalIndex, group_of
from worker.architecture.price import GLOBAL, Group, Price
from worker.prices.regions import place_in_order

METHOD = (
    f"median over the prices recorded for the region of their ratio to {REFERENCE_REGION}; low and high are the tenth "
    "and ninetieth percentile"
)
HEAD = f"""\
# What prices are in a region, those of {REFERENCE_REGION} being 1, by groups that move alike. Computed from every
# prices.yaml by `python -m worker.prices index`; lines that use it say that they are estimated.
"""


def index_of(blocks: Iterable[Block], today: datetime.date) -> RegionalIndex:
    """Every group and region with a recorded price. Amounts that are the same everywhere do not count: they are
    never estimated."""
    ratios: dict[Group, dict[str, dict[tuple[str, str], float]]] = {}
    for block in blocks:
        for price in block.prices:
            regions = ratios.setdefault(group_of(price, block.category), {})
            for thing, region, ratio in _ratios(price):
                regions.setdefault(region, {})[thing, f"{ratio:.3f}"] = ratio
    groups = {
        group: {region: _ratio([*regions[region].values()]) for region in sorted(regions, key=place_in_order)}
        for group, regions in sorted(ratios.items())
        if regions
    }
    return RegionalIndex(date=today, method=METHOD, groups=groups)


def _ratios(price: Price) -> Iterator[tuple[str, str, float]]:
    """What is sold, region, ratio. What several blocks sell (an hour of a NAT gateway, a GB to the internet, a server
    of one size) has one name, and so counts once."""
    for value, amounts in price.amounts().items():
        base = amounts.get(REFERENCE_REGION)
        for region, usd in amounts.items():
            if base and GLOBAL not in amounts and region != REFERENCE_REGION:
                yield f"{price.source} {value}", region, usd / base


def _ratio(ratios: list[float]) -> Ratio:
    low, *_, high = statistics.quantiles(ratios, n=10, method="inclusive") if len(ratios) > 1 else ratios * 2
    middle = statistics.median(ratios)
    return Ratio(ratio=round(middle, 3), low=round(low, 3), high=round(high, 3), prices=len(ratios))


def render(index: RegionalIndex) -> str:
    """The text of the file."""
    lines = [HEAD + f"date: {index.date}", f"method: {index.method}", "groups:"]
    for group, regions in index.groups.items():
        lines.append(f"  {group}:")
        lines += [
            f"    {region}: {{ratio: {r.ratio:g}, low: {r.low:g}, high: {r.high:g}, prices: {r.prices}}}"
            for region, r in regions.items()
        ]
    return "\n".join(lines) + "\n"
