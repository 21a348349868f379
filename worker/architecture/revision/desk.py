"""An architecture under revision: carries out one step after another, and leaves alone what none speaks of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidOption
from worker.architecture.model import Architecture, Assumption, OptionValue
from worker.architecture.options import fault_of
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.load import load_of
from worker.architecture.planner.profile import Profile, profile
from worker.architecture.planner.resizing import resize
from worker.architecture.planner.roles import add_block
from worker.architecture.planner.shaping import add_beside
from worker.architecture.planner.sizing import size
from worker.architecture.planner.wiring import ALONE_IS_FINE, is_met, widen_networks, wire_beside
from worker.architecture.recovery import recovery
from worker.architecture.requirements import NamedService, Requirements, Stated
from worker.architecture.revision.errors import NothingToChange, UnclearInstruction
from worker.architecture.revision.load_and_budget import NOWHERE, carry_load, keep_budget, scale_load
from worker.architecture.revision.remedies import remedy
from worker.architecture.revision.second_region import connect_backups, second_region_notes
from worker.architecture.revision.steps import (
    Add,
    Carry,
    Drop,
    FollowWish,
    ForEnvironment,
    KeepBudget,
    MoveRegion,
    Remedy,
    Replace,
    Scale,
    SetOptions,
    Stay,
    Step,
    Undo,
)
from worker.architecture.revision.targets import lacks
from worker.architecture.revision.wishes import Wish, in_second_region, wishes

USUAL_PORTS = {"postgres": 5432, "mysql": 3306, "mariadb": 3306, "sqlserver": 1433, "oracle": 1521}
"""Of engines, by a part of their name: a database that becomes another listens where that one does."""


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
        self._take(self.architecture)

    def present(self) -> tuple[Draft, str]:
        """The draft and the region as they are by now."""
        return self.draft, self.region

    def do(self, step: Step) -> None:
        """Carry the step out. Raises what it cannot be carried out for, as an EngineError."""
        try:
            _DO[type(step)](self, step)
        except NothingToChange as nothing:
            # Of several things that are asked for one may be so already.
            self.tell(str(nothing.reason))
        self.steps.append(step)

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

    def _take(self, architecture: Architecture) -> None:
        self.draft = draft_of(architecture, self.catalogue)
        self.region, self.environment = architecture.region, architecture.environment

    def _stay(self, step: Stay) -> None:
        added = [self.catalogue.block(one.block).title for one in self.steps if isinstance(one, Add)]
        if any(step.reason.startswith(title) for title in added):
            return  # `monitoring and alarms` names twice what the instruction itself has brought
        self.tell(f"{step.reason}.")

    def _undo(self, _step: Undo) -> None:
        if self.former is None:
            raise NothingToChange("there is no version before this one to go back to")
        self._take(self.former)
        self.architecture = self.former

    def _drop(self, step: Drop) -> None:
        neighbours = {one for ends in self.draft.edges for one in ends if set(ends) & set(step.components)}
        for part_id in step.components:
            part = self.draft.parts[part_id]
            self._check_network_is_empty(part, step)
            self.draft.remove(part)
            if not self.draft.of_block(part.block.name):
                self._rule_out(part)
        self.settle(neighbours)

    def _check_network_is_empty(self, part: Part, step: Drop) -> None:
        left = [
            one.name for one in self.draft.parts.values() if one.network == part.id and one.id not in step.components
        ]
        if left:
            raise UnclearInstruction(f"{part.name} cannot go while {', '.join(left)} stand in it")

    def _rule_out(self, part: Part) -> None:
        block = part.block
        ruled = NamedService(service=block.service, quote=NOWHERE, excluded=True, block=block.name, title=block.title)
        kept = tuple(one for one in self.requirements.services if one.block != block.name)
        self.requirements = self.requirements.model_copy(update={"services": (*kept, ruled)})

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

    def _add(self, step: Add) -> None:
        self._want(step.block)
        before = set(self.draft.parts)
        for _ in range(step.count):
            add_block(self.draft, self.facts(), step.block, f"Added by an instruction: “{step.words}”.")
        self._complete(set(self.draft.parts) - before)

    def _complete(self, new: set[str]) -> None:
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

    def _want(self, block: str) -> None:
        known = self.catalogue.block(block)
        named = NamedService(service=known.service, quote=NOWHERE, block=block, title=known.title, note="")
        kept = tuple(one for one in self.requirements.services if one.block != block or not one.excluded)
        if not any(one.block == block for one in kept):
            kept = (*kept, named)
        self.requirements = self.requirements.model_copy(update={"services": kept})

    def _replace(self, step: Replace) -> None:
        self._want(step.block)
        block = self.catalogue.block(step.block)
        for part_id in step.components:
            part = self.draft.parts[part_id]
            old = part.block
            part.block = block
            part.options = {
                n: v for n, v in part.options.items() if n in block.options and not fault_of(v, block.options[n])
            }
            part.because = f"An instruction: “{step.words}”, in the place of {old.title}."
            part.network = part.network if block.placement.endswith("subnets") or block.security_group else None
            self.draft.notes = [one for one in self.draft.notes if not one.subject.startswith(f"{part_id}.")]
            beside = self._without_misfits(part)
            self._complete({part_id})
            self._tell_lost(part, beside)
            if not self.draft.of_block(old.name):
                self._rule_out(Part(part_id, old, old.title, ""))
            self.settle(beside)

    def _without_misfits(self, part: Part) -> set[str]:
        """Take the part's edges that the catalogue does not know of the new block, and put back those that fit."""
        own = {ends: why for ends, why in self.draft.edges.items() if part.id in ends}
        self.draft.edges = {ends: why for ends, why in self.draft.edges.items() if part.id not in ends}
        for (source, target), because in own.items():
            self.draft.connect(self.draft.parts[source], self.draft.parts[target], because)
        return {one for ends in own for one in ends if ends not in self.draft.edges} - {part.id}

    def _tell_lost(self, part: Part, beside: set[str]) -> None:
        linked = {one for ends in self.draft.edges if part.id in ends for one in ends}
        for one in sorted(beside - linked):
            if one in self.draft.parts:
                self.tell(
                    f"{self.draft.parts[one].name} is no longer connected to {part.name}: no connection is known."
                )

    def _set(self, step: SetOptions) -> None:
        changed = False
        for part_id, values in step.values.items():
            part = self.draft.parts[part_id]
            for name, value in values.items():
                option = part.block.options[name]
                if fault := fault_of(value, option):
                    raise InvalidOption(f"{value!r} {fault}", place=f"instruction “{step.words}”: {part_id}.{name}")
                changed |= part.options.get(name, option.default) != value
                self.choose(part, name, value, "An instruction set it.")
                self._follow(part, name, value)
        if not changed:
            where = ", ".join(f"{part}.{name}" for part, values in step.values.items() for name in values)
            raise NothingToChange(f"“{step.words}”: {where} is so already")

    def choose(self, part: Part, name: str, value: OptionValue, reason: str) -> None:
        part.options[name] = value
        subject = f"{part.id}.{name}"
        self.draft.notes = [one for one in self.draft.notes if one.subject != subject]
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        self.draft.notes.append(Assumption(subject=subject, value=shown, reason=reason))

    def _follow(self, part: Part, name: str, value: OptionValue) -> None:
        """What goes with an option, and what its choice means for others."""
        if name == "engine" and part.options.get("port", USUAL_PORTS["postgres"]) in USUAL_PORTS.values():
            port = next((port for engine, port in USUAL_PORTS.items() if engine in str(value)), None)
            if port and "port" in part.block.options:
                self.choose(part, "port", port, f"Where {value} listens.")
                self.tell(f"{part.name} becomes another database: its data moves by an export or AWS DMS alone.")
        if name == "nat_gateways" and value == "none":
            inside = [one.name for one in self.draft.parts.values() if one.network == part.id and _calls_out(one)]
            if inside:
                self.tell(
                    f"Without a NAT gateway {', '.join(inside)} reach no address outside the network, only AWS services"
                    " that have an endpoint in it: images must be in ECR then."
                )

    def _wish(self, step: FollowWish) -> None:
        wish = wishes()[step.wish]
        kind = (
            profile(wish.profile)
            if wish.profile
            else Profile(name=step.wish, title=step.wish.replace("_", " ").capitalize(), aim="")
        )
        before, edges = set(self.draft.parts), set(self.draft.edges)
        facts = self.facts()
        if add_beside(self.draft, facts, [*wish.add, *kind.add]):
            self._complete(set(self.draft.parts) - before)
        wire_beside(self.draft, facts, {one.id for rule in wish.add for one in self.draft.of_block(rule.block)})
        rules = in_second_region([*wish.set, *kind.set], step.second_region)
        rules = [rule for rule in rules if rule.option in step.options] or rules
        meant = {one: part for one, part in self.draft.parts.items() if not step.components or one in step.components}
        sketch = replace(self.draft, parts=meant, decisions=[])
        was = {one: dict(part.options) for one, part in meant.items()}
        resize(sketch, facts, rules, kind, self.region)
        self.draft.notes = sketch.notes
        if step.second_region:
            self._copy_to(step.second_region)
        same = all(part.options == was[one] for one, part in meant.items())
        if same and set(self.draft.parts) == before and set(self.draft.edges) == edges:
            raise NothingToChange(self._cannot_be(step))
        for decision in sketch.decisions:
            if decision.kind == "kept":
                self.tell(
                    f"{decision.subject}: {decision.what} was not done, because of the request: {decision.words}."
                )
        self._tell_beyond(wish)

    def _copy_to(self, second: str) -> None:
        connect_backups(self.draft, second)
        lost = recovery(self.result(), self.catalogue).region.components
        for note in second_region_notes(self.draft, lost, home=self.region, second=second):
            self.tell(note)

    def _tell_beyond(self, wish: Wish) -> None:
        added = {one.id for rule in wish.add for one in self.draft.of_block(rule.block)}
        reached = {one for ends in self.draft.edges if added & set(ends) for one in ends}
        meant = [one for one in self.draft.parts.values() if one.block.category in wish.reaches]
        if beyond := [one.name for one in meant if one.id not in reached]:
            self.tell(f"{', '.join(beyond)}: {wish.beyond}.")

    def _cannot_be(self, step: FollowWish) -> str:
        names = ", ".join(self.draft.parts[one].name for one in step.components)
        wish, options = step.wish.replace("_", " "), " or ".join(step.options).replace("_", " ")
        if step.components and options:
            return f"{names} has no {options} that can be made {wish}"
        return f"no option of {names or 'anything here'} makes it {wish}"

    def _remedy(self, step: Remedy) -> None:
        if step.frameworks:
            asked = {one.value for one in self.requirements.compliance}
            new = tuple(Stated(value=one, quote=NOWHERE) for one in step.frameworks if one not in asked)
            compliance = (*self.requirements.compliance, *new)
            self.requirements = self.requirements.model_copy(update={"compliance": compliance})
        made = remedy(self.result(), self.requirements, self.catalogue, step)
        self._take(made.architecture)
        for note in made.notes:
            self.tell(note)

    def _move(self, step: MoveRegion) -> None:
        if step.region == self.region:
            raise NothingToChange(f"it is in {step.region} already")
        self.region = step.region
        stated = Stated(value=step.region, quote=NOWHERE)
        chosen = {**self.requirements.chosen, "region": step.region}
        self.requirements = self.requirements.model_copy(
            update={"region": stated, "regions": (stated,), "chosen": chosen}
        )
        self.draft.notes = [one for one in self.draft.notes if one.subject != "region"]
        self.tell(f"A move to {step.region} makes everything anew there; data does not move by itself.")

    def _for_environment(self, step: ForEnvironment) -> None:
        if step.environment == self.environment:
            raise NothingToChange(f"it is for {step.environment} already")
        self.environment = step.environment
        chosen = {**self.requirements.chosen, "environment": step.environment}
        stated = Stated(value=step.environment, quote=NOWHERE)
        self.requirements = self.requirements.model_copy(update={"environment": stated, "chosen": chosen})


def draft_of(architecture: Architecture, catalogue: Catalogue) -> Draft:
    """The architecture as a plan that may still change. Raises UnknownBlock."""
    parts = {
        one.id: Part(one.id, catalogue.block(one.block), one.name, one.because, dict(one.options), one.network)
        for one in architecture.components
    }
    edges = {(one.source, one.target): one.because for one in architecture.connections}
    return Draft(catalogue, parts=parts, edges=edges, notes=list(architecture.assumptions))


def _calls_out(part: Part) -> bool:
    return part.block.placement == "private_subnets" or part.block.category == "compute"


_DO: Mapping[type, Callable[[Desk, Any], None]] = {
    Stay: Desk._stay,
    Undo: Desk._undo,
    Drop: Desk._drop,
    Add: Desk._add,
    Replace: Desk._replace,
    SetOptions: Desk._set,
    FollowWish: Desk._wish,
    MoveRegion: Desk._move,
    ForEnvironment: Desk._for_environment,
    KeepBudget: keep_budget,
    Carry: carry_load,
    Scale: scale_load,
    Remedy: Desk._remedy,
}
