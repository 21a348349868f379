"""Everything that is known of one option: its cost, availability, recovery, latency, effort and review."""

from dataclasses import dataclass

from worker.architecture.alternatives.option import Alternative
from worker.architecture.availability import Availability, availability
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate, estimate
from worker.architecture.effort import Effort, Scaling, effort, scaling
from worker.architecture.latency import Latency, latency
from worker.architecture.recovery import Recovery, recovery
from worker.architecture.requirements import Requirements
from worker.architecture.review.findings import Review
from worker.architecture.review.run import review


@dataclass(frozen=True)
class Assessment:
    """One option, assessed."""

    option: Alternative
    cost: CostEstimate
    availability: Availability
    recovery: Recovery
    latency: Latency
    effort: Effort
    scaling: tuple[Scaling, ...]
    review: Review

    @property
    def name(self) -> str:
        """The option's."""
        return self.option.name

    def controls(self, framework: str) -> tuple[int, int]:
        """Of a framework's controls: how many have an open finding, and how many could be judged."""
        for view in self.review.compliance:
            if view.framework == framework:
                return view.count("not_met"), view.count("not_met") + view.count("met")
        return 0, 0


def assess(option: Alternative, requirements: Requirements, catalogue: Catalogue) -> Assessment:
    """Raises UnknownBlock or MissingConnection where the architecture does not fit the catalogue."""
    design = option.architecture
    budget = requirements.measure("budget_usd_per_month")
    return Assessment(
        option=option,
        cost=estimate(design, catalogue, budget_usd_per_month=budget),
        availability=availability(design, catalogue),
        recovery=recovery(design, catalogue),
        latency=latency(design, catalogue),
        effort=effort(design, catalogue),
        scaling=scaling(design, catalogue),
        review=review(design, requirements, catalogue),
    )
