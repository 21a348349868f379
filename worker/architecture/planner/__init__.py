"""Plans an architecture from requirements: components by role, edges that the catalogue can wire, sizes by the load."""

from dataclasses import dataclass

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Assumption
from worker.architecture.planner.budget import keep_to_budget
from worker.architecture.planner.chosen import set_chosen
from worker.architecture.planner.decision import Decision, weight
from worker.architecture.planner.draft import Draft
from worker.architecture.planner.emptiness import require_components
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.identity import environment_of, project_of, region_of
from worker.architecture.planner.load import load_of
from worker.architecture.planner.networks import add_networks, rename_networks
from worker.architecture.planner.notes import note_services, open_ends
from worker.architecture.planner.profile import BALANCED, Add, Profile, Set
from worker.architecture.planner.profile import profile as read_profile
from worker.architecture.planner.resizing import resize
from worker.architecture.planner.roles import add_named, add_needed, fill_roles, fill_watchers
from worker.architecture.planner.rules import Family, family
from worker.architecture.planner.shaping import add_beside, as_meant, drop_lonely, tell_blocks, with_profile
from worker.architecture.planner.sizing import settle, size
from worker.architecture.planner.title import title_of
from worker.architecture.planner.wiring import widen_networks, wire
from worker.architecture.reading.family import asks_for_parts
from worker.architecture.requirements import Requirements
from worker.architecture.validation import ZONES, most_zones

FEWEST = 2
"""Availability Zones of a network: where a region has no more, no option has another number of them."""


@dataclass(frozen=True)
class Planned:
    """A plan, and what its profile decided."""

    architecture: Architecture
    decisions: tuple[Decision, ...]


def plan(requirements: Requirements, catalogue: Catalogue, profile: str = BALANCED) -> Architecture:
    """An architecture that meets the requirements, as far as the catalogue goes; its assumptions tell the rest.

    Deterministic. Every named service of the catalogue is in it, connected where any connection file allows, and each
    component says why it is there. The result passes `validate`. `profile` is one of `planner.profile.OPTIONS`.
    Raises NothingToBuild where all that is asked for is left out.
    """
    return plan_for(requirements, catalogue, read_profile(profile)).architecture


def plan_for(requirements: Requirements, catalogue: Catalogue, profile: Profile, *, apart: int = 0) -> Planned:
    """As `plan`, and with what the profile decided. Of the rules that set it apart the first `apart` are followed."""
    kind = family(requirements.family)
    draft = Draft(catalogue)
    own = as_meant(Facts.of(requirements, load_of(requirements)), catalogue)
    facts = with_profile(own, profile, draft)
    further = profile.apart[:apart]
    fill_roles(draft, facts, kind)
    add_named(draft, facts)
    add_networks(draft, facts)
    if kind.capabilities or not asks_for_parts(requirements.request):
        add_needed(draft, facts)
    wire(draft, facts, kind)
    if fill_watchers(draft, facts, kind):
        wire(draft, facts, kind)
    _add_beside(draft, facts, kind, [*profile.add, *(rule for rule in further if isinstance(rule, Add))])
    size(draft, facts)
    region = region_of(requirements)
    sets = [*profile.set, *(rule for rule in further if isinstance(rule, Set))]
    resize(
        draft, facts, [rule for rule in sets if rule.option != ZONES or most_zones(region) > FEWEST], profile, region
    )
    tell_blocks(draft, own, profile)
    note_services(draft, facts)
    if profile.keeps_budget:
        keep_to_budget(draft, facts, region)
    settle(draft)
    rename_networks(draft, facts)
    set_chosen(draft, facts)
    widen_networks(draft, region)
    require_components(draft, facts)
    return Planned(_architecture(draft, facts, kind), tuple(sorted(draft.decisions, key=weight)))


def _add_beside(draft: Draft, facts: Facts, kind: Family, rules: list[Add]) -> None:
    before = set(draft.parts)
    if add_beside(draft, facts, rules):
        wire(draft, facts, kind)
        drop_lonely(draft, set(draft.parts) - before, rules)


def _architecture(draft: Draft, facts: Facts, kind: Family) -> Architecture:
    requirements = facts.requirements
    told: dict[tuple[str, str], Assumption] = {}
    known = [*requirements.assumptions, *facts.load.assumptions(), *draft.notes, *open_ends(facts)]
    for assumption in known:
        told.setdefault((assumption.subject, assumption.value), assumption)
    return Architecture(
        title=title_of(requirements, kind, {part.id: part.block.name for part in draft.parts.values()}),
        summary=kind.summary,
        project=project_of(requirements),
        region=region_of(requirements),
        environment=environment_of(requirements),
        components=draft.components(),
        connections=draft.connections(),
        assumptions=tuple(told.values()),
    )
