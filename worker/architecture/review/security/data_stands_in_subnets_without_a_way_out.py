"""Databases and file systems inside a network stand in its data subnets."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.validation import SUBNETS


class DataStandsInSubnetsWithoutAWayOut(Check):
    """SEC05-BP01."""

    practice = "SEC05-BP01"
    severity = "high"
    sentence = "Databases and file systems inside a network stand in its data subnets."
    risk = "A store that can reach the internet can be emptied over it."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("store", "cache"):
            if part.block.placement in SUBNETS:
                holds = part.block.placement == "data_subnets"
                fix = Fix() if holds else Fix(none=f"{part.block.name} stands in {part.block.placement}")
                yield Verdict(part.id, f"{part.id} stands in {part.block.placement}", holds, fix)
