"""The facts that the runbook tells: what watches what, what happens when something fails, how things grow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worker.architecture.block import Block, Recovery
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate
from worker.architecture.model import Architecture, Component, OptionValue
from worker.architecture.options import effective_options
from worker.render.documents.page import page
from worker.render.documents.steps import steps_of

DEAREST = 3
ALARM = "cloudwatch_alarm"
EFFORT = {
    1: "nothing to run",
    2: "sizes or versions to choose",
    3: "capacity to watch, and maintenance windows",
    4: "servers of your own to patch",
    5: "a platform of your own to run",
}


@dataclass(frozen=True)
class Failure:
    """What the loss of a zone or of the region does to a component. Minutes."""

    scope: str
    rto_minutes: float
    rpo_minutes: float
    how: str


@dataclass(frozen=True)
class Entry:
    """One component in the runbook."""

    component: Component
    title: str
    service: str
    watched_by: tuple[str, ...]
    feeds: tuple[str, ...]
    fed_by: tuple[str, ...]
    failures: tuple[Failure, ...]
    scaling: str
    effort: str
    monthly_usd: float
    quotas: tuple[str, ...]
    documentation: str


def render_runbook(architecture: Architecture, cost: CostEstimate, catalogue: Catalogue) -> bytes:
    """`RUNBOOK.md`."""
    found = entries(architecture, cost, catalogue)
    once = {one.component.block: one for one in found}
    return page(
        "RUNBOOK.md.j2",
        title=architecture.title,
        region=architecture.region,
        environment=architecture.environment,
        entries=found,
        alarms=[(one, _watched(one.component, architecture)) for one in found if one.component.block == ALARM],
        verify=steps_of("verify", architecture, catalogue),
        repair=steps_of("repair", architecture, catalogue),
        zone=[(one, failure) for one in found for failure in one.failures if failure.scope == "zone"],
        area=[(one, failure) for one in found for failure in one.failures if failure.scope == "region"],
        dearest=sorted(found, key=lambda one: -one.monthly_usd)[:DEAREST],
        quotas=[(one.title, quota) for one in once.values() for quota in one.quotas],
        links=sorted({(one.title, one.documentation) for one in found}),
    )


def entries(architecture: Architecture, cost: CostEstimate, catalogue: Catalogue) -> tuple[Entry, ...]:
    """Every component, in the order of the architecture."""
    monthly = {part.component: part.monthly_usd for part in cost.components}
    return tuple(_entry(one, architecture, catalogue, monthly.get(one.id, 0.0)) for one in architecture.components)


def _entry(component: Component, architecture: Architecture, catalogue: Catalogue, monthly_usd: float) -> Entry:
    block = catalogue.block(component.block)
    into = [architecture.component(edge.source) for edge in architecture.connections if edge.target == component.id]
    watching = [one.name for one in into if catalogue.block(one.block).service == "cloudwatch"]
    out = [target for source, target in flows(architecture, catalogue) if source.id == component.id]
    fed_by = [source for source, target in flows(architecture, catalogue) if target.id == component.id]
    return Entry(
        component=component,
        title=block.title,
        service=block.service,
        watched_by=tuple(watching),
        feeds=tuple(one.name for one in out),
        fed_by=tuple(one.name for one in fed_by),
        failures=tuple(_failures(component, block)),
        scaling=block.scaling,
        effort=EFFORT[block.effort],
        monthly_usd=monthly_usd,
        quotas=tuple(block.quotas),
        documentation=block.documentation,
    )


def _watched(alarm: Component, architecture: Architecture) -> list[str]:
    targets = [architecture.component(edge.target) for edge in architecture.connections if edge.source == alarm.id]
    return [target.name for target in targets if target.block != "sns_topic"]


def flows(architecture: Architecture, catalogue: Catalogue) -> Iterator[tuple[Component, Component]]:
    """Source and target of each connection by which requests, events or data go; keys, backups and alarms are none."""
    for edge in architecture.connections:
        source, target = architecture.component(edge.source), architecture.component(edge.target)
        if catalogue.connection(source.block, target.block).flow != "control":
            yield source, target


def _failures(component: Component, block: Block) -> Iterator[Failure]:
    options = effective_options(component, block)
    for scope in ("zone", "region"):
        fitting = (fact for fact in block.recovery if fact.scope == scope and _holds(fact, options))
        fact = next(fitting, None)
        if fact:
            yield Failure(scope, fact.rto_minutes, fact.rpo_minutes, fact.how)


def _holds(fact: Recovery, options: Mapping[str, OptionValue]) -> bool:
    return all(options.get(name) in values for name, values in fact.when.items())
