"""An architecture as checks look at it: its parts with their options, neighbours and guarantees, indexed once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from worker.architecture.block import Block, Recovery
from worker.architecture.catalogue import Catalogue
from worker.architecture.connection_kind import ConnectionKind
from worker.architecture.model import Architecture, Component, OptionValue
from worker.architecture.options import effective_options
from worker.architecture.requirements import Quantity, Requirements
from worker.architecture.review.guarantees import Proof, proofs_of
from worker.architecture.review.service_kinds import kinds_of
from worker.architecture.validation import SUBNETS


@dataclass(frozen=True, eq=False)
class Part:
    """One component, with what the catalogue says about it."""

    component: Component
    block: Block
    options: Mapping[str, OptionValue]
    proofs: Mapping[str, Proof]
    kinds: frozenset[str]
    sources: list["Edge"] = field(default_factory=list)
    targets: list["Edge"] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The component's id."""
        return self.component.id

    @property
    def service(self) -> str:
        """The AWS service, as the block names it."""
        return self.block.service

    def number(self, option: str) -> float:
        """The option's value; 0 where it is no number."""
        value = self.options.get(option, 0)
        return float(value) if isinstance(value, int | float) else 0.0

    def says(self, option: str) -> str:
        """The option as evidence: `orders.multi_az = false`."""
        value = self.options[option]
        shown = str(value).lower() if isinstance(value, bool) else str(value) if value != "" else '""'
        return f"{self.id}.{option} = {shown}"

    def fed_by(self, *services: str) -> list["Part"]:
        """Those with a connection to this one; of these services, or all."""
        return [edge.source for edge in self.sources if not services or edge.source.service in services]

    def feeds(self, *services: str) -> list["Part"]:
        """Those that this one has a connection to; of these services, or all."""
        return [edge.target for edge in self.targets if not services or edge.target.service in services]

    def helped_by(self, block: str) -> list["Part"]:
        """Components of this block with a connection to this one: its alarms, keys, firewalls."""
        return [edge.source for edge in self.sources if edge.source.block.name == block]

    @property
    def recovery_of_a_zone(self) -> Recovery | None:
        """What happens when a zone fails; None for what no zone can take away."""
        return next((r for r in self.block.recovery if r.scope == "zone" and self.fits(r.when)), None)

    def fits(self, when: Mapping[str, list[OptionValue]]) -> bool:
        """Has each of these options one of these values?"""
        return all(self.options.get(name) in values for name, values in when.items())


@dataclass(frozen=True, eq=False)
class Edge:
    """A connection between two parts."""

    source: Part
    target: Part
    kind: ConnectionKind


