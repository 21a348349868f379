"""The architecture while it is being planned: components and edges that may still change."""

from collections import Counter
from dataclasses import dataclass, field

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.connection_kind import ConnectionKind
from worker.architecture.model import Assumption, Component, Connection, OptionValue
from worker.architecture.planner.decision import Decision

IN_SUBNETS = ("public_subnets", "private_subnets", "data_subnets")


@dataclass
class Part:
    """A component to be."""

    id: str
    block: Block
    name: str
    because: str
    options: dict[str, OptionValue] = field(default_factory=dict)
    network: str | None = None


@dataclass
class Draft:
    """Parts by id and edges by their ends. Refuses what the catalogue could not wire."""

    catalogue: Catalogue
    parts: dict[str, Part] = field(default_factory=dict)
    edges: dict[tuple[str, str], str] = field(default_factory=dict)
    apart: set[tuple[str, str]] = field(default_factory=set)
    notes: list[Assumption] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def add(self, part_id: str, block: str, name: str, because: str) -> Part:
        """Add a part; a number is put behind the id (and the name) where the id is taken."""
        unique, count = part_id, 1
        while unique in self.parts:
            count += 1
            unique = f"{part_id}_{count}"
        shown = name if count == 1 else f"{name} {count}"
        part = Part(unique, self.catalogue.block(block), shown, because)
        if (option := part.block.planning.apart) and count > 1:
            choices = part.block.planning.apart_values or part.block.options[option].choices or []
            part.options[option] = choices[(count - 1) % len(choices)]
        self.parts[unique] = part
        return part

    def remove(self, part: Part) -> None:
        """Take the part out, with its edges and what was noted of its options."""
        del self.parts[part.id]
        self.edges = {ends: because for ends, because in self.edges.items() if part.id not in ends}
        self.notes = [note for note in self.notes if not note.subject.startswith(f"{part.id}.")]

    def of_block(self, block: str) -> list[Part]:
        """Parts of this block, in the order they were added."""
        return [part for part in self.parts.values() if part.block.name == block]

    def connect(self, source: Part, target: Part, because: str = "") -> bool:
        """Add the edge where the catalogue can wire it. False where it cannot, or where it is there already."""
        ends = (source.id, target.id)
        if source.id == target.id or ends in self.edges or ends in self.apart or not self._fits(source, target):
            return False
        self.edges[ends] = because
        return True

    def _fits(self, source: Part, target: Part) -> bool:
        kind = self._kind(source, target)
        if kind is None:
            return False
        if any(not port.when for port in kind.ports) and not (_can_join(source) and _can_join(target)):
            return False
        if kind.alone and any(edge[0] == source.id and self._kind_of(edge).alone == kind.alone for edge in self.edges):
            return False
        return all(self._takes(source if entry.on == "source" else target, entry.slot) for entry in kind.slots)

    def _takes(self, part: Part, slot: str) -> bool:
        """Is there room in the slot, and in none of its rivals an entry?"""
        filled = self.filled_slots(part)
        limit = part.block.slot_limits.get(slot)
        rivals = {rival for group in part.block.rival_slots if slot in group for rival in group} - {slot}
        return (limit is None or filled[slot] < limit) and not any(filled[rival] for rival in rivals)

    def filled_slots(self, part: Part) -> Counter[str]:
        """How many entries the edges bring to each slot of the part."""
        filled: Counter[str] = Counter()
        for edge in self.edges:
            if part.id in edge:
                end = "source" if edge[0] == part.id else "target"
                filled.update(entry.slot for entry in self._kind_of(edge).slots if entry.on == end)
        return filled

    def _kind(self, source: Part, target: Part) -> ConnectionKind | None:
        return self.catalogue.connections.get((source.block.name, target.block.name))

    def _kind_of(self, edge: tuple[str, str]) -> ConnectionKind:
        return self.catalogue.connection(*self._blocks(edge))

    def _blocks(self, edge: tuple[str, str]) -> tuple[str, str]:
        return self.parts[edge[0]].block.name, self.parts[edge[1]].block.name

    def flows_out(self, part: Part) -> list[Part]:
        """Where requests, events and data go from here. Control edges (keys, backups, alarms) do not count."""
        return [self.parts[b] for a, b in self.edges if a == part.id and not self._is_control((a, b))]

    def flows_in(self, part: Part) -> list[Part]:
        """Where requests, events and data come from."""
        return [self.parts[a] for a, b in self.edges if b == part.id and not self._is_control((a, b))]

    def leads_to(self, start: Part, end: Part) -> bool:
        """Do requests, events or data that leave `start` arrive at `end`, by whatever way?"""
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            part = waiting.pop()
            if part.id == end.id:
                return True
            if part.id not in seen:
                seen.add(part.id)
                waiting += self.flows_out(part)
        return False

    def is_lonely(self, part: Part) -> bool:
        """Has the part no edge at all, control edges included?"""
        return all(part.id not in edge for edge in self.edges)

    def _is_control(self, edge: tuple[str, str]) -> bool:
        source, target = self.parts[edge[0]].block, self.parts[edge[1]].block
        return source.category in ("operations", "security") and target.name != "sns_topic"

    def components(self) -> tuple[Component, ...]:
        """The parts, as the architecture has them."""
        return tuple(
            Component(
                id=part.id,
                block=part.block.name,
                name=part.name,
                options=part.options,
                network=part.network,
                because=part.because,
            )
            for part in self.parts.values()
        )

    def connections(self) -> tuple[Connection, ...]:
        """The edges, as the architecture has them."""
        return tuple(Connection(source=a, target=b, because=because) for (a, b), because in self.edges.items())


def _can_join(part: Part) -> bool:
    return part.block.placement in IN_SUBNETS or part.block.security_group
