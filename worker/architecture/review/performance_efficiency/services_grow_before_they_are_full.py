"""Services grow before their processors are three quarters busy."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class ServicesGrowBeforeTheyAreFull(Check):
    """PERF02-BP05."""

    practice = "PERF02-BP05"
    severity = "medium"
    sentence = "Services grow before their processors are three quarters busy."
    risk = "New tasks take minutes; until then everybody waits."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("cpu_target_percent"):
            yield at_most(part, option, 75)
