"""In production, each zone has a NAT gateway of its own."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import one_of


class EachZoneHasItsOwnWayOut(Check):
    """REL10-BP01."""

    practice = "REL10-BP01"
    severity = "medium"
    sentence = "In production, each zone has a NAT gateway of its own."
    risk = "When the zone of the only NAT gateway fails, the other zones cannot reach AWS services or partners either."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("nat_gateways") if system.production else ():
            if part.options[option] != "none":
                yield one_of(part, option, "per_az")
