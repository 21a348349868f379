"""What an instruction says of load and money: sizes that follow a load, and savings until a budget is kept."""

from typing import TYPE_CHECKING, cast

from worker.architecture.cost import estimate
from worker.architecture.model import OptionValue
from worker.architecture.planner.budget import keep_to_budget
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.profile import profile
from worker.architecture.planner.resizing import resize
from worker.architecture.planner.sizing import size
from worker.architecture.requirements import Measure, Quantity, Quote
from worker.architecture.revision.errors import UnclearInstruction
from worker.architecture.revision.reading import GROWS
from worker.architecture.revision.steps import Carry, KeepBudget, Scale
from worker.architecture.revision.targets import lacks

if TYPE_CHECKING:
    from worker.architecture.revision.desk import Desk

NOWHERE = Quote(text="", start=0)  # the words stand in the instruction, not in the request


def scale_load(desk: "Desk", step: Scale) -> None:
    """So many times what the request says of the load, or what was assumed of it. Raises UnclearInstruction."""
    known = {one.quantity: one.value for one in desk.requirements.measures if one.quantity in GROWS}
    for note in desk.draft.notes:
        if note.subject in GROWS and note.subject not in known and (value := _number(note.value)) is not None:
            known[cast(Quantity, note.subject)] = value
    if not known:
        raise UnclearInstruction("nothing is known of the load that could be multiplied; say it: “50,000 users”")
    told = ", ".join(f"{name.replace('_', ' ')} {_shown(value * step.factor)}" for name, value in known.items())
    desk.tell(f"{step.factor:g} times the load: {told}.")
    carry_load(desk, Carry(tuple(Measure(quantity=n, value=v * step.factor, quote=NOWHERE) for n, v in known.items())))


def keep_budget(desk: "Desk", step: KeepBudget) -> None:
    """Save until it costs no more, and tell what was given up for it, and whether that was enough."""
    _with_measures(desk, (step.measure,))
    budget = step.measure.value
    before = _cost(desk)
    if before <= budget:
        desk.tell(f"It costs ${before:,.2f} a month already, within ${budget:,.2f}.")
        return
    _save(desk, budget)
    after = _cost(desk)
    within = "which is within" if after <= budget else "which is still over"
    desk.tell(f"From ${before:,.2f} to ${after:,.2f} a month, {within} ${budget:,.2f}.")
    if after > budget:
        desk.tell(
            "Nothing else can be saved without giving up what the request asks for; drop a component to go further."
        )


def _save(desk: "Desk", budget: float) -> None:
    """Savings that the blocks know of, then those of the cost-optimised option."""
    neighbours = set(desk.draft.parts)
    facts = desk.facts()
    was = {one.subject for one in desk.draft.notes}
    keep_to_budget(desk.draft, facts, desk.region)
    thrifty = profile("cost-optimised")
    for rule in thrifty.set:
        if _cost(desk) > budget:
            resize(desk.draft, facts, [rule], thrifty, desk.region)
    for leaving in thrifty.leave_out:
        if _cost(desk) > budget and not facts.any_holds(leaving.unless) and leaving.block not in facts.wanted:
            for part in desk.draft.of_block(leaving.block):
                desk.draft.remove(part)
                desk.tell(f"{part.name} was given up: {leaving.loses}.")
    desk.draft.notes = [one for one in desk.draft.notes if one.subject != "budget"]
    desk.settle({one for one in neighbours if one in desk.draft.parts and lacks(desk.draft.parts[one], desk.draft)})
    for note in desk.draft.notes:
        if note.subject not in was:
            desk.tell(f"{note.subject}: {note.value}. {note.reason}")


def _cost(desk: "Desk") -> float:
    return estimate(desk.result(), desk.catalogue).monthly_usd


def carry_load(desk: "Desk", step: Carry) -> None:
    """Sizes that came from the load follow it; those that were chosen by hand stay, and are told."""
    before = _sizes(desk)
    _with_measures(desk, step.measures)
    after = _sizes(desk)
    for part_id, part in desk.draft.parts.items():
        for name, option in part.block.options.items():
            old, new = (sizes[part_id].get(name, option.default) for sizes in (before, after))
            now = part.options.get(name, option.default)
            if new in (old, now):
                continue
            if now == old:
                desk.choose(part, name, new, "The load was changed.")
            else:
                desk.tell(f"{part_id}.{name} stays {now}, which was chosen by hand; the load would make it {new}.")


def _sizes(desk: "Desk") -> dict[str, dict[str, OptionValue]]:
    copies = {one: Part(one, part.block, part.name, part.because) for one, part in desk.draft.parts.items()}
    size(Draft(desk.catalogue, parts=copies, edges=desk.draft.edges), desk.facts())
    return {one: part.options for one, part in copies.items()}


def _with_measures(desk: "Desk", measures: tuple[Measure, ...]) -> None:
    mine = tuple(one.model_copy(update={"quote": NOWHERE}) for one in measures)
    given = {one.quantity for one in mine}
    # Another number of users makes other requests: what was chosen of them before no longer holds.
    derived = (
        {"requests_per_month", "requests_per_second", "transfer_gb_per_month"}
        if given & {"users", "concurrent_users"}
        else set()
    )
    kept = tuple(one for one in desk.requirements.measures if one.quantity not in given | derived)
    chosen = {one: value for one, value in desk.requirements.chosen.items() if one not in derived}
    chosen |= {one.quantity: f"{one.value:.15g}" for one in mine}
    desk.requirements = desk.requirements.model_copy(update={"measures": (*mine, *kept), "chosen": chosen})
    desk.draft.notes = [one for one in desk.draft.notes if one.subject not in given | derived]


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:g}"


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").split()[0])
    except (ValueError, IndexError):
        return None
