"""What drives the cost, and what more of it would do to the total."""

from collections.abc import Sequence

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost.line import Priced
from worker.architecture.cost.model import CostLine, Sensitivity

MOST = 5
COUNT = ""
"""The quantity of what only runs or not: how many there are of it. No option has this name."""


def drivers_of(priced: Sequence[Priced]) -> tuple[CostLine, ...]:
    """The dearest lines, at most five."""
    return tuple(item.line for item in _dearest(priced))


def sensitivities_of(priced: Sequence[Priced], catalogue: Catalogue, total: float) -> tuple[Sensitivity, ...]:
    """For the main quantity of each of the dearest lines, what 50 % more and twice as much do to the total (USD)."""
    mains = [(item, main_quantity(item, catalogue.block(item.line.block))) for item in priced]
    dearest = {id(item) for item in _dearest(priced)}
    subjects = dict.fromkeys((item.line.component, main) for item, main in mains if id(item) in dearest)
    found = []
    for component, name in subjects:
        own = [(item, main) for item, main in mains if item.line.component == component]
        moved = [item for item, main in own if name == main or (name and name in dict(item.quantity.factors))]
        found.append(_sensitivity(component, name, moved, total))
    return tuple(sorted(found, key=lambda item: -item.half_more_usd))


def main_quantity(item: Priced, block: Block) -> str:
    """The factor that a user would change first: usage, then a number of the design, else how many there are."""
    if item.quantity.usage:
        return item.quantity.usage[0]
    options = (block.options.get(name) for name, _ in item.quantity.factors)
    numbers = (name for (name, _), option in zip(item.quantity.factors, options, strict=True)
               if option and option.type in {"integer", "number"})  # fmt: skip
    return next(numbers, COUNT)


def _dearest(priced: Sequence[Priced]) -> list[Priced]:
    return sorted((item for item in priced if item.line.monthly_usd > 0), key=lambda item: -item.line.monthly_usd)[
        :MOST
    ]


def _sensitivity(component: str, name: str, moved: Sequence[Priced], total: float) -> Sensitivity:
    now = sum(item.cost() for item in moved)
    half, double = (sum(item.cost(times) for item in moved) - now for times in (1.5, 2.0))
    percent = 100 / total if total else 0.0
    return Sensitivity(
        component=component,
        quantity=f"{component}.{name}" if name else f"{component}, how many",
        titles=tuple(item.line.title for item in moved),
        monthly_usd=round(now, 2),
        share_percent=round(now * percent, 1),
        half_more_usd=round(half, 2),
        half_more_percent=round(half * percent, 1),
        double_usd=round(double, 2),
        double_percent=round(double * percent, 1),
        elasticity=round(half * percent / 50, 2),
    )
