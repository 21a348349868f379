"""Verdicts about one option, one guarantee or one neighbour, with the fix that makes them hold."""

import re
from collections.abc import Iterator

from worker.architecture.change import AddComponent, AddConnection, Change, SetOption
from worker.architecture.model import Component, OptionValue
from worker.architecture.options import fault_of
from worker.architecture.review.check import Fix, Verdict
from worker.architecture.review.system import Part, System


def at_least(part: Part, option: str, least: float) -> Verdict:
    """The option is a number of at least this; else it is set to the least such value that the block takes."""
    enough = sorted(value for value in _steps(part, option, least) if value >= least)
    return _limit(part, option, f"at least {least:g}", part.number(option) >= least, enough[:1])


def at_most(part: Part, option: str, most: float) -> Verdict:
    """The option is a number of at most this; else it is set to the greatest such value that the block takes."""
    enough = sorted((value for value in _steps(part, option, most) if value <= most), reverse=True)
    return _limit(part, option, f"at most {most:g}", part.number(option) <= most, enough[:1])


def _steps(part: Part, option: str, wanted: float) -> list[float]:
    choices = part.block.options[option].choices
    value = int(wanted) if float(wanted).is_integer() else wanted
    numbers = [choice for choice in choices if isinstance(choice, int | float)] if choices else [value]
    return [number for number in numbers if takes(part, option, number)]


def takes(part: Part, option: str, value: OptionValue) -> bool:
    """Could the option have this value, with the part's other options as they are?"""
    options = {**part.options, option: value}
    return not fault_of(value, part.block.options[option]) and not any(
        combination.fault(options) for combination in part.block.combinations
    )


def _limit(part: Part, option: str, wanted: str, holds: bool, better: list[float]) -> Verdict:
    if holds:
        return Verdict(part.id, part.says(option), True)
    none = "" if better else f"{part.block.name} takes no such value"
    changes = tuple(SetOption(component=part.id, option=option, value=value) for value in better)
    return Verdict(part.id, f"{part.says(option)}, wanted {wanted}", False, Fix(changes, none))


def one_of(part: Part, option: str, *good: OptionValue) -> Verdict:
    """The option has one of these values; else it gets the first of them that the block takes."""
    if part.options[option] in good:
        return Verdict(part.id, part.says(option), True)
    return Verdict(part.id, part.says(option), False, set_option(part, option, *good))


def set_option(part: Part, option: str, *good: OptionValue) -> Fix:
    """The option gets the first of these values that the block takes."""
    better = next((value for value in good if takes(part, option, value)), None)
    if better is None:
        return Fix(none=f"{part.block.name} takes no such value")
    return Fix((SetOption(component=part.id, option=option, value=better),))


def proven(part: Part, guarantee: str) -> Iterator[Verdict]:
    """One verdict where the guarantee concerns the block: by its Terraform, or by the option that decides there."""
    proof = part.proofs.get(guarantee)
    if proof is None:
        return
    if not proof.option:
        none = "" if proof.holds else f"the catalogue's {part.block.name} does not do it"
        yield Verdict(part.id, f"{part.id}: {proof.evidence}", proof.holds, Fix(none=none))
        return
    value = part.options[proof.option]
    shown = str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
    holds = bool(re.fullmatch(proof.wanted, shown))
    better = proof.wanted != "false"
    yield Verdict(part.id, part.says(proof.option), holds, Fix() if holds else set_option(part, proof.option, better))


def ask(evidence: str, question: str, part: Part | None = None) -> Verdict:
    """What an architecture cannot tell, and the question that would."""
    return Verdict(part.id if part else "", evidence, None, question=question)


def attach(  # noqa: PLR0913 - a helper is known by block, id, name and how it is joined
    system: System,
    part: Part,
    block: str,
    *,
    id: str,
    name: str,
    into: bool = True,
    shared: bool = True,
    options: dict[str, OptionValue] | None = None,
) -> Fix:
    """Connects the part to a component of this block: one that is there and has room, else a new one.

    `into`: the helper is the source of the edge. `shared`: one that is there may be used.
    """
    ends = (block, part.block.name) if into else (part.block.name, block)
    if block not in system.catalogue.blocks or not system.can_connect(*ends):
        return Fix(none=f"the catalogue has no {block} that could be connected to {part.block.name}")
    for other in system.parts if shared else ():
        pair = (other, part) if into else (part, other)
        if other.block.name == block and system.has_room(*pair):
            return Fix((AddConnection(source=pair[0].id, target=pair[1].id),))
    made = Component(
        id=system.free_id(id),
        block=block,
        name=name,
        options=options or {},
        network=part.component.network if system.needs_network(block) else None,
        because="The Well-Architected review asked for it.",
    )
    if system.needs_network(block) and made.network is None:
        return Fix(none=f"{block} needs a network, and {part.id} stands in none")
    source, target = (made.id, part.id) if into else (part.id, made.id)
    return Fix((AddComponent(component=made), AddConnection(source=source, target=target)))


def together(*fixes: Fix) -> Fix:
    """All of these fixes; none, where one of them has none."""
    missing = next((fix.none for fix in fixes if fix.none), "")
    return Fix(none=missing) if missing else Fix(tuple(distinct([c for fix in fixes for c in fix.changes])))


def distinct(changes: list[Change]) -> list[Change]:
    """Each change once, in order."""
    seen: set[str] = set()
    return [c for c in changes if not ((key := c.model_dump_json()) in seen or seen.add(key))]  # type: ignore[func-returns-value]  # add returns None, which is the point
