"""Everything that is known of one option: its cost, availability, recovery, latency, effort and review."""

from dataclasses import dataclass

from worker.architecture.alternatives.option import Alternative
from worker.architecture.availability import Availability, availability
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate, estimate
from worker.architecture.effort import Effort, Scaling, effort, scaling
from worker.architecture.latency import Latency, latency
from worker.architecture.model import Architecture
from worker.architecture.recovery import Recovery, recovery
from worker.architecture.requirements import Requirements
from worker.architecture.review.findings import Review
from worker.architecture.review.run import review


@dataclass(frozen=True)
class Judgement:
    """Everything that is known of one architecture."""

    cost: CostEstimate
    availability: Availability
    recovery: Recovery
    latency: Latency
    effort: Effort
    scaling: tuple[Scaling, ...]
    review: Review

    def controls(self, framework: str) -> tuple[int, int]:
        """Of a framework's controls: how many have an open finding, and how many could be judged."""
        for view in self.review.compliance:
            if view.framework == framework:
                return view.count("not_met"), view.count("not_met") + view.count("met")
        return 0, 0


@dataclass(frozen=True)
class Assessment(Judgement):
    """One option, judged."""

    option: Alternative

    @property
    def name(self) -> str:
        """The option's."""
        return self.option.name


def judge(design: Architecture, requirements: Requirements, catalogue: Catalogue) -> Judgement:
    """Raises UnknownBlock or MissingConnection where the architecture does not fit the catalogue."""
    budget = requirements.measure("budget_usd_per_month")
    return Judgement(
        cost=estimate(design, catalogue, budget_usd_per_month=budget),
        availability=availability(design, catalogue),
        recovery=recovery(design, catalogue),
        latency=latency(design, catalogue),
        effort=effort(design, catalogue),
        scaling=scaling(design, catalogue),
        review=review(design, requirements, catalogue),
    )


def assess(option: Alternative, requirements: Requirements, catalogue: Catalogue) -> Assessment:
    """Raises UnknownBlock or MissingConnection where the architecture does not fit the catalogue."""
    return Assessment(**vars(judge(option.architecture, requirements, catalogue)), option=option)
