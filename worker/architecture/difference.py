"""What one version of an architecture has over another: parts, options, edges, cost, uptime, recovery, findings."""

from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field

from worker.architecture.availability import availability
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate, estimate
from worker.architecture.model import Architecture, Component, Frozen, OptionValue
from worker.architecture.options import effective_options
from worker.architecture.recovery import Recovery, recovery
from worker.architecture.requirements import Requirements
from worker.architecture.review.findings import Review
from worker.architecture.review.run import review

Action = Literal["create", "update", "replace", "delete"]
Keeping = Literal["", "lost", "snapshot", "kept"]
Method = Literal["", "plan", "schemas"]
SAME = 0.005  # USD a month


class OptionChange(Frozen):
    """An option that has another value."""

    option: str
    before: OptionValue
    after: OptionValue
    unit: str = ""
    usage: bool = Field(default=False, description="A quantity that only the cost needs; it changes no resource.")


class ComponentChange(Frozen):
    """One component that is not as it was."""

    component: str
    name: str
    kind: Literal["added", "removed", "replaced", "changed"]
    before: str = Field(default="", description="Title of the block that it was; empty where it is new.")
    after: str = ""
    options: tuple[OptionChange, ...] = ()
    network_before: str | None = None
    network_after: str | None = None
    usd_before: float | None = Field(default=None, description="A month, expected.")
    usd_after: float | None = None
    because: str = ""


class EdgeChange(Frozen):
    """A connection that is new, or gone."""

    kind: Literal["added", "removed"]
    source: str
    target: str


class FindingChange(Frozen):
    """A check of the review that has another answer."""

    check: str
    severity: str
    sentence: str
    before: str
    after: str
    components: tuple[str, ...] = ()


class Effect(Frozen):
    """What a deployment of the new version over the old one does with one resource."""

    component: str = Field(description="Id; empty for what belongs to none.")
    resource: str = Field(description="Logical id, or Terraform address.")
    type: str
    action: Action
    because: tuple[str, ...] = Field(default=(), description="The properties that change.")
    data: Keeping = Field(default="", description="Of a store that is replaced or deleted: what becomes of its data.")
    guard: str = Field(default="", description="What refuses that at first: a protection, a bucket that is not empty.")
    method: Method = Field(default="schemas", description="Read from a Terraform plan, or judged by schemas.")


class Span(Frozen):
    """A figure before and after."""

    before: float | None
    after: float | None


class CostSpan(Frozen):
    """USD a month."""

    low: Span
    expected: Span
    high: Span


class Difference(Frozen):
    """Everything that differs between two versions. `effects_source` says where the effects come from."""

    facts: dict[str, tuple[str, str]] = Field(description="`region`, `environment`: before and after.")
    components: tuple[ComponentChange, ...]
    connections: tuple[EdgeChange, ...]
    cost: CostSpan
    availability_percent: Span
    zone_rto_minutes: Span
    zone_rpo_minutes: Span
    region_rto_minutes: Span
    region_rpo_minutes: Span
    score: Span
    findings_gone: tuple[FindingChange, ...]
    findings_new: tuple[FindingChange, ...]
    effects: tuple[Effect, ...] = ()
    effects_source: str = ""
    effects_method: Method = Field(
        default="",
        description="`plan`: read from a real Terraform plan; `schemas`: judged without one; empty: not told.",
    )

    @property
    def is_empty(self) -> bool:
        """Is one as the other, but for words?"""
        return not (self.facts or self.components or self.connections)


Version = tuple[Architecture, Requirements | None]


@dataclass(frozen=True)
class Known:
    """A version with all that a difference speaks of, so that one can be compared with many."""

    architecture: Architecture
    cost: CostEstimate
    availability_percent: float | None
    recovery: Recovery
    review: Review

    @classmethod
    def of(cls, version: Version, catalogue: Catalogue, *, reviewed: Review | None = None) -> Self:
        """`reviewed` is its review, where it is there already. Raises UnknownBlock and MissingConnection."""
        design, requirements = version
        return cls(
            design,
            estimate(design, catalogue),
            availability(design, catalogue).percent,
            recovery(design, catalogue),
            reviewed or review(design, requirements, catalogue),
        )


def difference(before: Version, after: Version, catalogue: Catalogue) -> Difference:
    """Of two versions, each with its requirements. Raises UnknownBlock and MissingConnection."""
    return difference_between(Known.of(before, catalogue), Known.of(after, catalogue), catalogue)


