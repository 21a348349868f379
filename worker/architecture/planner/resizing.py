"""Sets the options that a profile speaks of, where the block takes the value, and says what each costs or brings."""

import math
from dataclasses import dataclass
from typing import Literal

from worker.architecture.block import Option
from worker.architecture.cost import estimate
from worker.architecture.model import Architecture, Assumption, OptionValue
from worker.architecture.options import fault_of
from worker.architecture.planner.decision import Decision
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.networks import facts_of
from worker.architecture.planner.profile import Profile, Set
from worker.architecture.planner.words import words_for

CALLS_OUT = ("public_subnets", "private_subnets")


def resize(draft: Draft, facts: Facts, rules: list[Set], profile: Profile, region: str) -> None:
    """Follow the rules in their order. What the request rules out is told as kept."""
    resizing = _Resizing(draft, facts, profile.title, region)
    for rule in rules:
        if rule.when and not facts.any_holds(rule.when):
            continue
        for part in draft.parts.values():
            if _is_meant(rule, part) and _is_called_for(rule, part, draft):
                resizing.follow(rule, part)


def _is_meant(rule: Set, part: Part) -> bool:
    option = part.block.options.get(rule.option)
    named = not rule.blocks or part.block.name in rule.blocks
    return option is not None and not option.usage and named


def _is_called_for(rule: Set, part: Part, draft: Draft) -> bool:
    if rule.only_if in ("nothing_calls_out", "something_calls_out"):
        return _calls_out(part, draft) == (rule.only_if == "something_calls_out")
    return True


def _calls_out(network: Part, draft: Draft) -> bool:
    members = [part for part in draft.parts.values() if part.network == network.id]
    return any(part.block.placement in CALLS_OUT or part.block.category == "compute" for part in members)


@dataclass(frozen=True)
class _Resizing:
    draft: Draft
    facts: Facts
    title: str
    region: str

    def follow(self, rule: Set, part: Part) -> None:
        changes = _changes(rule, part)
        if changes is None:
            return
        told = f"{_words(rule.option)}: {_shown(changes[rule.option])}"
        own = facts_of(part, self.facts)
        held = next((condition for condition in rule.unless if own.any_holds([condition])), "")
        if held:
            self._decide("kept", rule, part, told, held)
        elif self._take(rule, part, changes):
            self._decide("set", rule, part, told)
            for name, value in changes.items():
                self._note(rule, f"{part.id}.{name}", _shown(value))

    def _take(self, rule: Set, part: Part, changes: dict[str, OptionValue]) -> bool:
        """Set them; back again where the block does not take them together, or was to be cheaper and is not."""
        before = dict(part.options)
        cost = self._cost() if rule.only_if == "cheaper" else 0.0
        part.options |= changes
        effective = {name: part.options.get(name, option.default) for name, option in part.block.options.items()}
        unfit = any(combination.fault(effective) for combination in part.block.combinations)
        if unfit or (rule.only_if == "cheaper" and self._cost() >= cost):
            part.options = before
            return False
        return True

    def _decide(self, kind: Literal["set", "kept"], rule: Set, part: Part, what: str, held: str = "") -> None:
        words = words_for(held, self.facts) if held else ""
        self.draft.decisions.append(
            Decision(
                kind=kind,
                subject=part.name,
                what=what,
                gains=rule.gains,
                loses=rule.loses,
                condition=held,
                words=words,
            )
        )

    def _note(self, rule: Set, subject: str, value: str) -> None:
        self.draft.notes = [note for note in self.draft.notes if note.subject != subject]
        reason = f"{self.title}: {rule.gains or 'the price of it: ' + rule.loses}."
        self.draft.notes.append(Assumption(subject=subject, value=value, reason=reason))

    def _cost(self) -> float:
        components = self.draft.components()
        sketch = Architecture(title="sketch", project="sketch", region=self.region, components=components)
        return estimate(sketch, self.draft.catalogue).monthly_usd


def _changes(rule: Set, part: Part) -> dict[str, OptionValue] | None:
    """None where nothing would change, or where the block does not take the value."""
    option = part.block.options[rule.option]
    now = part.options.get(rule.option, option.default)
    value = _value(rule, now, option)
    if value is None or value == now or fault_of(value, option):
        return None
    others = {name: one for name, one in rule.with_options.items() if name in part.block.options}
    if any(fault_of(one, part.block.options[name]) for name, one in others.items()):
        return None
    return {rule.option: value, **others}


def _value(rule: Set, now: OptionValue, option: Option) -> OptionValue | None:
    if rule.value is not None:
        return rule.value
    if rule.step and option.choices and now in option.choices:
        place = option.choices.index(now) + rule.step
        return option.choices[place] if 0 <= place < len(option.choices) else None
    if isinstance(now, bool) or not isinstance(now, int | float):
        return None
    return _number(rule, now, option)


def _number(rule: Set, now: float, option: Option) -> OptionValue | None:
    value = now * rule.times + rule.plus
    value = max(value, rule.at_least) if rule.at_least is not None else value
    value = min(value, rule.at_most) if rule.at_most is not None else value
    value = min(value, option.maximum) if option.maximum is not None else value
    value = max(value, option.minimum) if option.minimum is not None else value
    if option.type == "integer" or value == int(value):
        value = math.ceil(value)
    if option.choices is None:
        return value
    # At least the amount where it grows, at most where it shrinks: never past what the rule says.
    numbers = sorted(one for one in option.choices if isinstance(one, int | float))
    fitting = (
        [one for one in numbers if one >= value] if value > now else [one for one in reversed(numbers) if one <= value]
    )
    return next(iter(fitting), None)


def _shown(value: OptionValue) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(value) or "none" if isinstance(value, list) else str(value)


def _words(option: str) -> str:
    return option.replace("_", " ").replace(" az", " AZ").replace(" gb", " GB")
