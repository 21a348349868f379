"""Containers report how much processor and memory they use."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import one_of


class ContainersReportTheirUse(Check):
    """PERF02-BP03."""

    practice = "PERF02-BP03"
    severity = "low"
    sentence = "Containers report how much processor and memory they use."
    risk = "Sizes are guessed, and remain guesses."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("container_insights"):
            yield one_of(part, option, True)
