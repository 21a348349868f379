"""An architecture under revision: what steps change it with; what none speaks of is left alone."""

from dataclasses import dataclass, field, replace

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Assumption, OptionValue
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.load import load_of
from worker.architecture.planner.sizing import size
from worker.architecture.planner.wiring import ALONE_IS_FINE, is_met, widen_networks, wire_beside
from worker.architecture.requirements import NamedService, Requirements
from worker.architecture.revision.load_and_budget import NOWHERE
from worker.architecture.revision.steps import (
    Step,
)
from worker.architecture.revision.targets import lacks


@dataclass
class Desk:
    """The draft, what is known of the request, and what is told of the steps so far."""

    architecture: Architecture
    requirements: Requirements
    catalogue: Catalogue
    former: Architecture | None = None
    notes: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    draft: Draft = field(init=False)
    region: str = field(init=False)
    environment: str = field(init=False)

    def __post_init__(self) -> None:
        self.take(self.architecture)

    def present(self) -> tuple[Draft, str]:
        """The draft and the region as they are by now."""
        return self.draft, self.region

    def result(self) -> Architecture:
        """The architecture as it is by now; not validated."""
        widen_networks(self.draft, self.region)
        told = {(note.subject, note.value): note for note in self.draft.notes}
        return Architecture.model_validate(
            {
                **{name: getattr(self.architecture, name) for name in Architecture.model_fields},
                "region": self.region,
                "environment": self.environment,
                "components": self.draft.components(),
                "connections": self.draft.connections(),
                "assumptions": tuple(told.values()),
            }
        )

    def tell(self, note: str) -> None:
        """Say it once."""
        if note not in self.notes:
            self.notes.append(note)

    def facts(self, requirements: Requirements | None = None) -> Facts:
        """Of the requirements as they are by now, with the blocks that are there."""
        known = requirements or self.requirements
        facts = Facts.of(known, load_of(known))
        return replace(facts, environment=self.environment, has={one.block.name for one in self.draft.parts.values()})

    def take(self, architecture: Architecture) -> None:
        self.draft = draft_of(architecture, self.catalogue)
        self.region, self.environment = architecture.region, architecture.environment

    def rule_out(self, part: Part) -> None:
        block = part.block
        ruled = NamedService(service=block.service, quote=NOWHERE, excluded=True, block=block.name, title=block.title)
        kept = tuple(one for one in self.requirements.services if one.block != block.name)
        self.requirements = self.requirements.model_copy(update={"services": (*kept, ruled)})

    def no_longer_needs(self, needs: tuple[str, ...]) -> None:
        kept = tuple(one for one in self.requirements.capabilities if one.name not in needs)
        self.requirements = self.requirements.model_copy(update={"capabilities": kept})

    def settle(self, neighbours: set[str]) -> None:
        """Meet again what those beside what went cannot do without; what now serves nothing goes too, and is told."""
        left = {one for one in neighbours if one in self.draft.parts}
        wire_beside(self.draft, self.facts(), {one for one in left if lacks(self.draft.parts[one], self.draft)})
        while useless := [one for one in self.draft.parts.values() if one.id in left and self._is_useless(one)]:
            for part in useless:
                left |= {one for ends in self.draft.edges for one in ends if part.id in ends} - {part.id}
                self.draft.remove(part)
                self.tell(f"{part.name} went too: nothing is left that it could serve.")
        for part in (self.draft.parts[one] for one in left if one in self.draft.parts):
            if (need := part.block.planning.needs) and not is_met(self.draft, part, need):
                self.tell(f"{part.name}: {need.because} Nothing does now.")
        used = {one.network for one in self.draft.parts.values()} | {one for ends in self.draft.edges for one in ends}
        for network in self.draft.of_block("vpc"):
            if network.id not in used and neighbours:
                self.draft.remove(network)
                self.tell(f"{network.name} went too: nothing stands in it any more.")

    def _is_useless(self, part: Part) -> bool:
        alone = self.draft.is_lonely(part) and part.block.placement not in ALONE_IS_FINE
        serves = part.block.category not in ("database", "storage")  # what keeps data is not thrown away unasked
        return (alone and serves) or lacks(part, self.draft)

    def complete(self, new: set[str]) -> None:
        """Wire what is new, add what it needs, and size both."""
        before = set(self.draft.parts) - new
        facts = self.facts()
        wire_beside(self.draft, facts, new)
        added = set(self.draft.parts) - before
        for part_id in added - new:
            self.tell(f"{self.draft.parts[part_id].name} came with it: {self.draft.parts[part_id].because}")
        sized = Draft(self.catalogue, parts={one: self.draft.parts[one] for one in added})
        size(sized, facts)
        self.draft.notes += sized.notes

    def want(self, block: str) -> None:
        known = self.catalogue.block(block)
        named = NamedService(service=known.service, quote=NOWHERE, block=block, title=known.title, note="")
        kept = tuple(one for one in self.requirements.services if one.block != block or not one.excluded)
        if not any(one.block == block for one in kept):
            kept = (*kept, named)
        self.requirements = self.requirements.model_copy(update={"services": kept})

    def choose(self, part: Part, name: str, value: OptionValue, reason: str) -> None:
        part.options[name] = value
        subject = f"{part.id}.{name}"
        self.draft.notes = [one for one in self.draft.notes if one.subject != subject]
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        self.draft.notes.append(Assumption(subject=subject, value=shown, reason=reason))


def draft_of(architecture: Architecture, catalogue: Catalogue) -> Draft:
    """The architecture as a plan that may still change. Raises UnknownBlock."""
    parts = {
        one.id: Part(one.id, catalogue.block(one.block), one.name, one.because, dict(one.options), one.network)
        for one in architecture.components
    }
    edges = {(one.source, one.target): one.because for one in architecture.connections}
    return Draft(catalogue, parts=parts, edges=edges, notes=list(architecture.assumptions))
