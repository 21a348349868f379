"""What an architecture costs a month, line by line: quantity times unit price, with source, date and assumptions."""

from collections.abc import Iterator, Sequence

from worker.architecture.catalogue import Catalogue
from worker.architecture.cost.assumptions import usage_of
from worker.architecture.cost.drivers import drivers_of, sensitivities_of
from worker.architecture.cost.line import Part, Priced, price_line
from worker.architecture.cost.model import ComponentCost, CostEstimate, CostLine, NotPriced
from worker.architecture.cost.quantity import Allowances
from worker.architecture.cost.savings import savings_of
from worker.architecture.model import Architecture
from worker.architecture.options import effective_options
from worker.architecture.price import Price


def estimate(
    architecture: Architecture, catalogue: Catalogue, *, budget_usd_per_month: float | None = None
) -> CostEstimate:
    """Price every component by its block's prices and its options, low, expected and high. Raises UnknownBlock.

    Where a price is not recorded for the region, that of us-east-1 times the ratio of the regions is used; the line
    says so, and is less certain.
    """
    parts = _parts(architecture, catalogue)
    priced = list(_priced(architecture, parts))
    lines = tuple(item.line for item in priced)
    total = round(sum(line.monthly_usd for line in lines), 2)
    guessed = sum(line.monthly_usd for line in lines if line.basis == "estimated")
    return CostEstimate(
        region=architecture.region,
        monthly_usd=total,
        low_usd=round(sum(line.low_usd for line in lines), 2),
        high_usd=round(sum(line.high_usd for line in lines), 2),
        yearly_usd=round(total * 12, 2),
        estimated_share_percent=round(100 * guessed / total, 1) if total else 0.0,
        lines=lines,
        components=_by_component(architecture, lines, total),
        drivers=drivers_of(priced),
        sensitivities=sensitivities_of(priced, catalogue, total),
        savings=savings_of(priced),
        not_priced=tuple(_gaps(parts)),
        assumptions=usage_of(parts, architecture, {subject for line in lines for subject in line.usage}),
        budget_usd_per_month=budget_usd_per_month,
        conflict=_conflict(total, budget_usd_per_month),
        prices_from=min((line.date for line in lines), default=None),
    )


def monthly_usd(architecture: Architecture, catalogue: Catalogue) -> float:
    """The expected total alone, for who compares many architectures. Raises UnknownBlock."""
    return round(sum(item.line.monthly_usd for item in _priced(architecture, _parts(architecture, catalogue))), 2)


def _parts(architecture: Architecture, catalogue: Catalogue) -> list[Part]:
    blocks = ((component, catalogue.block(component.block)) for component in architecture.components)
    return [Part(component, block, effective_options(component, block)) for component, block in blocks]


def _priced(architecture: Architecture, parts: Sequence[Part]) -> Iterator[Priced]:
    blocks = {part.component.id: part.block.name for part in parts}
    callers: dict[str, set[str]] = {}
    for connection in architecture.connections:
        callers.setdefault(connection.target, set()).add(blocks.get(connection.source, ""))
    allowances = Allowances()
    for part in parts:
        for price in part.block.prices:
            paid = not price.unless_from or callers.get(part.component.id, set()).isdisjoint(price.unless_from)
            if paid and _applies(price, part) and price.regions(part.options.get(price.each)):
                item = price_line(part, price, architecture.region, allowances)
                if item:
                    yield item


def _applies(price: Price, part: Part) -> bool:
    return not price.when or all(part.options.get(name) in values for name, values in price.when.items())


def _gaps(parts: Sequence[Part]) -> Iterator[NotPriced]:
    for part in parts:
        for what in (*part.block.not_priced, *_without_amount(part)):
            yield NotPriced(component=part.component.id, what=what)


def _without_amount(part: Part) -> list[str]:
    """Dimensions and sizes that no price is recorded for: never priced at nothing in silence."""
    return [
        f"{price.title}: no price is recorded" + (f" for {price.each} {part.options[price.each]}" if price.each else "")
        for price in part.block.prices
        if not price.regions(part.options.get(price.each)) and _applies(price, part)
    ]


def _by_component(architecture: Architecture, lines: Sequence[CostLine], total: float) -> tuple[ComponentCost, ...]:
    sums = {component.id: [0.0, 0.0, 0.0] for component in architecture.components}
    for line in lines:
        for index, usd in enumerate((line.monthly_usd, line.low_usd, line.high_usd)):
            sums[line.component][index] += usd
    priced = [
        ComponentCost(
            component=component.id,
            block=component.block,
            name=component.name,
            monthly_usd=round(sums[component.id][0], 2),
            low_usd=round(sums[component.id][1], 2),
            high_usd=round(sums[component.id][2], 2),
            share_percent=round(100 * sums[component.id][0] / total, 1) if total else 0.0,
        )
        for component in architecture.components
    ]
    return tuple(sorted(priced, key=lambda cost: -cost.monthly_usd))


def _conflict(total: float, budget: float | None) -> str:
    if budget is None or total <= budget:
        return ""
    return f"The estimate of ${total:,.2f} a month is ${total - budget:,.2f} above the budget of ${budget:,.2f}."