def difference_between(before: Known, after: Known, catalogue: Catalogue) -> Difference:
    """The same, of what is known. Raises UnknownBlock."""
    old, new = before.architecture, after.architecture
    gone, found = _findings(before.review, after.review)
    prices = [{one.component: one.monthly_usd for one in known.cost.components} for known in (before, after)]
    return Difference(
        facts={
            name: (getattr(old, name), getattr(new, name))
            for name in ("region", "environment")
            if getattr(old, name) != getattr(new, name)
        },
        components=tuple(_components(old, new, prices, catalogue)),
        connections=tuple(_edges(old, new)),
        cost=CostSpan(
            low=Span(before=before.cost.low_usd, after=after.cost.low_usd),
            expected=Span(before=before.cost.monthly_usd, after=after.cost.monthly_usd),
            high=Span(before=before.cost.high_usd, after=after.cost.high_usd),
        ),
        availability_percent=Span(before=before.availability_percent, after=after.availability_percent),
        zone_rto_minutes=Span(before=before.recovery.zone.rto_minutes, after=after.recovery.zone.rto_minutes),
        zone_rpo_minutes=Span(before=before.recovery.zone.rpo_minutes, after=after.recovery.zone.rpo_minutes),
        region_rto_minutes=Span(before=before.recovery.region.rto_minutes, after=after.recovery.region.rto_minutes),
        region_rpo_minutes=Span(before=before.recovery.region.rpo_minutes, after=after.recovery.region.rpo_minutes),
        score=Span(before=before.review.score, after=after.review.score),
        findings_gone=gone,
        findings_new=found,
    )


def _components(
    old: Architecture, new: Architecture, prices: list[dict[str, float]], catalogue: Catalogue
) -> list[ComponentChange]:
    was, now = ({one.id: one for one in design.components} for design in (old, new))
    changes = []
    for one in dict.fromkeys([*now, *was]):
        change = _component(was.get(one), now.get(one), prices, catalogue)
        if change:
            changes.append(change)
    return changes


def _component(
    old: Component | None, new: Component | None, prices: list[dict[str, float]], catalogue: Catalogue
) -> ComponentChange | None:
    either = new or old
    if either is None:
        return None
    usd = [costs.get(either.id) if there else None for costs, there in zip(prices, (old, new), strict=True)]
    same = old is not None and new is not None and old.block == new.block
    options = _options(old, new, catalogue) if same and old and new else ()
    moved = old is not None and new is not None and old.network != new.network
    dearer = abs((usd[0] or 0) - (usd[1] or 0)) >= SAME
    if same and not options and not moved and not dearer:
        return None
    return ComponentChange(
        component=either.id,
        name=either.name,
        kind="added" if old is None else "removed" if new is None else "changed" if same else "replaced",
        before=catalogue.block(old.block).title if old else "",
        after=catalogue.block(new.block).title if new else "",
        options=options,
        network_before=old.network if old else None,
        network_after=new.network if new else None,
        usd_before=usd[0],
        usd_after=usd[1],
        because=new.because if new and not same else "",
    )


def _options(old: Component, new: Component, catalogue: Catalogue) -> tuple[OptionChange, ...]:
    block = catalogue.block(new.block)
    left, right = effective_options(old, block), effective_options(new, block)
    return tuple(
        OptionChange(option=name, before=left[name], after=right[name], unit=option.unit, usage=option.usage)
        for name, option in block.options.items()
        if left[name] != right[name]
    )


def _edges(old: Architecture, new: Architecture) -> list[EdgeChange]:
    was, now = ([(one.source, one.target) for one in design.connections] for design in (old, new))
    gone = [EdgeChange(kind="removed", source=a, target=b) for a, b in was if (a, b) not in set(now)]
    return [EdgeChange(kind="added", source=a, target=b) for a, b in now if (a, b) not in set(was)] + gone


def _findings(before: Review, after: Review) -> tuple[tuple[FindingChange, ...], tuple[FindingChange, ...]]:
    gone, found = [], []
    for old, new in zip(before.findings, after.findings, strict=True):
        wrong = [{one.component for one in finding.evidence if one.holds is False} for finding in (old, new)]
        if wrong[0] == wrong[1]:
            continue
        told = [
            FindingChange(
                check=new.check,
                severity=new.severity,
                sentence=new.sentence,
                before=old.status,
                after=new.status,
                components=tuple(sorted(components)),
            )
            for components in (wrong[0] - wrong[1], wrong[1] - wrong[0])
        ]
        gone += told[:1] if wrong[0] - wrong[1] else []
        found += told[1:] if wrong[1] - wrong[0] else []
    return tuple(gone), tuple(found)
