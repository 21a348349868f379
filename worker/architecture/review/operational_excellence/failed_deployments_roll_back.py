"""A deployment whose tasks do not become healthy is rolled back."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class FailedDeploymentsRollBack(Check):
    """OPS06-BP04."""

    practice = "OPS06-BP04"
    severity = "high"
    sentence = "A deployment whose tasks do not become healthy is rolled back."
    risk = "A bad release stays until someone wakes up."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "rolls_back")
