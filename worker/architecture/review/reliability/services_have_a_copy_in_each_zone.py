"""In production, a service runs at least once in each zone of its network."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class ServicesHaveACopyInEachZone(Check):
    """REL11-BP05."""

    practice = "REL11-BP05"
    severity = "low"
    sentence = "In production, a service runs at least once in each zone of its network."
    risk = "When a zone fails, the others must start tasks first, at the moment when everybody does."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("code") if system.production else ():
            network = system.network_of(part)
            if network and "availability_zones" in network.options and "minimum_count" in part.options:
                yield at_least(part, "minimum_count", network.number("availability_zones"))
