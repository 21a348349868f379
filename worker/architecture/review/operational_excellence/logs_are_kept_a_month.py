"""In production, logs are kept for at least 30 days."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class LogsAreKeptAMonth(Check):
    """OPS08-BP02."""

    practice = "OPS08-BP02"
    severity = "medium"
    sentence = "In production, logs are kept for at least 30 days."
    risk = "Faults that come once a month leave nothing to compare with."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("log_retention_days") if system.production else ():
            yield at_least(part, option, 30)
