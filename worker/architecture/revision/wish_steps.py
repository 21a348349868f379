"""Steps that follow a wish: more available, cheaper, encrypted, in a second region."""

from dataclasses import replace

from worker.architecture.planner.profile import Profile, profile
from worker.architecture.planner.resizing import resize
from worker.architecture.planner.shaping import add_beside
from worker.architecture.planner.wiring import wire_beside
from worker.architecture.recovery import recovery
from worker.architecture.revision.desk import Desk
from worker.architecture.revision.errors import NothingToChange
from worker.architecture.revision.second_region import connect_backups, second_region_notes
from worker.architecture.revision.steps import FollowWish
from worker.architecture.revision.wishes import Wish, in_second_region, wishes


def follow_wish(desk: Desk, step: FollowWish) -> None:
    """Do what a wish means for what is there. Raises NothingToChange."""
    wish = wishes()[step.wish]
    kind = (
        profile(wish.profile)
        if wish.profile
        else Profile(name=step.wish, title=step.wish.replace("_", " ").capitalize(), aim="")
    )
    before, edges = set(desk.draft.parts), set(desk.draft.edges)
    facts = desk.facts()
    if add_beside(desk.draft, facts, [*wish.add, *kind.add]):
        desk.complete(set(desk.draft.parts) - before)
    wire_beside(desk.draft, facts, {one.id for rule in wish.add for one in desk.draft.of_block(rule.block)})
    rules = in_second_region([*wish.set, *kind.set], step.second_region)
    rules = [rule for rule in rules if rule.option in step.options] or rules
    meant = {one: part for one, part in desk.draft.parts.items() if not step.components or one in step.components}
    sketch = replace(desk.draft, parts=meant, decisions=[])
    was = {one: dict(part.options) for one, part in meant.items()}
    resize(sketch, facts, rules, kind, desk.region)
    desk.draft.notes = sketch.notes
    if step.second_region:
        _copy_to(desk, step.second_region)
    same = all(part.options == was[one] for one, part in meant.items())
    if same and set(desk.draft.parts) == before and set(desk.draft.edges) == edges:
        raise NothingToChange(_cannot_be(desk, step))
    for decision in sketch.decisions:
        if decision.kind == "kept":
            desk.tell(f"{decision.subject}: {decision.what} was not done, because of the request: {decision.words}.")
    _tell_beyond(desk, wish)


def _copy_to(desk: Desk, second: str) -> None:
    connect_backups(desk.draft, second)
    lost = recovery(desk.result(), desk.catalogue).region.components
    for note in second_region_notes(desk.draft, lost, home=desk.region, second=second):
        desk.tell(note)


def _tell_beyond(desk: Desk, wish: Wish) -> None:
    added = {one.id for rule in wish.add for one in desk.draft.of_block(rule.block)}
    reached = {one for ends in desk.draft.edges if added & set(ends) for one in ends}
    meant = [one for one in desk.draft.parts.values() if one.block.category in wish.reaches]
    if beyond := [one.name for one in meant if one.id not in reached]:
        desk.tell(f"{', '.join(beyond)}: {wish.beyond}.")


def _cannot_be(desk: Desk, step: FollowWish) -> str:
    names = ", ".join(desk.draft.parts[one].name for one in step.components)
    wish, options = step.wish.replace("_", " "), " or ".join(step.options).replace("_", " ")
    if step.components and options:
        return f"{names} has no {options} that can be made {wish}"
    return f"no option of {names or 'anything here'} makes it {wish}"
