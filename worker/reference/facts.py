"""Facts about a block of the catalogue, in the one shape that all of our own tools answer with."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NotRequired, TypedDict

from worker.architecture.block import Block, Option
from worker.architecture.catalogue import Catalogue
from worker.reference.limits import limits_of
from worker.reference.names import own_types
from worker.reference.sources import CATALOGUE, Source, source

FactKind = Literal["about", "quota", "limit", "option", "sla", "recovery", "region", "price", "monthly_cost", "pattern"]
Value = str | float | bool | list[str] | None

_LEADING_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s+(million\s+|billion\s+)?(.+)")
MOST_CHOICES = 20
_TIMES = {"million": 1_000_000, "billion": 1_000_000_000}
_LATENCY = "What a request that passes through it usually waits"


class Fact(TypedDict):
    """One statement. `value` and `unit` are for programs, `text` says the whole of it to people."""

    service: str
    kind: FactKind
    name: str
    value: Value
    unit: str
    text: str
    source: Source
    region: NotRequired[str]
    details: NotRequired[dict[str, Any]]


def make_fact(  # noqa: PLR0913 - the fields of a fact, each once
    service: str,
    kind: FactKind,
    name: str,
    text: str,
    at: Source,
    *,
    value: Value | Literal["its text"] = "its text",
    unit: str = "",
    region: str = "",
    details: dict[str, Any] | None = None,
) -> Fact:
    """A fact whose value is its text, unless there is another."""
    meant = text if value == "its text" else value
    fact = Fact(service=service, kind=kind, name=name, value=meant, unit=unit, text=text, source=at)
    if region:
        fact["region"] = region
    if details is not None:
        fact["details"] = details
    return fact


def facts_of(block: Block, catalogue: Catalogue) -> list[Fact]:
    """All that holds in every region: what it is, quotas, limits of its properties, options, agreements, recovery."""
    types = [kind for kind in own_types(block, catalogue) if "::" in kind]
    return [
        *_about(block),
        *_quotas(block),
        *_agreements(block),
        *_recovery(block),
        *_options(block),
        *limits_of(block.name, types),
    ]


def _fact(block: Block, kind: FactKind, name: str, text: str, **more: Any) -> Fact:
    at = more.pop("source", None) or source(CATALOGUE, block.documentation)
    return make_fact(block.name, kind, name, text, at, **more)


def _about(block: Block) -> Iterator[Fact]:
    yield _fact(block, "about", "summary", block.summary)
    yield _fact(block, "about", "category", f"Category: {block.category}.", value=block.category)
    placement = f"Where it stands: {block.placement.replace('_', ' ')}."
    yield _fact(block, "about", "placement", placement, value=block.placement)
    if block.scaling:
        yield _fact(block, "about", "scaling", block.scaling)
    if block.latency != "none":
        yield _fact(block, "about", "latency", f"{_LATENCY}: {block.latency.replace('_', ' ')}.", value=block.latency)
    effort = f"Effort to operate, from 1 (nothing to run) to 5 (a platform of your own): {block.effort}."
    yield _fact(block, "about", "effort", effort, value=block.effort, unit="of 5")
    for what in block.not_priced:
        yield _fact(block, "about", "not priced", what)


def _quotas(block: Block) -> Iterator[Fact]:
    for text in block.quotas:
        found = _LEADING_NUMBER.match(text)
        value: Value = None
        name = text
        if found:
            number = float(found[1].replace(",", "")) * _TIMES.get((found[2] or "").strip(), 1)
            value, name = (int(number) if number.is_integer() else number), found[3]
        raised = True if "can be raised" in text else (False if "(fixed)" in text else None)
        name = re.sub(r"\s*[(;,]?\s*(?:can be raised[^)]*|both can be raised|fixed)\)?", "", name).strip(" .;,(")
        yield _fact(
            block, "quota", name, text, value=value, unit=_unit(name) if found else "", details={"adjustable": raised}
        )


def _unit(name: str) -> str:
    """`messages in flight` are counted in messages, `GB a file` in GB."""
    return name.split(" ", maxsplit=1)[0].strip(",")


def _agreements(block: Block) -> Iterator[Fact]:
    for sla in block.slas:
        where = where_clause(sla.when)
        text = f"{sla.monthly_percent:g} % a month{where}. {sla.note}".strip()
        at = source(CATALOGUE, sla.source, sla.date.isoformat())
        yield _fact(block, "sla", f"monthly availability{where}", text, value=sla.monthly_percent, unit="%", source=at)


def _recovery(block: Block) -> Iterator[Fact]:
    for way in block.recovery:
        lost = f"data of up to {way.rpo_minutes:g} minutes may be lost" if way.rpo_minutes else "no data are lost"
        text = f"When the {way.scope} fails{where_clause(way.when)}: {way.how.rstrip('.')}. "
        text += f"It works again after {way.rto_minutes:g} minutes; {lost}."
        numbers = {"rto_minutes": way.rto_minutes, "rpo_minutes": way.rpo_minutes}
        at = source(CATALOGUE, way.source or block.documentation)
        name = f"a {way.scope} fails{where_clause(way.when)}"
        yield _fact(block, "recovery", name, text, value=way.rto_minutes, unit="minutes", details=numbers, source=at)


def where_clause(when: Mapping[str, list[Any]]) -> str:
    """` where multi_az is yes`; empty where there is no condition."""
    said = (f"{name} is {' or '.join(_plain(value) for value in values)}" for name, values in when.items())
    joined = " and ".join(said)
    return f" where {joined}" if joined else ""


def _options(block: Block) -> Iterator[Fact]:
    for name, option in block.options.items():
        if option.usage:
            continue
        text = f"{option.description} {_range(option)}Default: {_plain(option.default)}{_of(option)}."
        more = {
            key: value
            for key, value in (("minimum", option.minimum), ("maximum", option.maximum), ("choices", option.choices))
            if value is not None
        }
        yield _fact(block, "option", name, text, value=option.default, unit=option.unit, details=more)


def _range(option: Option) -> str:
    if option.choices:
        more = " and more" if len(option.choices) > MOST_CHOICES else ""
        return f"One of {', '.join(_plain(choice) for choice in option.choices[:MOST_CHOICES])}{more}. "
    low, high = option.minimum, option.maximum
    if low is None and high is None:
        return ""
    if high is None:
        return f"At least {low:,.10g}{_of(option)}. "
    return f"{low or 0:,.10g} to {high:,.10g}{_of(option)}. "


def _of(option: Option) -> str:
    return f" {option.unit}" if option.unit else ""


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value) or "none"
