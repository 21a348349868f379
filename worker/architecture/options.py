"""A component's options: what the architecture sets over what the block defaults to, each checked."""

import math
import re

from worker.architecture.block import Block, Option, Placement
from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidOption
from worker.architecture.model import Component, OptionValue

DYNAMIC_REFERENCE = "{{resolve:"
"""CloudFormation replaces this wherever it stands, and knows no escape for it."""


def effective_options(component: Component, block: Block) -> dict[str, OptionValue]:
    """Every option of the block with the component's value or the default. Values are taken as they are."""
    return {name: component.options.get(name, option.default) for name, option in block.options.items()}


def placement_of(component: Component, catalogue: Catalogue) -> Placement:
    """Where the component stands; its options may move it from where its block usually does."""
    block = catalogue.block(component.block)
    return block.placed(effective_options(component, block))


def is_entry(component: Component, catalogue: Catalogue) -> bool:
    """Do clients on the internet reach the component?"""
    block = catalogue.block(component.block)
    return block.is_entry(effective_options(component, block))


def check_options(component: Component, block: Block, *, place: str) -> None:
    """Raises InvalidOption for an option that the block does not have or a value that the option does not take."""
    for name, value in component.options.items():
        where = f"{place}.options.{name}"
        if name not in block.options:
            known = ", ".join(block.options) or "none"
            raise InvalidOption(f"{block.name} has no option {name!r}; it has: {known}", place=where)
        fault = fault_of(value, block.options[name])
        if fault:
            raise InvalidOption(f"{value!r} {fault}", place=where)
    options = effective_options(component, block)
    for combination in block.combinations:
        if unfit := combination.fault(options):
            name, values = unfit
            given = ", ".join(f"{option} {options[option]}" for option in combination.when)
            message = f"{options[name]!r} does not go with {given}: one of {', '.join(map(str, values))} does"
            raise InvalidOption(message, place=f"{place}.options.{name}")


def fault_of(value: OptionValue, option: Option) -> str:
    """Why the option does not take the value (`is more than 10240 MB`), or ""."""
    if not _has_type(value, option.type):
        return f"is not of type {option.type}"
    if option.choices is not None and any(item not in option.choices for item in _items(value)):
        return f"is none of {', '.join(map(str, option.choices))}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _fault_of_number(value, option)
    return _fault_of_text(value, option)


def _has_type(value: OptionValue, kind: str) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, list) if kind == "list" else isinstance(value, str)


def _items(value: OptionValue) -> list[OptionValue]:
    return [*value] if isinstance(value, list) else [value]


def _fault_of_number(value: float, option: Option) -> str:
    if not math.isfinite(value):
        return "is not a finite number"
    if option.minimum is not None and value < option.minimum:
        return f"is less than {option.minimum:g} {option.unit}".rstrip()
    if option.maximum is not None and value > option.maximum:
        return f"is more than {option.maximum:g} {option.unit}".rstrip()
    return ""


def _fault_of_text(value: OptionValue, option: Option) -> str:
    for text in (item for item in _items(value) if isinstance(item, str)):
        if DYNAMIC_REFERENCE in text:
            return f"holds {DYNAMIC_REFERENCE!r}, which CloudFormation would resolve"
        if option.pattern and not re.fullmatch(option.pattern, text):
            return f"does not match {option.pattern}"
    return ""
