"""What a commitment of a year, nothing paid upfront, would take off the On-Demand prices. Never part of the total."""

from collections.abc import Sequence

from worker.architecture.cost.line import Priced
from worker.architecture.cost.model import Saving


def savings_of(priced: Sequence[Priced]) -> tuple[Saving, ...]:
    """One for each component and kind of commitment, the largest first."""
    sums: dict[tuple[str, str], float] = {}
    offers = {}
    for item in priced:
        offer = item.price.commitment
        if offer and item.line.monthly_usd > 0:
            key = (item.line.component, offer.name)
            sums[key] = sums.get(key, 0.0) + item.line.monthly_usd * offer.percent / 100
            offers[key] = offer
    found = [
        Saving(
            component=key[0],
            name=key[1],
            monthly_usd=round(usd, 2),
            percent=offers[key].percent,
            source=offers[key].source,
            date=offers[key].date,
            method=offers[key].method,
        )
        for key, usd in sums.items()
    ]
    return tuple(sorted(found, key=lambda saving: -saving.monthly_usd))
