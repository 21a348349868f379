"""Databases write down queries that take long."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class SlowQueriesAreLogged(Check):
    """PERF03-BP03."""

    practice = "PERF03-BP03"
    severity = "medium"
    sentence = "Databases write down queries that take long."
    risk = "The one missing index that slows everything stays unknown."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "slow_queries_logged")
