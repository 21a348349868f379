"""Gives a plan the blocks of a profile: others, more or fewer of them, and says of each what it brings."""

from dataclasses import replace

from worker.architecture.catalogue import Catalogue
from worker.architecture.planner.decision import Decision
from worker.architecture.planner.draft import Draft
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.profile import Add, LeaveOut, Profile, Replace
from worker.architecture.planner.roles import add_block, is_allowed
from worker.architecture.planner.words import words_for
from worker.architecture.reading.phrases import normal_form
from worker.architecture.requirements import NamedService


def as_meant(facts: Facts, catalogue: Catalogue) -> Facts:
    """The facts with the blocks that the named ones stand for: `EC2 instances … with auto scaling` are a group."""
    meant: dict[str, NamedService] = {}
    for block, service in facts.wanted.items():
        rather = catalogue.blocks[block].planning.rather if block in catalogue.blocks else {}
        other = next(
            (name for name, when in rather.items() if name not in facts.excluded and facts.any_holds(when)), ""
        )
        meant[other or block] = service.model_copy(update={"block": other, "count": 1}) if other else service
    return replace(facts, wanted=meant)


def with_profile(facts: Facts, profile: Profile, draft: Draft) -> Facts:
    """The facts as the profile turns them: which blocks stand in for others, and which no family brings."""
    standing = {rule.block: rule for rule in profile.replace if _replaces(rule, facts, draft)}
    wanted: dict[str, NamedService] = {}
    for block, service in facts.wanted.items():
        if rule := standing.get(block):
            facts.unused.add(block)
            wanted.setdefault(rule.by, service.model_copy(update={"block": rule.by}))
        else:
            wanted[block] = service
    return replace(
        facts,
        wanted=wanted,
        stand_ins={block: rule.by for block, rule in standing.items()},
        left_out=frozenset(rule.block for rule in profile.leave_out if _leaves_out(rule, facts)),
    )


def _replaces(rule: Replace, facts: Facts, draft: Draft) -> bool:
    known = rule.block in draft.catalogue.blocks and is_allowed(rule.by, draft, facts)
    named = facts.wanted.get(rule.block)
    # `PostgreSQL` names what Aurora is too; `RDS` names RDS.
    means_it = named and any(normal_form(word) in normal_form(named.quote.text).split() for word in rule.unless_said)
    return known and not means_it and _applies(rule, facts)


def _leaves_out(rule: LeaveOut, facts: Facts) -> bool:
    return rule.block not in facts.wanted and _applies(rule, facts)


def _applies(rule: Replace | LeaveOut | Add, facts: Facts) -> bool:
    return (not rule.when or facts.any_holds(rule.when)) and not facts.any_holds(rule.unless)


def add_beside(draft: Draft, facts: Facts, rules: list[Add]) -> bool:
    """Add what the rules ask for, where it is missing and something could be connected to it. True where any was."""
    added = False
    for rule in rules:
        if draft.of_block(rule.block) or not is_allowed(rule.block, draft, facts):
            continue
        if _applies(rule, facts) and (rule.alone or _has_neighbour(rule.block, draft)):
            part = add_block(draft, facts, rule.block, f"For this option: {rule.gains}.")
            draft.decisions.append(Decision(kind="added", subject=part.name, what="added", gains=rule.gains))
            added = True
    return added


def _has_neighbour(block: str, draft: Draft) -> bool:
    edges = draft.catalogue.connections
    blocks = {part.block.name for part in draft.parts.values()}
    return any((block, other) in edges or (other, block) in edges for other in blocks)


def drop_lonely(draft: Draft, part_ids: set[str], rules: list[Add]) -> None:
    """Take out what the rules added and nothing could be connected to."""
    alone = {rule.block for rule in rules if rule.alone}
    for part in [draft.parts[part_id] for part_id in part_ids]:
        if draft.is_lonely(part) and part.block.name not in alone:
            draft.remove(part)
            draft.decisions = [one for one in draft.decisions if (one.kind, one.subject) != ("added", part.name)]


def tell_blocks(draft: Draft, before: Facts, profile: Profile) -> None:
    """Note what was replaced or left out, and what stayed because of the request, whose own facts `before` are."""
    for rule in profile.replace:
        _tell_replaced(rule, draft, before)
    for left_out in profile.leave_out:
        _tell_left_out(left_out, draft, before)


def _tell_replaced(rule: Replace, draft: Draft, facts: Facts) -> None:
    if rule.by not in draft.catalogue.blocks or rule.block not in draft.catalogue.blocks:
        return
    old, new = draft.catalogue.block(rule.block).title, draft.catalogue.block(rule.by).title
    if rule.block in facts.unused:
        draft.decisions.append(
            Decision(kind="replaced", subject=old, what=f"{new} instead", gains=rule.gains, loses=rule.loses)
        )
    elif draft.of_block(rule.block) and (not rule.when or facts.any_holds(rule.when)):
        draft.decisions.append(_kept(rule, draft.of_block(rule.block)[0].name, f"{new} instead", facts))


def _tell_left_out(rule: LeaveOut, draft: Draft, facts: Facts) -> None:
    if rule.block in facts.unused:
        title = draft.catalogue.block(rule.block).title
        draft.decisions.append(Decision(kind="left_out", subject=title, what="left out", loses=rule.loses))
    elif (there := draft.of_block(rule.block)) and (not rule.when or facts.any_holds(rule.when)):
        draft.decisions.append(_kept(rule, there[0].name, "left out", facts))


def _kept(rule: Replace | LeaveOut, subject: str, what: str, facts: Facts) -> Decision:
    named = facts.wanted.get(rule.block)
    held = next((condition for condition in rule.unless if facts.any_holds([condition])), "")
    words = words_for(held, facts) if held else named.quote.text if named else ""
    condition = held or (f"service:{rule.block}" if named else "")
    return Decision(
        kind="kept", subject=subject, what=what, gains=rule.gains, loses=rule.loses, condition=condition, words=words
    )
