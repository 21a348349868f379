"""Connects the parts of a plan: by the family's edges, then by the links, then by whatever the catalogue can wire."""

from worker.architecture.model import Assumption
from worker.architecture.planner.draft import IN_SUBNETS, Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.roles import add_block
from worker.architecture.planner.rules import Family, Link, rules

ALONE_IS_FINE = ("global", "edge", "network")


def wire(draft: Draft, facts: Facts, family: Family) -> None:
    """Connect everything that can be connected, and add what a part cannot do without."""
    for source, target in family.edges:
        if source in draft.parts and target in draft.parts:
            draft.connect(draft.parts[source], draft.parts[target])
    _follow_links(draft)
    while _add_missing(draft, facts):
        _follow_links(draft)
    for part in list(draft.parts.values()):
        if draft.is_lonely(part):
            _connect_somehow(draft, part)
    _join_networks(draft, facts)


def _follow_links(draft: Draft) -> None:
    for link in rules().links:
        for source in draft.of_block(link.source):
            for target in draft.of_block(link.target):
                if _is_called_for(link, source, target, draft):
                    draft.connect(source, target)


def _is_called_for(link: Link, source: Part, target: Part, draft: Draft) -> bool:
    if link.one_way and (target.id, source.id) in draft.edges:
        return False
    if link.when == "idle":
        return not draft.flows_out(source)
    if link.when == "unreached":
        return not [part for part in draft.flows_in(target) if part.id != source.id]
    if link.when == "lonely":
        return draft.is_lonely(source) or draft.is_lonely(target)
    return True


def _add_missing(draft: Draft, facts: Facts) -> bool:
    """Add one block that a part cannot do without. False where nothing was missing, or nothing could be added."""
    for part in list(draft.parts.values()):
        need = rules().needs.get(part.block.name)
        if need is None or _is_met(draft, part, need.out, need.into):
            continue
        for block in [*need.out, *need.into]:
            ends = (part.block.name, block) if block in need.out else (block, part.block.name)
            if ends in draft.catalogue.connections and block not in facts.excluded and not draft.of_block(block):
                added = add_block(draft, facts, block, need.because)
                pair = (part, added) if block in need.out else (added, part)
                if draft.connect(*pair, need.because):
                    return True
    return False


def _is_met(draft: Draft, part: Part, out: list[str], into: list[str]) -> bool:
    reached = {draft.parts[b].block.name for a, b in draft.edges if a == part.id}
    reaching = {draft.parts[a].block.name for a, b in draft.edges if b == part.id}
    return bool(reached & set(out) or reaching & set(into))


def _connect_somehow(draft: Draft, part: Part) -> None:
    others = [other for other in draft.parts.values() if other.id != part.id]
    if any(draft.connect(other, part) or draft.connect(part, other) for other in others):
        return
    if others and part.block.placement not in ALONE_IS_FINE:
        reason = "The catalogue has no connection between it and the rest; it is made, and the application finds it by its output."
        draft.notes.append(Assumption(subject=part.id, value="stands alone", reason=reason))


def _join_networks(draft: Draft, facts: Facts) -> None:
    """Put what stands in subnets, and what must reach it, into one network; add the network where there is none."""
    members = [part for part in draft.parts.values() if part.block.placement in IN_SUBNETS]
    members += [part for part in draft.parts.values() if part not in members and _must_join(draft, part)]
    if not members:
        return
    networks = draft.of_block("vpc") or [
        add_block(draft, facts, "vpc", "Components that stand in subnets need a network.")
    ]
    for part in members:
        part.network = networks[0].id


def _must_join(draft: Draft, part: Part) -> bool:
    if part.block.placement in IN_SUBNETS or not part.block.security_group:
        return False
    return any(
        part.id in ends and draft.catalogue.connections[draft.parts[ends[0]].block.name, draft.parts[ends[1]].block.name].ports
        for ends in draft.edges
    )
