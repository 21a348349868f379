"""It stands in the region that the request names."""

from collections.abc import Iterator

from worker.architecture.change import SetRegion
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask


class ItStandsWhereItWasAsked(Check):
    """PERF04-BP06."""

    practice = "PERF04-BP06"
    severity = "high"
    sentence = "It stands in the region that the request names."
    risk = "Users wait for every round trip, and the data may have left the country that it must stay in."
    whom = "product owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        region = system.architecture.region
        stated = system.requirements.region if system.requirements else None
        if stated is None:
            yield ask(
                f"region = {region}, which the request does not name",
                "Where are the users, and where must data stay?",
            )
        elif stated.value == region:
            yield Verdict("", f"region = {region}, as asked", True)
        else:
            yield Verdict(
                "", f"region = {region}, asked for {stated.value}", False, Fix((SetRegion(region=stated.value),))
            )
