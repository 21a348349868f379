"""Makes the next architecture of one, by an instruction or by edited assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from worker.architecture.catalogue import Catalogue
from worker.architecture.change import Change
from worker.architecture.errors import InvalidAssumption
from worker.architecture.model import Architecture
from worker.architecture.reading.chosen import QUANTITIES, chosen_measures
from worker.architecture.requirements import Requirements
from worker.architecture.revision.carrying_out import carry_out
from worker.architecture.revision.changes import changes_between
from worker.architecture.revision.desk import Desk
from worker.architecture.revision.errors import NothingToChange
from worker.architecture.revision.option_words import read_options
from worker.architecture.revision.reading import read_instruction
from worker.architecture.revision.steps import Carry, ForEnvironment, KeepBudget, MoveRegion, Step
from worker.architecture.validation import validate


@dataclass(frozen=True)
class Revised:
    """The next architecture, how it came about, and the requirements as they are now."""

    architecture: Architecture
    requirements: Requirements
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


def revise(
    architecture: Architecture,
    instruction: str,
    requirements: Requirements,
    catalogue: Catalogue,
    *,
    former: Architecture | None = None,
) -> Revised:
    """Follow the instruction. What it does not speak of stays as it is: ids, options, edges and names.

    `former` is the version before, for “undo”. Raises UnclearInstruction, which names the words; NothingToChange where
    all is so already; and what `validate` raises where the result would not fit the catalogue.
    """
    desk = Desk(architecture, requirements, catalogue, former)
    read_instruction(instruction, desk.present, partial(carry_out, desk))
    return _revised(architecture, desk)


def revise_assumptions(
    architecture: Architecture, chosen: Mapping[str, str], requirements: Requirements, catalogue: Catalogue
) -> Revised:
    """Put other values in the place of assumptions: `users`, `region`, `environment`, `component.option`.

    Raises InvalidAssumption, which names what could be chosen, and as `revise` does.
    """
    desk = Desk(architecture, requirements, catalogue)
    for subject, value in chosen.items():
        carry_out(desk, _step(subject, value, desk))
    return _revised(architecture, desk)


def _step(subject: str, value: str, desk: Desk) -> Step:
    if subject in QUANTITIES:
        measure = chosen_measures((), {subject: value})[0]
        return KeepBudget(measure) if subject == "budget_usd_per_month" else Carry((measure,))
    if subject == "region":
        return MoveRegion(value)
    if subject == "environment":
        return ForEnvironment(value)
    part_id, _, name = subject.partition(".")
    part = desk.draft.parts.get(part_id)
    if part is None or name not in part.block.options:
        known = ", ".join(("region", "environment", *QUANTITIES, *(f"{one}.<option>" for one in desk.draft.parts)))
        options = f"{part_id} has: {', '.join(part.block.options)}" if part else f"there are: {known}"
        raise InvalidAssumption(f"there is no such assumption; {options}", place=f"assumptions.{subject}")
    step = read_options(f"{subject} = {value}", desk.draft)
    if step is None:
        raise InvalidAssumption(f"{value!r} is no value of it", place=f"assumptions.{subject}")
    return step


def _revised(before: Architecture, desk: Desk) -> Revised:
    after = desk.result()
    validate(after, desk.catalogue)
    changes = changes_between(before, after, desk.catalogue)
    if not changes:
        raise NothingToChange(" ".join(desk.notes) or "the architecture is so already")
    return Revised(after, desk.requirements, changes, tuple(desk.notes))
