"""Buckets block every way of making them public."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class BucketsAreNotPublic(Check):
    """SEC03-BP07."""

    practice = "SEC03-BP07"
    severity = "high"
    sentence = "Buckets block every way of making them public."
    risk = "Buckets left open are the usual way in which companies lose data."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "not_public_bucket")