class System:
    """The whole architecture. Raises UnknownBlock or MissingConnection where it does not fit the catalogue."""

    def __init__(self, architecture: Architecture, requirements: Requirements | None, catalogue: Catalogue) -> None:
        self.architecture = architecture
        self.requirements = requirements
        self.catalogue = catalogue
        self.parts = [self._part(component) for component in architecture.components]
        self._by_id = {part.id: part for part in self.parts}
        self.edges = [self._edge(c.source, c.target) for c in architecture.connections]
        for edge in self.edges:
            edge.source.targets.append(edge)
            edge.target.sources.append(edge)

    def _part(self, component: Component) -> Part:
        block = self.catalogue.block(component.block)
        options = effective_options(component, block)
        proofs = proofs_of(self.catalogue.folder, block.name)
        return Part(component, block, options, proofs, kinds_of(block))

    def _edge(self, source: str, target: str) -> Edge:
        one, other = self._by_id[source], self._by_id[target]
        return Edge(one, other, self.catalogue.connection(one.block.name, other.block.name))

    def of(self, *services: str) -> list[Part]:
        """Parts of these services, by the `service` of their blocks."""
        return [part for part in self.parts if part.service in services]

    def in_kind(self, *kinds: str) -> list[Part]:
        """Parts of these kinds of service (service_kinds.yaml): `store`, `cache`, `queue`, `code` …"""
        return [part for part in self.parts if part.kinds & {*kinds}]

    def with_option(self, *options: str) -> Iterable[tuple[Part, str]]:
        """Every part that has one of these options, with that option."""
        return ((part, option) for part in self.parts for option in options if option in part.options)

    def network_of(self, part: Part) -> Part | None:
        """The network that the part stands in."""
        return self._by_id.get(part.component.network or "")

    def serves_files_only(self, part: Part) -> bool:
        """Does an entrance lead to storage and nothing else? Then there is no code that a request could harm."""
        return bool(part.targets) and all(
            edge.target.block.category == "storage" for edge in part.targets if edge.kind.flow in ("request", "data")
        )

    @cached_property
    def production(self) -> bool:
        """Is it for production?"""
        return self.architecture.environment == "production"

    @cached_property
    def compliance(self) -> frozenset[str]:
        """Frameworks that the request asks for: `hipaa`, `pci-dss` …"""
        return frozenset(stated.value for stated in self.requirements.compliance) if self.requirements else frozenset()

    def asked(self, quantity: Quantity) -> float | None:
        """What the request says of a quantity, in the unit of its name."""
        return self.requirements.measure(quantity) if self.requirements else None

    def wants(self, capability: str) -> bool:
        """Does the request ask for this capability?"""
        return self.requirements is not None and self.requirements.has(capability)

    def names(self, part: Part) -> bool:
        """Does the request itself name this service?"""
        named = self.requirements.services if self.requirements else ()
        return any(not s.excluded and (s.block == part.block.name or s.service == part.service) for s in named)

    def behind(self, part: Part) -> list[Part]:
        """What a request that reaches the part passes, the part first: along edges of requests and of data."""
        found, waiting = {part.id: part}, [part]
        while waiting:
            for edge in waiting.pop().targets:
                if edge.kind.flow in ("request", "data") and edge.target.id not in found:
                    found[edge.target.id] = edge.target
                    waiting.append(edge.target)
        return [*found.values()]

    def can_connect(self, source: str, target: str) -> bool:
        """Does the catalogue say how the one block reaches the other?"""
        return (source, target) in self.catalogue.connections

    def has_room(self, source: Part, target: Part) -> bool:
        """Could this connection be added: is it known, in one network where it must be, and are there free slots?"""
        kind = self.catalogue.connections.get((source.block.name, target.block.name))
        if kind is None or source.id == target.id or any(edge.target.id == target.id for edge in source.targets):
            return False
        if kind.alone and any(edge.kind.alone == kind.alone for edge in source.targets):
            return False
        networks = (source.component.network, target.component.network)
        if any(not port.when for port in kind.ports) and (None in networks or networks[0] != networks[1]):
            return False
        added = Counter((source.id if entry.on == "source" else target.id, entry.slot) for entry in kind.slots)
        return all(self._fits_slot(self._by_id[component], slot, count) for (component, slot), count in added.items())

    def _fits_slot(self, part: Part, slot: str, more: int) -> bool:
        limit = part.block.slot_limits.get(slot)
        if limit is not None and self._filled[part.id, slot] + more > limit:
            return False
        rivals = {other for group in part.block.rival_slots if slot in group for other in group if other != slot}
        return not any(self._filled[part.id, other] for other in rivals)

    @cached_property
    def _filled(self) -> Counter[tuple[str, str]]:
        return Counter(
            ((edge.source.id if entry.on == "source" else edge.target.id), entry.slot)
            for edge in self.edges
            for entry in edge.kind.slots
        )

    def free_id(self, wanted: str) -> str:
        """The id, with a number where a component has it already."""
        numbered = (f"{wanted[:36]}_{number}" for number in range(2, len(self.parts) + 3))
        return next(name for name in (wanted[:40], *numbered) if name not in self._by_id)

    def needs_network(self, block: str) -> bool:
        """Does this block stand in subnets?"""
        return self.catalogue.block(block).placement in SUBNETS
