"""Load balancers take TLS 1.2 and newer only."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class LoadBalancersRefuseOldTls(Check):
    """SEC09-BP02."""

    practice = "SEC09-BP02"
    severity = "medium"
    sentence = "Load balancers take TLS 1.2 and newer only."
    risk = "Old versions of TLS can be broken by whoever sits in between."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "modern_tls")
