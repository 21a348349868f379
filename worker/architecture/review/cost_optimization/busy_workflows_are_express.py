"""Short workflows that run more than a million times a month are of the express kind."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import one_of


class BusyWorkflowsAreExpress(Check):
    """COST05-BP03."""

    practice = "COST05-BP03"
    severity = "medium"
    sentence = "Short workflows that run more than a million times a month are of the express kind."
    risk = "Each step of a standard workflow is paid for; an express one is some fifty times cheaper."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("step_functions"):
            short = part.number("run_seconds") <= 300 and part.number("runs_per_month") > 1_000_000
            if short and "type" in part.options:
                yield one_of(part, "type", "EXPRESS")
