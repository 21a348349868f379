"""Functions and workflows send traces."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class RequestsAreTraced(Check):
    """OPS04-BP05."""

    practice = "OPS04-BP05"
    severity = "medium"
    sentence = "Functions and workflows send traces."
    risk = "Which of ten steps is slow remains a guess."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "tracing")
