"""Servers and containers take no shell of people."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class NobodyLogsInToServers(Check):
    """SEC06-BP03."""

    practice = "SEC06-BP03"
    severity = "medium"
    sentence = "Servers and containers take no shell of people."
    risk = "What is changed by hand on a server is in no record, and the way in is open to others too."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "no_shell")
