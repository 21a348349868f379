"""Logs go after at most two years, unless the request names a compliance framework."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class LogsGoAfterTwoYears(Check):
    """SUS04-BP05."""

    practice = "SUS04-BP05"
    severity = "low"
    sentence = "Logs go after at most two years, unless the request names a compliance framework."
    risk = "They pile up unread, for ever."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("log_retention_days", "flow_logs_retention_days"):
            if not system.compliance:
                yield at_most(part, option, 731)
