"""How long the whole is away, and what data is lost, when a zone or the region fails."""

from typing import Literal, NamedTuple

from pydantic import Field

from worker.architecture.availability import with_stand_ins
from worker.architecture.block import Block
from worker.architecture.block import Recovery as Fact
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component, Frozen
from worker.architecture.options import effective_options

Scope = Literal["zone", "region"]
KEEPS_DATA = ("database", "storage")
IN_ZONES = ("public_subnets", "private_subnets", "data_subnets")
METHOD = (
    "Everything recovers at the same time, so the slowest component decides; the most that any of them loses is what "
    "the whole loses. The facts are AWS's, or told as assumed; restoring by hand counts from when somebody begins."
)


class ComponentRecovery(Frozen):
    """One component, in one kind of failure."""

    component: str
    name: str
    rto_minutes: float
    rpo_minutes: float
    how: str
    source: str = ""
    assumed: bool = Field(default=False, description="By where it stands: its block states nothing of this failure.")


class ScopeRecovery(Frozen):
    """The whole, in one kind of failure."""

    scope: Scope
    rto_minutes: float
    rpo_minutes: float
    slowest: str = Field(default="", description="Name of the component that takes longest; empty where nothing does.")
    loses_most: str = ""
    components: tuple[ComponentRecovery, ...] = Field(default=(), description="Those that are affected at all.")


class Recovery(Frozen):
    """Recovery time and point of the whole."""

    zone: ScopeRecovery
    region: ScopeRecovery
    method: str = METHOD


class _Default(NamedTuple):
    rto_minutes: float
    rpo_minutes: float
    how: str


# What is true by placement: AWS spreads regional services over zones; nothing of one region is in another by itself.
_NOTHING = _Default(0, 0, "It stands in several zones; losing one changes nothing.")
_EVERYWHERE = _Default(0, 0, "It does not stand in one region.")
_RESTARTED = _Default(5, 0, "It is started again in another zone.")
_RESTORED = _Default(60, 1440, "It is restored from the last daily backup into another zone, by hand.")
_DEPLOYED = _Default(240, 0, "The bundle is deployed to another region, by hand.")
_WAITS = _Default(1440, 1440, "No copy is kept in another region; the data waits for the region.")


def recovery(architecture: Architecture, catalogue: Catalogue) -> Recovery:
    """Recovery from the loss of a zone and of the region. Raises UnknownBlock."""
    return Recovery(
        zone=_of_scope("zone", architecture, catalogue), region=_of_scope("region", architecture, catalogue)
    )


def _of_scope(scope: Scope, architecture: Architecture, catalogue: Catalogue) -> ScopeRecovery:
    found = []
    others_go_on = with_stand_ins(architecture, catalogue) if scope == "zone" else frozenset()
    for component in architecture.components:
        block = catalogue.block(component.block)
        # What only watches over the others is not waited for, nor what another does as well.
        if block.category != "operations" and component.id not in others_go_on:
            found.append(_of_component(component, block, scope))
    affected = tuple(one for one in found if one.rto_minutes or one.rpo_minutes)
    slowest = max(affected, key=lambda one: one.rto_minutes, default=None)
    poorest = max(affected, key=lambda one: one.rpo_minutes, default=None)
    return ScopeRecovery(
        scope=scope,
        rto_minutes=slowest.rto_minutes if slowest else 0,
        rpo_minutes=poorest.rpo_minutes if poorest else 0,
        slowest=slowest.name if slowest and slowest.rto_minutes else "",
        loses_most=poorest.name if poorest and poorest.rpo_minutes else "",
        components=affected,
    )


def _of_component(component: Component, block: Block, scope: Scope) -> ComponentRecovery:
    options = effective_options(component, block)
    facts = (fact for fact in block.recovery if fact.scope == scope)
    known = next((f for f in facts if all(options.get(name) in values for name, values in f.when.items())), None)
    fact: Fact | _Default = known or _by_placement(block, scope)
    return ComponentRecovery(
        component=component.id,
        name=component.name,
        rto_minutes=fact.rto_minutes,
        rpo_minutes=fact.rpo_minutes,
        how=fact.how,
        source=known.source if known else "",
        assumed=known is None,
    )


def _by_placement(block: Block, scope: Scope) -> _Default:
    if block.placement in ("global", "edge"):
        return _EVERYWHERE
    if scope == "region":
        return _WAITS if block.category in KEEPS_DATA else _DEPLOYED
    if block.placement not in IN_ZONES or block.category == "networking":
        return _NOTHING
    return _RESTORED if block.category in KEEPS_DATA else _RESTARTED
