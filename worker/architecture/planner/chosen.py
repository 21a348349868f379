"""Sets the options that the user chose over an assumption of an earlier run."""

import json

from worker.architecture.block import Option
from worker.architecture.errors import InvalidAssumption
from worker.architecture.model import Assumption, OptionValue
from worker.architecture.options import fault_of
from worker.architecture.planner.draft import Draft
from worker.architecture.planner.facts import Facts
from worker.architecture.reading.chosen import QUANTITIES

OTHERS = ("region", "environment")


def set_chosen(draft: Draft, facts: Facts) -> None:
    """Each `component.option` of `Requirements.chosen`. Raises InvalidAssumption, which names what could be chosen."""
    for subject, text in facts.requirements.chosen.items():
        if subject in QUANTITIES or subject in OTHERS:
            continue
        part_id, _, name = subject.partition(".")
        part = draft.parts.get(part_id)
        if part is None or name not in part.block.options:
            raise InvalidAssumption(_unknown(draft, part_id), place=f"assumptions.{subject}")
        value = _value(text, part.block.options[name])
        if fault := fault_of(value, part.block.options[name]):
            raise InvalidAssumption(f"{text!r} {fault}", place=f"assumptions.{subject}")
        part.options[name] = value
        draft.notes = [note for note in draft.notes if note.subject != subject]
        draft.notes.append(Assumption(subject=subject, value=text, reason="You chose it."))


def _unknown(draft: Draft, part_id: str) -> str:
    if part := draft.parts.get(part_id):
        return f"{part_id} has no such option; it has: {', '.join(part.block.options)}"
    known = ", ".join([*OTHERS, *QUANTITIES, *(f"{part}.<option>" for part in draft.parts)])
    return f"there is no such assumption; there are: {known}"


def _value(text: str, option: Option) -> OptionValue:
    """The text in the type of the option; as it stands where it cannot be, for `fault_of` to say so."""
    if option.type == "string":
        return text
    try:
        value: OptionValue = json.loads(text.replace(",", "") if option.type in ("integer", "number") else text)
    except ValueError:
        return text
    return value
