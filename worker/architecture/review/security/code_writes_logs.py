"""Whatever runs code writes to a log group of its own."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class CodeWritesLogs(Check):
    """SEC04-BP01."""

    practice = "SEC04-BP01"
    severity = "high"
    sentence = "Whatever runs code writes to a log group of its own."
    risk = "Without logs neither a fault nor an intruder can be followed."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "logs_of_code")
