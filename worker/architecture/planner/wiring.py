"""Connects the parts of a plan: by the family's edges, then by the links, then by whatever the catalogue can wire."""

from worker.architecture.model import Assumption
from worker.architecture.planner.draft import IN_SUBNETS, Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.networks import home_of
from worker.architecture.planner.roles import add_block, is_allowed
from worker.architecture.planner.rules import Family, Link, rules
from worker.architecture.planning import Need
from worker.architecture.validation import ZONES, most_zones

ALONE_IS_FINE = ("global", "edge", "network")


def wire(draft: Draft, facts: Facts, family: Family) -> None:
    """Connect everything that can be connected, and add what a part cannot do without."""
    for source, target, *given in family.edges:
        if source in draft.parts and target in draft.parts and (not given or facts.any_holds(given)):
            draft.connect(draft.parts[source], draft.parts[target])
    _follow_links(draft, facts)
    while _add_missing(draft, facts):
        _follow_links(draft, facts)
    _follow_links(draft, facts, late=True)
    _drop_useless(draft, facts)
    _join_networks(draft, facts)
    _follow_links(draft, facts)  # what guards a network finds it only now
    for part in list(draft.parts.values()):
        if draft.is_lonely(part):
            _connect_somehow(draft, part)
    _join_networks(draft, facts)


def wire_beside(draft: Draft, facts: Facts, new: set[str]) -> None:
    """Connect these parts to a design that is done, and add what they need; no edge between others changes."""
    edges, networks = set(draft.edges), {part.id: part.network for part in draft.parts.values() if part.id not in new}
    old = set(draft.parts) - new

    def tidy() -> None:
        draft.edges = {ends: why for ends, why in draft.edges.items() if ends in edges or not set(ends) <= old}

    _follow_links(draft, facts)
    tidy()
    while _add_missing(draft, facts, set(draft.parts) - old):
        _follow_links(draft, facts)
        tidy()
    _follow_links(draft, facts, late=True)
    tidy()
    _join_networks(draft, facts)
    _follow_links(draft, facts)
    tidy()
    for part in [part for part in draft.parts.values() if part.id not in old and draft.is_lonely(part)]:
        _connect_somehow(draft, part)
    _join_networks(draft, facts)
    for part_id, network in networks.items():
        if network and part_id in draft.parts:
            draft.parts[part_id].network = network


def _follow_links(draft: Draft, facts: Facts, *, late: bool = False) -> None:
    for link in rules(draft.catalogue).links:
        if link.planned.late > late or (link.planned.given and not facts.any_holds(link.planned.given)):
            continue
        for source in draft.of_block(link.source):
            for target in draft.of_block(link.target):
                if _is_called_for(link, source, target, draft):
                    draft.connect(source, target)


def _is_called_for(link: Link, source: Part, target: Part, draft: Draft) -> bool:
    if link.planned.one_way and draft.leads_to(target, source):
        return False
    holds = {
        "idle": lambda: not draft.flows_out(source),
        "unreached": lambda: not [part for part in draft.flows_in(target) if part.id != source.id],
        "fresh": lambda: draft.is_lonely(source) and not draft.flows_in(target),
        "lonely": lambda: draft.is_lonely(source) or draft.is_lonely(target),
    }
    return not link.planned.when or any(holds[when]() for when in link.planned.when)


def _add_missing(draft: Draft, facts: Facts, only: set[str] | None = None) -> bool:
    """Meet one need: with what is there, else with a new block. False where no need is open, or none can be met."""
    for part in list(draft.parts.values()):
        need = part.block.planning.needs
        if need is None or (only is not None and part.id not in only) or is_met(draft, part, need):
            continue
        if _connect_existing(draft, part, need) or _connect_new(draft, facts, part, need):
            return True
    return False


def _connect_existing(draft: Draft, part: Part, need: Need) -> bool:
    targets = [other for block in need.out for other in draft.of_block(block)]
    # Two consumers of one queue would take each other's messages.
    sources = [
        other
        for block in need.into
        for other in draft.of_block(block)
        if block != "sqs_queue" or not draft.flows_out(other)
    ]
    return any(
        draft.connect(part, other, need.because) for other in targets if not _goes_round(draft, part, other)
    ) or any(draft.connect(other, part, need.because) for other in sources if not _goes_round(draft, other, part))


def _goes_round(draft: Draft, source: Part, target: Part) -> bool:
    """Would what the target does start the source again, and so on without an end?"""
    kind = draft.catalogue.connections.get((source.block.name, target.block.name))
    return bool(kind and kind.planned and kind.planned.one_way) and draft.leads_to(target, source)


