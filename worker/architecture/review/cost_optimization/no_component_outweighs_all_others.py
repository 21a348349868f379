"""Of a large bill, no component alone makes more than four fifths."""

from collections.abc import Iterator

from worker.architecture.cost import estimate
from worker.architecture.cost.model import CostEstimate
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System

LARGE = 5_000  # USD a month; below it nobody designs anew for a share
MOST_PERCENT = 80


class NoComponentOutweighsAllOthers(Check):
    """COST05-BP05."""

    practice = "COST05-BP05"
    severity = "medium"
    sentence = "Of a large bill, no component alone makes more than four fifths."
    risk = "A service that does not suit the load is paid for every month; another way to the same costs a fraction."

    def judge(self, system: System) -> Iterator[Verdict]:
        cost = estimate(system.architecture, system.catalogue)
        parts = {part.id: part for part in system.parts}
        if cost.monthly_usd < LARGE or len(parts) < 2:
            return
        most = cost.components[0]  # the dearest stands first
        evidence = (
            f"{most.component}: ${most.monthly_usd:,.0f} of ${cost.monthly_usd:,.0f} a month, {most.share_percent:g} %"
        )
        holds = most.share_percent <= MOST_PERCENT
        yield Verdict(
            most.component, evidence, holds, Fix(none="" if holds else _advice(parts[most.component], cost, system))
        )


def _advice(part: Part, cost: CostEstimate, system: System) -> str:
    """What it is paid for, and what else serves the same purpose; which is cheaper an estimate of each tells."""
    line = max((one for one in cost.lines if one.component == part.id), key=lambda one: one.monthly_usd)
    blocks = system.catalogue.blocks.values()
    others = [
        one.title
        for one in blocks
        if one is not part.block and set(one.planning.meets) & set(part.block.planning.meets)
    ]
    told = f"“{line.title}” makes ${line.monthly_usd:,.0f} of it: let less reach it"
    if others:
        return f"{told}, or compare it with what serves the same purpose: {', '.join(others)}"
    return f"{told}, or do the same in code of your own on what is here already"
