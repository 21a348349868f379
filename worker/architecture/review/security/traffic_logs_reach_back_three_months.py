"""The log of network traffic reaches back at least 90 days."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class TrafficLogsReachBackThreeMonths(Check):
    """SEC10-BP03."""

    practice = "SEC10-BP03"
    severity = "low"
    sentence = "The log of network traffic reaches back at least 90 days."
    risk = "The way that an intruder came cannot be traced."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("flow_logs_retention_days"):
            yield at_least(part, option, 90)
