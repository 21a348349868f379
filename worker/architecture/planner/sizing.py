"""Gives the parts of a plan their options, by the load and the wishes of the request, and says how."""

import math

from worker.architecture.block import Option
from worker.architecture.model import Assumption, OptionValue
from worker.architecture.options import fault_of
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.rules import Size, rules


def size(draft: Draft, facts: Facts) -> None:
    """Set every option that a rule speaks of, where the block has it and the value differs from its default."""
    for part in draft.parts.values():
        for name, sizes in rules().sizing.get(part.block.name, {}).items():
            option = part.block.options.get(name)
            if option is not None:
                _apply(draft, part, name, option, sizes, facts)


def _apply(draft: Draft, part: Part, name: str, option: Option, sizes: list[Size], facts: Facts) -> None:
    rule = next((rule for rule in sizes if not rule.when or facts.any_holds(rule.when)), None)
    value = _value(rule, option, facts) if rule else None
    if rule is None or value is None or value == option.default or fault_of(value, option):
        return
    part.options[name] = value
    source = f"{facts.load.reasons[rule.quantity]}; " if rule.quantity else ""
    reason = f"{source}{rule.because}" if rule.because else source.rstrip("; ")
    draft.notes.append(Assumption(subject=f"{part.id}.{name}", value=_shown(value, option), reason=reason))


def _value(rule: Size, option: Option, facts: Facts) -> OptionValue | None:
    if not rule.quantity:
        return rule.value
    quantity = facts.load.value(rule.quantity)
    if quantity is None:
        return None
    if rule.steps:
        return rule.steps[max(step for step in rule.steps if step <= quantity)]
    return _fit(_rounded(quantity / rule.per, rule), option)


def _rounded(value: float, rule: Size) -> float:
    if rule.step:
        # The small distance keeps 3.0000000001 from becoming 4.
        value = math.ceil(round(value / rule.step, 6)) * rule.step
    value = max(value, rule.least) if rule.least is not None else value
    return min(value, rule.most) if rule.most is not None else value


def _fit(value: float, option: Option) -> int | float:
    """Into the limits and the type of the option."""
    value = max(value, option.minimum) if option.minimum is not None else value
    value = min(value, option.maximum) if option.maximum is not None else value
    value = round(value, 3)
    return math.ceil(value) if option.type == "integer" or value == int(value) else value


def _shown(value: OptionValue, option: Option) -> str:
    text = f"{value:,.0f}" if isinstance(value, int | float) and value >= 1000 else str(value)
    return f"{text} {option.unit}".strip()
