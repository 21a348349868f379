"""Firewalls block addresses that send more than 10,000 requests in five minutes."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class FloodsFromOneAddressAreBlocked(Check):
    """SEC05-BP04."""

    practice = "SEC05-BP04"
    severity = "medium"
    sentence = "Firewalls block addresses that send more than 10,000 requests in five minutes."
    risk = "A single machine can guess passwords, copy the whole site or keep everyone else out."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("rate_limit"):
            yield at_most(part, option, 10_000)
