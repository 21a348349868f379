"""Makes the changes of a language model in every option of a comparison, and tells what one of them does not take."""

from collections.abc import Sequence
from dataclasses import replace

from worker.agents.architect import Design
from worker.agents.drafting import DraftingBoard
from worker.agents.links import hosts_in
from worker.architecture.alternatives import Alternative
from worker.architecture.alternatives.differences import is_same
from worker.architecture.catalogue import Catalogue
from worker.architecture.coverage import lost
from worker.architecture.errors import EngineError
from worker.architecture.planner.profile import BALANCED
from worker.architecture.requirements import Requirements
from worker.pipelines.examination import examine


def options_with(
    design: Design, options: Sequence[Alternative], requirements: Requirements, catalogue: Catalogue
) -> tuple[tuple[Alternative, ...], tuple[str, ...]]:
    """The options, and sentences for the user. The design is the balanced one; its steps are made in the others too."""
    made: list[Alternative] = []
    notes: list[str] = []
    for option in options:
        if option.name == BALANCED:
            changed = replace(option, architecture=design.architecture)
        else:
            changed, told = _carried(design, option, requirements, catalogue)
            notes += [f"{option.profile.title}: {one}" for one in told]
        # A profile's decisions tell of the plan; what was changed after it they may no longer be true of.
        is_plan = not design.steps or changed.architecture is option.architecture
        made.append(changed if is_plan else replace(changed, decisions=()))
    if not design.steps:
        return tuple(made), tuple(notes)
    return tuple(replace(one, same_as=earlier_twin(one, made, catalogue)) for one in made), tuple(notes)


def _carried(
    design: Design, option: Alternative, requirements: Requirements, catalogue: Catalogue
) -> tuple[Alternative, list[str]]:
    if not design.from_plan:
        return option, ["it is planned by rules alone, since the model began its design without a plan."]
    board, told = DraftingBoard(catalogue, hosts_in(requirements.request)), []
    board.begin(option.architecture)
    for step in design.steps:
        try:
            board.change(step.changes, step.because)
        except EngineError as error:
            told.append(f"“{step}” could not be carried over from the balanced option: {error}")
    faults = lost(board.draft, option.architecture, requirements, catalogue) or examine(board.draft, catalogue)
    if faults and board.steps:
        return option, [f"it stays as planned; with the model's changes {'; '.join(faults)}."]
    return replace(option, architecture=board.draft), told


def earlier_twin(option: Alternative, options: Sequence[Alternative], catalogue: Catalogue) -> str:
    """The name of the one before it that is the same; empty where there is none."""
    earlier = options[: [one.name for one in options].index(option.name)]
    return next((one.name for one in earlier if is_same(one.architecture, option.architecture, catalogue)), "")
