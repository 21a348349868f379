"""Nothing but entrances stands in public subnets."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.validation import SUBNETS


class OnlyEntrancesStandInPublicSubnets(Check):
    """SEC05-BP01."""

    practice = "SEC05-BP01"
    severity = "high"
    sentence = "Nothing but entrances stands in public subnets."
    risk = "What has a public address is scanned within minutes."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            if part.block.placement in SUBNETS:
                holds = part.block.entry or part.block.placement != "public_subnets"
                fix = Fix() if holds else Fix(none=f"{part.block.name} always stands in public subnets")
                yield Verdict(part.id, f"{part.id} stands in {part.block.placement}", holds, fix)
