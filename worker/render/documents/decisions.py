"""Decision records: what was chosen where there was a choice, from which words, and what it brings with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate
from worker.architecture.model import Architecture, Component
from worker.architecture.requirements import Requirements
from worker.render.documents.page import page
from worker.render.documents.runbook import EFFORT, flows

MOST_ALTERNATIVES = 4


@dataclass(frozen=True)
class Alternative:
    """Another block that meets the same need."""

    title: str
    summary: str
    effort: str


@dataclass(frozen=True)
class Decision:
    """One record."""

    number: int
    title: str
    context: tuple[str, ...]
    decision: str
    alternatives: tuple[Alternative, ...]
    consequences: tuple[str, ...]

    @property
    def file(self) -> str:
        """Its path in the bundle."""
        words = re.findall(r"[a-z0-9]+", self.title.lower())
        return f"decisions/{self.number:04d}-{'-'.join(words)[:48].rstrip('-')}.md"


def render_decisions(
    requirements: Requirements, architecture: Architecture, cost: CostEstimate, catalogue: Catalogue
) -> dict[str, bytes]:
    """A file a decision, by path in the bundle."""
    found = [_region(requirements, architecture), *_choices(architecture, cost, catalogue)]
    return {one.file: page("decision.md.j2", decision=one) for one in found}


def _region(requirements: Requirements, architecture: Architecture) -> Decision:
    said = requirements.region
    context = [f"The request says “{said.quote.text}”."] if said and said.quote.text else []
    context += [one.reason for one in architecture.assumptions if one.subject == "region"]
    return Decision(
        number=1,
        title=f"Run in {architecture.region}",
        context=tuple(context) or ("The region was chosen with the request.",),
        decision=f"Everything that belongs to a region is in {architecture.region}; the variable `region` moves it.",
        alternatives=(),
        consequences=(
            "Data stays in that region, except what edge services cache.",
            "The loss of the whole region stops the system until it is deployed elsewhere; RUNBOOK.md says how long.",
        ),
    )


def _choices(architecture: Architecture, cost: CostEstimate, catalogue: Catalogue) -> Iterator[Decision]:
    monthly = {part.component: part.monthly_usd for part in cost.components}
    number = 1
    working = _working(architecture, catalogue)
    for component in architecture.components:
        block = catalogue.block(component.block)
        others = _alternatives(block, catalogue)
        if others and component.id in working:
            number += 1
            yield Decision(
                number=number,
                title=f"{block.title} for {' '.join(component.name.split())}",
                context=(component.because or block.summary,),
                decision=f"{block.title}. {block.summary}",
                alternatives=others,
                consequences=tuple(_consequences(component, block, monthly.get(component.id, 0.0), architecture)),
            )


def _working(architecture: Architecture, catalogue: Catalogue) -> set[str]:
    """What does the system's work: requests, events or data go through it, and not only alarms and findings."""
    watching = ("operations", "security")
    found: set[str] = set()
    for source, target in flows(architecture, catalogue):
        if catalogue.block(source.block).category not in watching:
            found |= {source.id, target.id}
    return found


def _alternatives(block: Block, catalogue: Catalogue) -> tuple[Alternative, ...]:
    """Those that meet the needs that the block meets first of all."""
    best = min(block.planning.meets.values(), default=0)
    needs = {need for need, rank in block.planning.meets.items() if rank == best}
    others = [
        (min(other.planning.meets[need] for need in needs & other.planning.meets.keys()), other)
        for other in catalogue.blocks.values()
        if other.name != block.name and needs & other.planning.meets.keys()
    ]
    ranked = sorted(others, key=lambda pair: (pair[0], pair[1].name))[:MOST_ALTERNATIVES]
    return tuple(Alternative(other.title, other.summary, EFFORT[other.effort]) for _, other in ranked)


def _consequences(component: Component, block: Block, usd: float, architecture: Architecture) -> Iterator[str]:
    yield f"About ${usd:,.2f} a month at the expected use."
    yield f"To operate: {EFFORT[block.effort]}."
    if block.scaling:
        yield block.scaling
    for one in architecture.assumptions:
        if one.subject.startswith(f"{component.id}."):
            yield f"{one.subject} is {one.value}: {one.reason}"
