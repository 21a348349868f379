"""Databases and caches refuse connections without TLS."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class DatabasesTakeTlsOnly(Check):
    """SEC09-BP02."""

    practice = "SEC09-BP02"
    severity = "high"
    sentence = "Databases and caches refuse connections without TLS."
    risk = "Inside the network, too, someone may listen."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "databases_tls")
