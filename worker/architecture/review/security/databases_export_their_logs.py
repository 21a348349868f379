"""Databases send their logs to CloudWatch."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class DatabasesExportTheirLogs(Check):
    """SEC04-BP01."""

    practice = "SEC04-BP01"
    severity = "medium"
    sentence = "Databases send their logs to CloudWatch."
    risk = "Logs that stay on the database's server are lost with it, and no one searches them."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "logs_of_databases")
