"""Steps that add components, take them out, or put others in their place."""

from worker.architecture.options import fault_of
from worker.architecture.planner.draft import Part
from worker.architecture.planner.roles import add_block
from worker.architecture.revision.desk import Desk
from worker.architecture.revision.errors import UnclearInstruction
from worker.architecture.revision.steps import Add, Drop, Replace
from worker.architecture.revision.targets import tellers


def drop(desk: Desk, step: Drop) -> None:
    """Take components out, and settle what stood beside them. Raises UnclearInstruction."""
    neighbours = {one for ends in desk.draft.edges for one in ends if set(ends) & set(step.components)}
    for part_id in step.components:
        part = desk.draft.parts[part_id]
        if step.needs and _serves_operations(desk, part):
            continue
        _check_network_is_empty(desk, part, step)
        desk.draft.remove(part)
        if not step.needs and not desk.draft.of_block(part.block.name):
            desk.rule_out(part)
    desk.no_longer_needs(step.needs)
    desk.settle(neighbours)


def _serves_operations(desk: Desk, part: Part) -> bool:
    """A topic that alarms use too stays for them; nothing else sends to it then."""
    watching = tellers(part, desk.draft)
    kept = {(one.id, part.id) for one in watching}
    if watching:
        edges = desk.draft.edges.items()
        desk.draft.edges = {ends: why for ends, why in edges if ends[1] != part.id or ends in kept}
        desk.tell(f"{part.name} stays for {', '.join(one.name for one in watching)}; nothing else sends to it.")
    return bool(watching)


def _check_network_is_empty(desk: Desk, part: Part, step: Drop) -> None:
    left = [one.name for one in desk.draft.parts.values() if one.network == part.id and one.id not in step.components]
    if left:
        raise UnclearInstruction(f"{part.name} cannot go while {', '.join(left)} stand in it")


def add(desk: Desk, step: Add) -> None:
    """Add components with what they need."""
    desk.want(step.block)
    before = set(desk.draft.parts)
    for _ in range(step.count):
        add_block(desk.draft, desk.facts(), step.block, f"Added by an instruction: “{step.words}”.")
    desk.complete(set(desk.draft.parts) - before)


def replace_block(desk: Desk, step: Replace) -> None:
    """Put another block in the place of each component, with the options and edges that it knows too."""
    desk.want(step.block)
    block = desk.catalogue.block(step.block)
    for part_id in step.components:
        part = desk.draft.parts[part_id]
        old = part.block
        part.block = block
        part.options = {
            n: v for n, v in part.options.items() if n in block.options and not fault_of(v, block.options[n])
        }
        part.because = f"An instruction: “{step.words}”, in the place of {old.title}."
        part.network = part.network if block.placement.endswith("subnets") or block.security_group else None
        desk.draft.notes = [one for one in desk.draft.notes if not one.subject.startswith(f"{part_id}.")]
        beside = _without_misfits(desk, part)
        desk.complete({part_id})
        _tell_lost(desk, part, beside)
        if not desk.draft.of_block(old.name):
            desk.rule_out(Part(part_id, old, old.title, ""))
        desk.settle(beside)


def _without_misfits(desk: Desk, part: Part) -> set[str]:
    """Take the part's edges that the catalogue does not know of the new block, and put back those that fit."""
    own = {ends: why for ends, why in desk.draft.edges.items() if part.id in ends}
    desk.draft.edges = {ends: why for ends, why in desk.draft.edges.items() if part.id not in ends}
    for (source, target), because in own.items():
        desk.draft.connect(desk.draft.parts[source], desk.draft.parts[target], because)
    return {one for ends in own for one in ends if ends not in desk.draft.edges} - {part.id}


def _tell_lost(desk: Desk, part: Part, beside: set[str]) -> None:
    linked = {one for ends in desk.draft.edges if part.id in ends for one in ends}
    for one in sorted(beside - linked):
        if one in desk.draft.parts:
            desk.tell(f"{desk.draft.parts[one].name} is no longer connected to {part.name}: no connection is known.")
