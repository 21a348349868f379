"""Prices of a block, as recorded or estimated for a region, and what a month of it costs."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import ValidationError

from worker.architecture.block import Block
from worker.architecture.catalogue import HERE, Catalogue
from worker.architecture.cost import CostLine, estimate
from worker.architecture.cost.regions import unit_price
from worker.architecture.errors import InvalidOption
from worker.architecture.model import Architecture, Component
from worker.architecture.options import check_options
from worker.architecture.price import GLOBAL, Price
from worker.reference.facts import Fact, make_fact, where_clause
from worker.reference.sources import CATALOGUE, source

HEADLINES = 3


@lru_cache(maxsize=32)
def block_of(form: str) -> Block:
    """The block as the index keeps it."""
    return Block.model_validate_json(form)


def unit_prices(block: Block, region: str) -> list[Fact]:
    """One fact for each price, or for each size where sizes have prices of their own."""
    return [fact for price in block.prices for fact in _of(block, price, region)]


def headlines(block: Block, region: str) -> list[Fact]:
    """The first prices, one size of each: what a comparison shows."""
    firsts = (next(_of(block, price, region), None) for price in block.prices)
    return [fact for fact in firsts if fact][:HEADLINES]


def month(block: Block, region: str, usage: Mapping[str, Any]) -> list[Fact]:
    """What a month costs with these options, the others having their defaults: the total, then each line.

    Raises ToolError for an option that the block lacks or a value that it does not take.
    """
    component = _component(block, usage)
    architecture = Architecture(title=block.title, project="reference", region=region, components=(component,))
    cost = estimate(architecture, Catalogue({block.name: block}, {}, HERE))
    given = {name: option.default for name, option in block.options.items() if option.usage} | component.options
    ends = {"low_usd": cost.low_usd, "high_usd": cost.high_usd, "options": given}
    text = (
        f"{block.title} in {region}: {cost.monthly_usd:,.2f} USD a month, {cost.low_usd:,.2f} to {cost.high_usd:,.2f}."
    )
    dates = [line.date.isoformat() for line in cost.lines]
    at = source(CATALOGUE, block.documentation, min(dates, default=None))
    more: Any = {"value": cost.monthly_usd, "unit": "USD a month", "region": region, "details": ends}
    total = make_fact(block.name, "monthly_cost", "total", text, at, **more)
    return [total, *(_line(block, region, line) for line in cost.lines)]


def _component(block: Block, usage: Mapping[str, Any]) -> Component:
    unknown = [name for name in usage if name not in block.options]
    if unknown:
        known = [key for key, option in block.options.items() if option.usage] or list(block.options)
        raise ToolError(f"{block.title} has no option {unknown[0][:60]!r}; usage takes {', '.join(known)}")
    try:
        component = Component(id="it", name=block.title[:60], block=block.name, options=dict(usage))
        check_options(component, block, place="usage")
    except (InvalidOption, ValidationError) as error:
        raise ToolError(f"usage of {block.title}: {error}") from error
    return component


def _line(block: Block, region: str, line: CostLine) -> Fact:
    text = f"{line.title}: {line.monthly_usd:,.2f} USD a month = {line.formula}. {line.note}".strip()
    details = {"low_usd": line.low_usd, "high_usd": line.high_usd, "basis": line.basis}
    at = source(CATALOGUE, line.source, line.date.isoformat())
    more: Any = {"value": line.monthly_usd, "unit": "USD a month", "region": region, "details": details}
    return make_fact(block.name, "monthly_cost", line.title, text, at, **more)


def _of(block: Block, price: Price, region: str) -> Iterator[Fact]:
    for value, amounts in price.amounts().items():
        if not amounts:
            continue
        unit = unit_price(price, amounts, region, block.category)
        record = price.record(GLOBAL if unit.basis == "recorded" and region not in amounts else unit.region)
        per = f"{price.per:,.10g} {price.unit}" if price.per != 1 else price.unit
        name = f"{price.title}, {value}" if value else price.title
        parts = [f"{block.title}, {name}: {unit.usd:.10g} USD per {per} in {region}.", *_terms(price), unit.note]
        text = " ".join(part for part in parts if part)
        at = source(CATALOGUE, price.source, record.date.isoformat())
        details = {"id": price.id, "basis": unit.basis, "low": unit.low, "high": unit.high, "read": record.method}
        more: Any = {"value": unit.usd, "unit": f"USD per {per}", "region": region, "details": details}
        yield make_fact(block.name, "price", name, text, at, **more)


def _terms(price: Price) -> Iterator[str]:
    if price.free:
        yield f"The first {price.free:,.10g} a month are free."
    if price.after:
        yield f"From {price.after:,.10g} a month on."
    if price.up_to is not None:
        yield f"Up to {price.up_to:,.10g} a month."
    if price.when:
        yield f"Charged{where_clause(price.when)}."
    if price.commitment:
        yield f"{price.commitment.name} takes off {price.commitment.percent:g} %."
