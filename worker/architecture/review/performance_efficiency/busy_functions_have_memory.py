"""Functions that run longer than a second have at least 512 MB."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class BusyFunctionsHaveMemory(Check):
    """PERF02-BP04."""

    practice = "PERF02-BP04"
    severity = "low"
    sentence = "Functions that run longer than a second have at least 512 MB."
    risk = "The processor's share grows with the memory: a small function is slow, and costs the same."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("lambda"):
            if part.number("duration_ms") > 1000:
                yield at_least(part, "memory_mb", 512)
