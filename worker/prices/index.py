"""Computes regional_price_index.yaml: how the prices of a region relate to those of us-east-1, by what is recorded."""

import datetime
import statistics
from collections.abc import Iterable, Iterator

from worker.architecture.block import Block
from worker.architecture.cost.regions import REFERENCE_REGION, Ratio, RegionalIndex, group_of
from worker.architecture.price import GLOBAL, Group, Price
from worker.prices.regions import place_in_order

FEWEST = 2  # of one dimension alone, a ratio would say too much
METHOD = (
    f"median over the price dimensions recorded for the region of their ratio to {REFERENCE_REGION}; low and high are "
    "the tenth and ninetieth percentile"
)
HEAD = f"""\
# What prices are in a region, those of {REFERENCE_REGION} being 1, by groups that move alike. Computed from every
# prices.yaml by `python -m worker.prices index`; lines that use it say that they are estimated.
"""


def index_of(blocks: Iterable[Block], today: datetime.date) -> RegionalIndex:
    """Every group and region with at least two recorded dimensions. Amounts that are the same everywhere do not count:
    they are never estimated."""
    ratios: dict[Group, dict[str, dict[tuple[str, str], float]]] = {}
    for block in blocks:
        for price in block.prices:
            group = group_of(price, block.category)
            for region, ratio in _ratios(price):
                # The same thing sold by several blocks (an hour of a NAT gateway, a GB to the internet) counts once.
                ratios.setdefault(group, {}).setdefault(region, {})[price.source, f"{ratio:.3f}"] = ratio
    groups = {
        group: {
            region: _ratio([*regions[region].values()])
            for region in sorted(regions, key=place_in_order)
            if len(regions[region]) >= FEWEST
        }
        for group, regions in sorted(ratios.items())
    }
    return RegionalIndex(date=today, method=METHOD, groups=groups)


def _ratios(price: Price) -> Iterator[tuple[str, float]]:
    """Region → ratio, the median over the values of `each`: a long list of sizes counts as one dimension."""
    found: dict[str, list[float]] = {}
    for amounts in price.amounts().values():
        base = amounts.get(REFERENCE_REGION)
        for region, usd in amounts.items():
            if base and GLOBAL not in amounts and region != REFERENCE_REGION:
                found.setdefault(region, []).append(usd / base)
    for region, ratios in found.items():
        yield region, statistics.median(ratios)


def _ratio(ratios: list[float]) -> Ratio:
    low, *_, high = statistics.quantiles(ratios, n=10, method="inclusive")
    middle = statistics.median(ratios)
    return Ratio(ratio=round(middle, 3), low=round(low, 3), high=round(high, 3), dimensions=len(ratios))


def render(index: RegionalIndex) -> str:
    """The text of the file."""
    lines = [HEAD + f"date: {index.date}", f"method: {index.method}", "groups:"]
    for group, regions in index.groups.items():
        lines.append(f"  {group}:")
        lines += [
            f"    {region}: {{ratio: {r.ratio:g}, low: {r.low:g}, high: {r.high:g}, dimensions: {r.dimensions}}}"
            for region, r in regions.items()
        ]
    return "\n".join(lines) + "\n"
