"""APIs report metrics for each route."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class ApisReportEachRoute(Check):
    """OPS08-BP01."""

    practice = "OPS08-BP01"
    severity = "low"
    sentence = "APIs report metrics for each route."
    risk = "One failing route drowns in the average of the others."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "route_metrics")
