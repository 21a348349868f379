"""Gives the parts of a plan their options, by the load and the wishes of the request, and says how."""

import math

from worker.architecture.block import Option
from worker.architecture.model import Assumption, OptionValue
from worker.architecture.options import fault_of
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.networks import facts_of
from worker.architecture.planning import Size


def size(draft: Draft, facts: Facts) -> None:
    """Set every option that a rule speaks of, where the block has it and the value differs from its default."""
    for part in draft.parts.values():
        own = facts_of(part, facts)
        for name, sizes in part.block.planning.sizing.items():
            option = part.block.options.get(name)
            rule = _rule(part, sizes, own, draft)
            value = _value(rule, option, own) if rule and option else None
            if rule is None or option is None or value in (None, option.default) or fault_of(value, option):
                continue
            part.options[name] = value
            draft.notes.append(
                Assumption(subject=f"{part.id}.{name}", value=_shown(value, option), reason=_reason(rule, facts))
            )


def settle(draft: Draft) -> None:
    """Change what does not go with another option of its part, whichever rule set it, to a value that does."""
    for part in draft.parts.values():
        for combination in part.block.combinations:
            options = {name: part.options.get(name, option.default) for name, option in part.block.options.items()}
            if unfit := combination.fault(options):
                name, values = unfit
                part.options[name] = values[0]
                given = ", ".join(f"{one} {options[one]}" for one in combination.when)
                draft.notes = [note for note in draft.notes if note.subject != f"{part.id}.{name}"]
                reason = f"{options[name]} does not go with {given}."
                draft.notes.append(Assumption(subject=f"{part.id}.{name}", value=str(values[0]), reason=reason))


def _rule(part: Part, sizes: list[Size], facts: Facts, draft: Draft) -> Size | None:
    fitting = [
        rule
        for rule in sizes
        if rule.part in ("", part.id)
        and (not rule.fed or _is_fed(part, draft))
        and (not rule.when or facts.any_holds(rule.when))
    ]
    lists = [rule.value for rule in fitting if isinstance(rule.value, list)]
    if len(lists) < 2:
        return next(iter(fitting), None)
    joined = list(dict.fromkeys(item for values in lists for item in values))
    return Size(value=joined, because="; ".join(rule.because for rule in fitting if rule.because))


def _is_fed(part: Part, draft: Draft) -> bool:
    """Does anything but an alarm or a guard send to it? What no rule sizes keeps the catalogue's ordinary value."""
    return any(source.block.category not in ("operations", "security") for source in draft.flows_in(part))


def _reason(rule: Size, facts: Facts) -> str:
    told = [facts.load.reason(rule.quantity)] if rule.quantity else []
    return "; ".join([*told, rule.because] if rule.because else told)


def _value(rule: Size, option: Option, facts: Facts) -> OptionValue | None:
    if rule.regions:
        return _regions(option, facts)
    if not rule.quantity:
        return rule.value
    quantity = facts.load.value(rule.quantity)
    if quantity is None:
        return None
    if rule.steps:
        return rule.steps[max(step for step in rule.steps if step <= quantity)]
    return _fit(_rounded(quantity / rule.per, rule), option)


def _regions(option: Option, facts: Facts) -> OptionValue | None:
    """Those of the other regions that the option takes: all for a list, else the first."""
    known = [region for region in facts.other_regions if region in (option.choices or facts.other_regions)]
    return known if option.type == "list" else next(iter(known), None)


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
    # A port or a size in MB is no amount: separators would only disguise it.
    text = f"{value:,.0f}" if option.usage and isinstance(value, int | float) and value >= 1000 else str(value)
    return f"{text} {option.unit}".strip()
