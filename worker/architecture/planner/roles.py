"""Fills a plan: the roles of the family, then what the request names or needs beyond them."""

from worker.architecture.block import Block
from worker.architecture.model import Assumption
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.identity import region_of
from worker.architecture.planner.rules import Family, Role, rules
from worker.architecture.planner.words import asked


def fill_roles(draft: Draft, facts: Facts, family: Family) -> None:
    """A component for each role that the request calls for. The part's id is the role's."""
    draft.apart.update(family.apart)
    for role in family.roles:
        block = _shaped(_block_for(role, draft, facts), facts)
        if block:
            draft.add(role.id, block, role.names.get(block, role.name), _because(block, role.because, facts))
            facts.has.add(block)
            facts.met.update(role.meets)


def fill_watchers(draft: Draft, facts: Facts, family: Family) -> bool:
    """A component for each role that watches over what the plan has. True where any was added."""
    kinds = draft.catalogue.connections
    before = len(draft.parts)
    for role in family.watched_by:
        block = _shaped(_block_for(role, draft, facts), facts)
        watched = {part.block.name for part in draft.parts.values() if block and (block, part.block.name) in kinds}
        need = draft.catalogue.block(block).planning.needs if block else None
        if block and not draft.of_block(block) and watched - set(need.out if need else ()):
            draft.add(role.id, block, role.names.get(block, role.name), _because(block, role.because, facts))
            facts.has.add(block)
    return len(draft.parts) > before


def add_named(draft: Draft, facts: Facts) -> None:
    """A component for every named block that no role has taken, and as many of each as the request counts."""
    named = [(block, service) for block, service in facts.wanted.items() if block in draft.catalogue.blocks]
    subject = next((service.block for service in facts.requirements.services if service.block), "")
    for block, service in named:
        if (instead := draft.catalogue.block(block).planning.alone) and block != subject:
            draft.notes.append(Assumption(subject=service.title, value="part of it", reason=instead, important=True))
        elif region_of(facts.requirements) in draft.catalogue.block(block).not_in:
            region = region_of(facts.requirements)
            what = service.quote.text or service.title
            reason = f"“{what}” cannot be made in {region}, by CloudFormation at least; add it by hand."
            draft.notes.append(Assumption(subject=service.title, value="left out", reason=reason, important=True))
        elif cover := _covering(block, draft, facts):
            reason = f"It is taken to be part of {cover.title}; no other stands beside it."
            draft.notes.append(Assumption(subject=service.title, value=cover.title, reason=reason))
        else:
            because = asked("The request names it", service.quote)
            for _ in range(service.count - len(draft.of_block(block))):
                add_block(draft, facts, block, because)


def _covering(block: str, draft: Draft, facts: Facts) -> Block | None:
    """The named block that this one is part of, unless the request speaks of one beside it."""
    for other in (draft.catalogue.blocks[name] for name in facts.wanted if name in draft.catalogue.blocks):
        words = other.planning.covers.get(block)
        if words is not None and not any(facts.holds(f"says:{word}") for word in words):
            return other
    return None


def add_needed(draft: Draft, facts: Facts) -> None:
    """A component for every capability that none of the blocks so far meets."""
    for capability in facts.requirements.capabilities:
        blocks = rules(draft.catalogue).capabilities.get(capability.name, [])
        if not blocks or capability.name in facts.met or facts.has & set(blocks):
            continue
        able = (block for block in blocks if is_allowed(block, draft, facts) and not _is_refused(block, draft, facts))
        block = _shaped(next(able, None), facts)
        if block:
            add_block(draft, facts, block, asked("The request asks for it", capability.quote))


def _is_refused(block: str, draft: Draft, facts: Facts) -> bool:
    """Who wants no topic of SNS wants no FIFO topic in its place."""
    refused = {draft.catalogue.block(one).service for one in facts.excluded if one in draft.catalogue.blocks}
    return block not in facts.wanted and draft.catalogue.block(block).service in refused


def add_block(draft: Draft, facts: Facts, block: str, because: str) -> Part:
    """A component under its ordinary id and name."""
    planning = draft.catalogue.block(block).planning
    facts.has.add(block)
    return draft.add(planning.id, block, planning.name, because)


def _block_for(role: Role, draft: Draft, facts: Facts) -> str | None:
    candidates = [
        block for preference in role.prefer if facts.any_holds(preference.when) for block in preference.blocks
    ]
    candidates += [block for block in role.blocks if block not in candidates]
    allowed = [block for block in candidates if is_allowed(block, draft, facts)]
    named = [block for block in allowed if block in facts.wanted and (block not in facts.has or role.strict)]
    called_for = not role.when or facts.any_holds(role.when)
    if named and (called_for or not role.strict):
        return named[0]
    if not called_for or facts.any_holds(role.unless) or not allowed:
        return None
    return allowed[0]


def _shaped(block: str | None, facts: Facts) -> str | None:
    """The block that a profile puts there: another, or none."""
    if block is None:
        return None
    if block in facts.stand_ins or (block in facts.left_out and block not in facts.wanted):
        facts.unused.add(block)
        return facts.stand_ins.get(block)
    return block


def is_allowed(block: str, draft: Draft, facts: Facts) -> bool:
    """Is the block in the catalogue, not ruled out by the request, and to be had in its region?"""
    known = draft.catalogue.blocks.get(block)
    return known is not None and block not in facts.excluded and region_of(facts.requirements) not in known.not_in


def _because(block: str, reason: str, facts: Facts) -> str:
    service = facts.wanted.get(block)
    return f"{reason} {asked('The request names it', service.quote)}" if service else reason
