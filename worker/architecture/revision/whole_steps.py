"""Steps that change a design as a whole, or leave it as it is."""

from worker.architecture.options import fault_of
from worker.architecture.requirements import Stated
from worker.architecture.revision.desk import Desk
from worker.architecture.revision.errors import NothingToChange
from worker.architecture.revision.load_and_budget import NOWHERE
from worker.architecture.revision.remedies import remedy
from worker.architecture.revision.steps import Add, ForEnvironment, MoveRegion, Remedy, Stay, Undo


def stay(desk: Desk, step: Stay) -> None:
    """Tell why nothing changes here."""
    added = [desk.catalogue.block(one.block).title for one in desk.steps if isinstance(one, Add)]
    if any(step.reason.startswith(title) for title in added):
        return  # `monitoring and alarms` names twice what the instruction itself has brought
    desk.tell(f"{step.reason}.")


def undo(desk: Desk, _step: Undo) -> None:
    """Go back to the version before. Raises NothingToChange where there is none."""
    if desk.former is None:
        raise NothingToChange("there is no version before this one to go back to")
    desk.take(desk.former)
    desk.architecture = desk.former


def follow_remedy(desk: Desk, step: Remedy) -> None:
    """Apply the fixes of the review that a remedy or a framework asks for."""
    if step.frameworks:
        asked = {one.value for one in desk.requirements.compliance}
        new = tuple(Stated(value=one, quote=NOWHERE) for one in step.frameworks if one not in asked)
        compliance = (*desk.requirements.compliance, *new)
        desk.requirements = desk.requirements.model_copy(update={"compliance": compliance})
    made = remedy(desk.result(), desk.requirements, desk.catalogue, step)
    desk.take(made.architecture)
    for note in made.notes:
        desk.tell(note)


def move_region(desk: Desk, step: MoveRegion) -> None:
    """Move to another region. Raises NothingToChange."""
    if step.region == desk.region:
        raise NothingToChange(f"it is in {step.region} already")
    left, desk.region = desk.region, step.region
    stated = Stated(value=step.region, quote=NOWHERE)
    chosen = {**desk.requirements.chosen, "region": step.region}
    others = tuple(_turned(one, stated, left) for one in desk.requirements.regions if one.value != left)
    desk.requirements = desk.requirements.model_copy(
        update={"region": stated, "regions": (stated, *others), "chosen": chosen}
    )
    _turn_copies(desk, left)
    desk.draft.notes = [one for one in desk.draft.notes if one.subject != "region"]
    desk.tell(f"A move to {step.region} makes everything anew there; data does not move by itself.")


def _turned(other: Stated, home: Stated, left: str) -> Stated:
    """Another region that the request names; the one that is moved to becomes the one that was left."""
    return Stated(value=left, quote=NOWHERE) if other.value == home.value else other


def _turn_copies(desk: Desk, left: str) -> None:
    """What has a copy where the design moves to gets it where the design comes from: a copy at home is none."""
    for part in desk.draft.parts.values():
        for name, value in list(part.options.items()):
            if not name.endswith(("_region", "_regions")) or part.block.options[name].type not in ("string", "list"):
                continue
            regions = value if isinstance(value, list) else [value]
            if desk.region in regions:
                there = [left if one == desk.region else str(one) for one in regions]
                turned = there if isinstance(value, list) else left
                if not fault_of(turned, part.block.options[name]):
                    desk.choose(part, name, turned, f"The design moved to {desk.region}, where the copy was.")


def turn_to_environment(desk: Desk, step: ForEnvironment) -> None:
    """Make it for another environment. Raises NothingToChange."""
    if step.environment == desk.environment:
        raise NothingToChange(f"it is for {step.environment} already")
    desk.environment = step.environment
    chosen = {**desk.requirements.chosen, "environment": step.environment}
    stated = Stated(value=step.environment, quote=NOWHERE)
    desk.requirements = desk.requirements.model_copy(update={"environment": stated, "chosen": chosen})
