"""Databases take minor versions by themselves."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class MinorVersionsComeByThemselves(Check):
    """OPS05-BP05."""

    practice = "OPS05-BP05"
    severity = "medium"
    sentence = "Databases take minor versions by themselves."
    risk = "Known faults stay until someone finds the time."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "patched_by_aws")
