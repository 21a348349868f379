"""Functions write their logs as JSON."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class CodeLogsInAFormThatProgramsRead(Check):
    """OPS04-BP02."""

    practice = "OPS04-BP02"
    severity = "low"
    sentence = "Functions write their logs as JSON."
    risk = "Searching free text for one customer's error takes hours."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "structured_logs")
