"""Functions that run for less than 100 ms have at most 1,769 MB, one whole processor."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class FunctionsAreNotOversized(Check):
    """COST06-BP02."""

    practice = "COST06-BP02"
    severity = "low"
    sentence = "Functions that run for less than 100 ms have at most 1,769 MB, one whole processor."
    risk = "Memory is paid for by the millisecond, used or not."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("lambda"):
            if part.number("duration_ms") < 100:
                yield at_most(part, "memory_mb", 1769)
