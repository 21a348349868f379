"""The ways of a request through an architecture: from where clients come in to all it needs to be answered."""

from dataclasses import dataclass

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component

WAITS = ("request", "data")
"""Flows that the caller waits for. An event is taken in by what holds it, and goes on when the next part is back."""

INSPECTING = frozenset({"waf"})
"""Services that look at each request before it goes on, though the edge only says that they guard."""

AT_START = frozenset({"secrets_manager", "systems_manager", "ecr"})
"""Services that an application asks when it starts: those that run go on without them."""


@dataclass(frozen=True)
class Path:
    """Everything that one entry reaches while the caller waits, the entry first."""

    entry: Component
    components: tuple[Component, ...]


class Paths:
    """The paths of one architecture. Components of operations, and what only control edges reach, are on none."""

    def __init__(self, architecture: Architecture, catalogue: Catalogue) -> None:
        """Raises UnknownBlock and MissingConnection."""
        self._catalogue = catalogue
        self._components = {component.id: component for component in architecture.components}
        self._out: dict[str, list[tuple[str, str]]] = {component_id: [] for component_id in self._components}
        for edge in architecture.connections:
            ends = (self._components[edge.source].block, self._components[edge.target].block)
            self._out[edge.source].append((edge.target, catalogue.connection(*ends).flow))
        self.has_callers = any(self.block(component).entry for component in architecture.components)
        self.paths = tuple(self._path(entry) for entry in self._entries())

    def block(self, component: Component) -> Block:
        """The component's block."""
        return self._catalogue.block(component.block)

    @property
    def on_path(self) -> tuple[Component, ...]:
        """Every component of any path, once, in the order it is reached."""
        return tuple({one.id: one for path in self.paths for one in path.components}.values())

    def targets(self, component: Component) -> list[Component]:
        """Where it sends what the caller waits for."""
        return [self._components[target] for target, flow in self._out[component.id] if flow in self._flows]

    @property
    def _flows(self) -> tuple[str, ...]:
        # Where nobody calls, the way of an event is what matters.
        return WAITS if self.has_callers else (*WAITS, "event")

    def _is_waited_for(self, component: Component) -> bool:
        block = self.block(component)
        return block.category != "operations" and block.service not in AT_START

    def _entries(self) -> list[Component]:
        working = [one for one in self._components.values() if self.block(one).category != "operations"]
        if self.has_callers:
            reached = {target for edges in self._out.values() for target, flow in edges if flow in WAITS}
            entries = [one for one in working if self.block(one).entry]
            return [one for one in entries if one.id not in reached] or entries
        reached = {target for edges in self._out.values() for target, flow in edges if flow != "control"}
        sources = [one for one in working if one.id not in reached and self.targets(one)]
        return sources or [one for one in working if self.block(one).placement != "network"] or working

    def _path(self, entry: Component) -> Path:
        found: dict[str, Component] = {entry.id: entry}
        for source in self._components.values():
            inspects = self.block(source).service in INSPECTING and (entry.id, "control") in self._out[source.id]
            if inspects and not entry.options.get("waf_fail_open"):
                found[source.id] = source
        waiting = [entry]
        while waiting:
            for target in self.targets(waiting.pop(0)):
                if target.id not in found and self._is_waited_for(target):
                    found[target.id] = target
                    waiting.append(target)
        return Path(entry, tuple(found.values()))
