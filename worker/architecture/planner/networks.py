"""Networks that a request asks for by name: each gets its own, and what runs stands where the work is done."""

import re
from dataclasses import replace

from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.roles import add_block, is_allowed

NETWORK = "vpc"
_BETWEEN = re.compile(
    r"hub|shared|transit|inspection|egress|ingress|management|mgmt|security|dmz|logging|tool|core|edge|dr\b"
)
"""Names of networks that others are reached through or looked after from."""
_PRODUCTION = ("prod", "production")


def add_networks(draft: Draft, facts: Facts) -> None:
    """A network for each name, those that are there already included."""
    if not facts.networks or not is_allowed(NETWORK, draft, facts):
        return
    for _ in range(len(facts.networks) - len(draft.of_block(NETWORK))):
        add_block(draft, facts, NETWORK, "The request asks for it by name.")
    for part, name in zip(draft.of_block(NETWORK), facts.networks, strict=False):
        part.name = _title(name)


def rename_networks(draft: Draft, facts: Facts) -> None:
    """Give the networks ids that tell them apart, where nothing else is called so; a family wires them by other ids."""
    titles = {_title(name): name for name in facts.networks}
    for part in draft.of_block(NETWORK):
        if name := titles.get(part.name):
            _rename(draft, part, re.sub(r"\W+", "_", f"{name[:20]}_network").strip("_"))


def home_of(draft: Draft, facts: Facts) -> Part | None:
    """Where what runs stands: the production network, else the first that is no way between others."""
    networks = draft.of_block(NETWORK)
    named = {part.name: part for part in networks}
    usual = [named[_title(name)] for name in facts.networks if name in _PRODUCTION and _title(name) in named]
    others = [named[_title(name)] for name in facts.networks if not _BETWEEN.match(name) and _title(name) in named]
    return next(iter([*usual, *others, *networks]), None)


def facts_of(part: Part, facts: Facts) -> Facts:
    """The facts as they hold for this part: a way out may be refused to one network alone."""
    if not facts.networks or part.block.name != NETWORK:
        return facts
    within = next((name for name in facts.networks if _title(name) == part.name), "")
    return replace(facts, within=within)


def _title(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]} network"


def _rename(draft: Draft, part: Part, new: str) -> None:
    old = part.id
    if new in draft.parts:
        return
    draft.parts = {new if one == old else one: each for one, each in draft.parts.items()}
    part.id = new
    draft.edges = {(new if a == old else a, new if b == old else b): because for (a, b), because in draft.edges.items()}
    for one in draft.parts.values():
        one.network = new if one.network == old else one.network
    draft.notes = [
        note.model_copy(update={"subject": new + note.subject.removeprefix(old)})
        if note.subject == old or note.subject.startswith(f"{old}.")
        else note
        for note in draft.notes
    ]
