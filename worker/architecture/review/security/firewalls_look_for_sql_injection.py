"""Firewalls in front of a relational database look for SQL injection."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import one_of


class FirewallsLookForSqlInjection(Check):
    """SEC05-BP03."""

    practice = "SEC05-BP03"
    severity = "medium"
    sentence = "Firewalls in front of a relational database look for SQL injection."
    risk = "One forgotten escape in the application gives away the whole database."

    def judge(self, system: System) -> Iterator[Verdict]:
        if system.in_kind("relational"):
            for part, option in system.with_option("sql_rules"):
                yield one_of(part, option, True)
