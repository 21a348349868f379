"""Where the request names a compliance framework, logs are kept for at least a year."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, at_least


class AuditLogsAreKeptAYear(Check):
    """SEC10-BP03."""

    practice = "SEC10-BP03"
    severity = "medium"
    sentence = "Where the request names a compliance framework, logs are kept for at least a year."
    risk = "Intrusions are found months later; by then the traces are gone. PCI DSS 10.5.1 asks for twelve months."
    whom = "compliance officer"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("log_retention_days", "flow_logs_retention_days"):
            if system.compliance:
                yield at_least(part, option, 365)
            elif part.number(option) >= 365:
                yield Verdict(part.id, part.says(option), True)
            else:
                yield ask(part.says(option), "For how long must logs be kept, by law or contract?", part)