def _connect_new(draft: Draft, facts: Facts, part: Part, need: Need) -> bool:
    if need.named and part.block.name not in facts.wanted:
        return False
    for block in need.add or [*need.out, *need.into]:
        ends = (part.block.name, block) if block in need.out else (block, part.block.name)
        if ends in draft.catalogue.connections and is_allowed(block, draft, facts):
            added = add_block(draft, facts, block, need.because)
            if (
                draft.connect(part, added, need.because)
                if block in need.out
                else draft.connect(added, part, need.because)
            ):
                return True
            del draft.parts[added.id]
    return False


def _drop_useless(draft: Draft, facts: Facts) -> None:
    """What cannot work without a block that is ruled out is left out, unless the request names it.

    What its block calls invalid without a connection is left out in any case, also where the other end was left out.
    Either way it is told.
    """
    before = len(draft.parts)
    for part in list(draft.parts.values()):
        need = part.block.planning.needs
        open_need = need is not None and bool(need.out) and not need.into and not is_met(draft, part, need)
        lacks_slot = bool(part.block.needed_slots) and not set(draft.filled_slots(part)) & set(part.block.needed_slots)
        if part.id in draft.parts and (lacks_slot or (open_need and part.block.name not in facts.wanted)):
            served = {one for ends in draft.edges if part.id in ends for one in ends} - {part.id}
            draft.remove(part)
            _drop_unasked(draft, facts, served)
            because = need.because if need else f"{part.block.title} needs a connection."
            reason = f"{because} Nothing here can be that: it is ruled out, or the catalogue cannot connect it."
            draft.notes.append(Assumption(subject=part.name, value="left out", reason=reason))
    if len(draft.parts) < before:
        _drop_useless(draft, facts)


def _drop_unasked(draft: Draft, facts: Facts, part_ids: set[str]) -> None:
    """A topic for alarms goes with the alarm, unless the request asks for one."""
    for part in [draft.parts[one] for one in part_ids if one in draft.parts]:
        asked = part.block.name in facts.wanted or any(map(facts.requirements.has, part.block.planning.meets))
        if part.block.name == "sns_topic" and draft.is_lonely(part) and not asked:
            draft.remove(part)


def is_met(draft: Draft, part: Part, need: Need) -> bool:
    """Is one of the blocks there that the part must reach, or be reached by?"""
    reached = {draft.parts[b].block.name for a, b in draft.edges if a == part.id}
    reaching = {draft.parts[a].block.name for a, b in draft.edges if b == part.id}
    return bool(reached & set(need.out) or reaching & set(need.into))


def _connect_somehow(draft: Draft, part: Part) -> None:
    others = [other for other in draft.parts.values() if other.id != part.id]
    if any(draft.connect(other, part) or draft.connect(part, other) for other in others):
        return
    if others and part.block.placement not in ALONE_IS_FINE:
        reason = "The catalogue has no connection between it and the rest; its outputs tell how to reach it."
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
    home = home_of(draft, facts) or networks[0]
    for part in members:
        part.network = home.id


def widen_networks(draft: Draft, region: str) -> None:
    """Give each network the Availability Zones that AWS wants for what stands in it and the region has; tell so."""
    most = most_zones(region)
    for wide in draft.parts.values():
        zones = wide.options.get(ZONES)
        if isinstance(zones, int) and zones > most:
            wide.options[ZONES] = most
            reason = f"{region} gives an account no more."
            draft.notes.append(Assumption(subject=f"{wide.id}.{ZONES}", value=f"{most} zones", reason=reason))
    for part in draft.parts.values():
        network = draft.parts.get(part.network or "")
        if network is None:
            continue
        zones = network.options.get(ZONES, network.block.options[ZONES].default)
        wanted = min(part.block.zones, most)
        if isinstance(zones, int) and zones < wanted:
            network.options[ZONES] = wanted
            reason = f"{part.block.title} takes no fewer."
            draft.notes.append(Assumption(subject=f"{network.id}.{ZONES}", value=f"{wanted} zones", reason=reason))


def _must_join(draft: Draft, part: Part) -> bool:
    if part.block.placement in IN_SUBNETS or not part.block.security_group:
        return False
    return any(
        part.id in ends
        and draft.catalogue.connections[draft.parts[ends[0]].block.name, draft.parts[ends[1]].block.name].ports
        for ends in draft.edges
    )
