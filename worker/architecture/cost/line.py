"""One price of one component, worked out: the line that people see, and what it is computed from."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from worker.architecture.block import Block
from worker.architecture.cost.model import CostLine
from worker.architecture.cost.quantity import Allowances, Quantity, billed, quantity_of
from worker.architecture.cost.regions import UnitPrice, unit_price
from worker.architecture.model import Component, OptionValue
from worker.architecture.price import GLOBAL, Price

TIMES = "\u00d7"


@dataclass(frozen=True)
class Part:
    """A component with its block and every option's value."""

    component: Component
    block: Block
    options: Mapping[str, OptionValue]


@dataclass(frozen=True)
class Priced:
    """A line with its parts, so that the same can be asked for another quantity."""

    line: CostLine
    price: Price
    quantity: Quantity
    unit: UnitPrice
    before: float
    """Units of its pool that other components use."""

    def cost(self, times: float = 1.0) -> float:
        """USD a month with so many times the quantity."""
        units = self.quantity.units[1] * times
        return billed(self.price, units, self.before) / self.price.per * self.unit.usd


def price_line(part: Part, price: Price, region: str, allowances: Allowances) -> Priced | None:
    """None where there is nothing to pay: no read replica, or a tier that even the high end does not reach."""
    component, options = part.component, part.options
    quantity = quantity_of(price, options, part.block)
    before = allowances.take(price, part.block.name, quantity.units)
    ends = tuple(billed(price, units, start) for units, start in zip(quantity.units, before, strict=True))
    if quantity.none or (price.after and not ends[2]):
        return None
    amounts = price.regions(options.get(price.each))
    unit = unit_price(price, amounts, region, part.block.category)
    record = price.record(GLOBAL if unit.basis == "recorded" and region not in amounts else unit.region)
    # A price for 1,000,000 requests is quoted that way; one for 1,024 CPU units is a price for one vCPU.
    per = price.per if math.log10(price.per).is_integer() else 1.0
    line = CostLine(
        component=component.id,
        block=component.block,
        title=f"{price.title}, {options[price.each]}" if price.each else price.title,
        quantity=round(ends[1] * per / price.per, 6),
        unit=price.unit,
        unit_price_usd=unit.usd,
        per=per,
        monthly_usd=round(ends[1] / price.per * unit.usd, 2),
        low_usd=round(ends[0] / price.per * unit.low, 2),
        high_usd=round(ends[2] / price.per * unit.high, 2),
        formula=_formula(quantity, price, unit.usd, ends[1]),
        usage=tuple(f"{component.id}.{name}" for name in quantity.usage),
        source=price.source,
        date=record.date,
        method=record.method,
        basis=unit.basis,
        price_region=unit.region,
        note=unit.note,
    )
    return Priced(line, price, quantity, unit, before[1])


def _formula(quantity: Quantity, price: Price, unit_price_usd: float, units: float) -> str:
    factors = quantity.factors
    product = f" {TIMES} ".join(f"{name} {value:,.10g}" if name else f"{value:,.10g}" for name, value in factors)
    per = f" ÷ {price.per:,.10g}" if price.per != 1 else ""
    if price.after or (price.up_to is not None and quantity.units[1] > price.up_to):
        end = "on" if price.up_to is None else f"to {price.up_to:,.10g}"
        free = f", {price.free:,.10g} free" if price.free else ""
        product = f"({product}: {units:,.10g} from {price.after:,.10g} {end}{free})"
    elif round(quantity.units[1] - units, 6):
        product = f"({product} - {quantity.units[1] - units:,.10g} free)"
    return f"{product}{per} {TIMES} ${unit_price_usd:.10g}"
