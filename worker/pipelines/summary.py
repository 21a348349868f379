"""What a job that made a bundle tells of it, for the page, the command line and programs."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from worker.agents.architect import Design
from worker.architecture.alternatives.assessment import Judgement
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost.model import CostEstimate
from worker.architecture.model import Architecture
from worker.architecture.requirements import Conflict, Requirements
from worker.architecture.review.findings import Review
from worker.checks import CheckResult


def summary_of(  # noqa: PLR0913 - it tells of everything that was made
    requirements: Requirements,
    design: Design,
    judgement: Judgement,
    checks: Sequence[CheckResult],
    catalogue: Catalogue,
    *,
    architect: str,
) -> dict[str, Any]:
    """JSON. Amounts are USD a month, times minutes."""
    architecture, cost = design.architecture, judgement.cost
    counts = Counter(check.status for check in checks)
    told = [f"{one.subject}: {one.value}. {one.reason}" for one in architecture.assumptions if one.important]
    conflicts = conflicts_of(requirements, cost)
    components = listed(architecture, catalogue)
    return {
        "title": architecture.title,
        "summary": architecture.summary,
        "explanation": design.explanation,
        "region": architecture.region,
        "architect": architect,
        "services": services_of(architecture, catalogue),
        "components": components,
        "connections": joined(architecture, catalogue),
        "monthly_usd": cost.monthly_usd,
        "cost": {"monthly_usd": cost.monthly_usd, "low_usd": cost.low_usd, "high_usd": cost.high_usd},
        "availability_percent": judgement.availability.percent,
        "recovery": {
            scope: {"rto_minutes": found.rto_minutes, "rpo_minutes": found.rpo_minutes}
            for scope, found in (("zone", judgement.recovery.zone), ("region", judgement.recovery.region))
        },
        "review": reviewed(judgement.review),
        "checks": {status: counts[status] for status in ("passed", "failed", "skipped")},
        "assumptions": [one.model_dump() for one in architecture.assumptions],
        "questions": [one.model_dump() for one in requirements.questions],
        "conflicts": [one.model_dump() for one in conflicts],
        "notes": [
            *design.notes,
            *(one.text for one in design.warnings),
            *told,
            *map(str, conflicts),
        ],
        "usage": design.usage.as_json(),
        "references": [{"title": one.title, "url": one.url} for one in design.references],
    }


def conflicts_of(requirements: Requirements, cost: CostEstimate) -> tuple[Conflict, ...]:
    """What the request contradicts itself in, and a budget that cannot hold: that shows only once there is a price."""
    if not cost.conflict:
        return requirements.conflicts
    most = "; ".join(dict.fromkeys(line.title for line in cost.drivers[:3]))
    resolution = (
        f"Allow ${cost.monthly_usd:,.0f} a month or more, or ask for less of what costs most: {most}. "
        "The cheaper options of an analysis tell what each gives up."
    )
    return (*requirements.conflicts, Conflict(message=cost.conflict, resolution=resolution))


def services_of(architecture: Architecture, catalogue: Catalogue) -> list[str]:
    """Short names of the AWS services in it, with those that people count them among."""
    blocks = [catalogue.block(one.block) for one in architecture.components]
    return sorted({name for block in blocks for name in (block.service, *block.counts_as)})


def listed(architecture: Architecture, catalogue: Catalogue) -> list[dict[str, str]]:
    """The components as a summary lists them."""
    return [
        {"id": one.id, "block": one.block, "name": one.name, "service": catalogue.block(one.block).service}
        for one in architecture.components
    ]


def joined(architecture: Architecture, catalogue: Catalogue) -> list[dict[str, str]]:
    """The connections as a summary lists them."""
    blocks = {one.id: one.block for one in architecture.components}
    kinds = [
        (edge, catalogue.connection(blocks[edge.source], blocks[edge.target])) for edge in architecture.connections
    ]
    return [
        {"source": edge.source, "target": edge.target, "label": kind.label, "meaning": kind.meaning}
        for edge, kind in kinds
    ]


def reviewed(review: Review) -> dict[str, Any]:
    """Scores, and how many findings of each severity are open."""
    opened = Counter(finding.severity for finding in review.with_status("not_met"))
    return {
        "score": review.score,
        "pillars": {pillar.title: pillar.score for pillar in review.pillars},
        "open": {severity: opened[severity] for severity in ("high", "medium", "low")},
    }
