"""What an architecture costs a month, line by line: quantity times unit price, with source, date and assumptions."""

import datetime
import math
from collections.abc import Mapping

from pydantic import Field

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Assumption, Component, Frozen, OptionValue
from worker.architecture.options import effective_options
from worker.architecture.price import Price, factor_of

TIMES = "\u00d7"
REFERENCE_REGION = "us-east-1"


class CostLine(Frozen):
    """One price of one component."""

    component: str
    block: str
    title: str
    quantity: float = Field(description="Billed units a month, free units taken off.")
    unit: str
    unit_price_usd: float = Field(description="USD for `per` units.")
    per: float
    monthly_usd: float
    formula: str = Field(description="How the quantity came about: factors by name, then the unit price.")
    source: str
    date: datetime.date
    price_region: str
    note: str = ""


class ComponentCost(Frozen):
    """The lines of one component together."""

    component: str
    block: str
    name: str
    monthly_usd: float
    share_percent: float


class NotPriced(Frozen):
    """Something that costs, or may, and is not in the total."""

    component: str
    what: str


class CostEstimate(Frozen):
    """An estimate before tax, in USD a month, at public on-demand prices."""

    currency: str = "USD"
    region: str
    monthly_usd: float
    yearly_usd: float
    lines: tuple[CostLine, ...]
    components: tuple[ComponentCost, ...] = Field(description="Dearest first.")
    drivers: tuple[CostLine, ...] = Field(description="The dearest lines, at most five.")
    not_priced: tuple[NotPriced, ...] = ()
    assumptions: tuple[Assumption, ...] = Field(default=(), description="The usage that the estimate counts on.")
    budget_usd_per_month: float | None = None
    conflict: str = Field(default="", description="A sentence, where the estimate is above the budget.")
    prices_from: datetime.date | None = Field(default=None, description="The oldest price used.")


def estimate(
    architecture: Architecture, catalogue: Catalogue, *, budget_usd_per_month: float | None = None
) -> CostEstimate:
    """Price every component by its block's prices and its options. Raises UnknownBlock.

    Where a price is not recorded for the region, that of us-east-1 is used and the line says so.
    """
    lines: list[CostLine] = []
    gaps: list[NotPriced] = []
    usage: list[Assumption] = []
    for component in architecture.components:
        block = catalogue.block(component.block)
        options = effective_options(component, block)
        lines += [_line(component, price, options, architecture.region) for price in _applicable(block, options)]
        gaps += [NotPriced(component=component.id, what=what) for what in block.not_priced]
        gaps += [NotPriced(component=component.id, what=what) for what in _without_amount(block, options)]
        usage += _usage(component, block, options, architecture)
    total = round(sum(line.monthly_usd for line in lines), 2)
    return CostEstimate(
        region=architecture.region,
        monthly_usd=total,
        yearly_usd=round(total * 12, 2),
        lines=tuple(lines),
        components=_by_component(architecture, lines, total),
        drivers=tuple(sorted((line for line in lines if line.monthly_usd > 0), key=lambda line: -line.monthly_usd)[:5]),
        not_priced=tuple(gaps),
        assumptions=tuple(usage),
        budget_usd_per_month=budget_usd_per_month,
        conflict=_conflict(total, budget_usd_per_month),
        prices_from=min((line.date for line in lines), default=None),
    )


def _applicable(block: Block, options: Mapping[str, OptionValue]) -> list[Price]:
    return [
        price
        for price in block.prices
        if all(options.get(name) in values for name, values in price.when.items())
        and price.regions(options.get(price.each))
    ]


def _without_amount(block: Block, options: Mapping[str, OptionValue]) -> list[str]:
    """Sizes that no price is recorded for: never priced at nothing in silence."""
    return [
        f"{price.title}: no price is recorded for {price.each} {options[price.each]}"
        for price in block.prices
        if price.each and not price.regions(options[price.each])
    ]


def _line(component: Component, price: Price, options: Mapping[str, OptionValue], region: str) -> CostLine:
    factors = [factor_of(factor, options) for factor in price.quantity]
    quantity = 1.0
    for _, value in factors:
        quantity *= value
    billed = max(quantity - price.free, 0.0)
    amounts = price.regions(options.get(price.each))
    price_region = region if region in amounts else _nearest(amounts)
    unit_price = amounts[price_region]
    monthly = billed / price.per * unit_price
    # A price for 1,000,000 requests is quoted that way; one for 1,024 CPU units is a price for one vCPU.
    per = price.per if math.log10(price.per).is_integer() else 1.0
    return CostLine(
        component=component.id,
        block=component.block,
        title=f"{price.title}, {options[price.each]}" if price.each else price.title,
        quantity=round(billed * per / price.per, 6),
        unit=price.unit,
        unit_price_usd=unit_price,
        per=per,
        monthly_usd=round(monthly, 2),
        formula=_formula(factors, price, unit_price),
        source=price.source,
        date=price.date,
        price_region=price_region,
        note="" if price_region == region else f"The price of {price_region}: none is recorded for {region}.",
    )


def _nearest(amounts: Mapping[str, float]) -> str:
    return REFERENCE_REGION if REFERENCE_REGION in amounts else next(iter(amounts))


def _formula(factors: list[tuple[str, float]], price: Price, unit_price: float) -> str:
    product = f" {TIMES} ".join(f"{name} {value:,.10g}" if name else f"{value:,.10g}" for name, value in factors)
    free = f" - {price.free:,.10g} free" if price.free else ""
    per = f" ÷ {price.per:,.10g}" if price.per != 1 else ""
    return (
        f"({product}{free}){per} {TIMES} ${unit_price:.10g}" if free else f"{product}{per} {TIMES} ${unit_price:.10g}"
    )


def _by_component(architecture: Architecture, lines: list[CostLine], total: float) -> tuple[ComponentCost, ...]:
    sums = {component.id: 0.0 for component in architecture.components}
    for line in lines:
        sums[line.component] += line.monthly_usd
    priced = [
        ComponentCost(
            component=component.id,
            block=component.block,
            name=component.name,
            monthly_usd=round(sums[component.id], 2),
            share_percent=round(100 * sums[component.id] / total, 1) if total else 0.0,
        )
        for component in architecture.components
    ]
    return tuple(sorted(priced, key=lambda cost: -cost.monthly_usd))


def _usage(
    component: Component, block: Block, options: Mapping[str, OptionValue], architecture: Architecture
) -> list[Assumption]:
    reasons = {assumption.subject: assumption.reason for assumption in architecture.assumptions}
    found = []
    for name, option in block.options.items():
        if option.usage:
            subject = f"{component.id}.{name}"
            value = options[name]
            shown = f"{value:,.0f}" if isinstance(value, int | float) and value >= 1000 else str(value)
            reason = reasons.get(subject) or "the catalogue's ordinary value; the request does not say"
            found.append(Assumption(subject=subject, value=f"{shown} {option.unit}".strip(), reason=reason))
    return found


def _conflict(total: float, budget: float | None) -> str:
    if budget is None or total <= budget:
        return ""
    return f"The estimate of ${total:,.2f} a month is ${total - budget:,.2f} above the budget of ${budget:,.2f}."
