"""Plans an architecture from requirements: components by role, edges that the catalogue can wire, sizes by the load."""

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Assumption
from worker.architecture.planner.budget import keep_to_budget
from worker.architecture.planner.chosen import set_chosen
from worker.architecture.planner.draft import Draft
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.identity import environment_of, project_of, region_of, title_of
from worker.architecture.planner.load import load_of
from worker.architecture.planner.notes import note_services, open_ends
from worker.architecture.planner.roles import add_named, add_needed, fill_roles
from worker.architecture.planner.rules import Family, family
from worker.architecture.planner.sizing import size
from worker.architecture.planner.wiring import wire
from worker.architecture.requirements import Requirements


def plan(requirements: Requirements, catalogue: Catalogue) -> Architecture:
    """An architecture that meets the requirements, as far as the catalogue goes; its assumptions tell the rest.

    Deterministic. Every named service of the catalogue is in it, connected where any connection file allows, and each
    component says why it is there. The result passes `validate`.
    """
    kind = family(requirements.family)
    facts = Facts.of(requirements, load_of(requirements))
    draft = Draft(catalogue)
    fill_roles(draft, facts, kind)
    add_named(draft, facts)
    if kind.capabilities:
        add_needed(draft, facts)
    wire(draft, facts, kind)
    size(draft, facts)
    note_services(draft, facts)
    keep_to_budget(draft, facts, region_of(requirements))
    set_chosen(draft, facts)
    return _architecture(draft, facts, kind)


def _architecture(draft: Draft, facts: Facts, kind: Family) -> Architecture:
    requirements = facts.requirements
    told: dict[tuple[str, str], Assumption] = {}
    known = [*requirements.assumptions, *facts.load.assumptions(), *draft.notes, *open_ends(facts)]
    for assumption in known:
        told.setdefault((assumption.subject, assumption.value), assumption)
    return Architecture(
        title=title_of(requirements, kind),
        summary=kind.summary,
        project=project_of(requirements),
        region=region_of(requirements),
        environment=environment_of(requirements),
        components=draft.components(),
        connections=draft.connections(),
        assumptions=tuple(told.values()),
    )
