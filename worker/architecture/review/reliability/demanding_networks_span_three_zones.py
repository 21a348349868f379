"""Where 99.95 % or more is asked for, networks span three zones."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, at_least


class DemandingNetworksSpanThreeZones(Check):
    """REL10-BP01."""

    practice = "REL10-BP01"
    severity = "medium"
    sentence = "Where 99.95 % or more is asked for, networks span three zones."
    risk = "With two zones, the failure of one leaves half of the capacity."
    whom = "product owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        target = system.asked("availability_percent")
        for part, option in system.with_option("availability_zones"):
            if part.number(option) >= 3:
                yield Verdict(part.id, part.says(option), True)
            elif target is None:
                yield ask(
                    part.says(option),
                    "Are 99.95 % or more promised to users?",
                    part,
                )
            elif target >= 99.95:
                yield at_least(part, option, 3)
            else:
                yield Verdict(part.id, f"{part.says(option)} for {target:g} %", True)
