"""It stands in a region whose electricity Amazon matches with renewable energy there, unless the request names
another."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask

RENEWABLE = {
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1", "ca-central-1"),
    *("eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"),
    *("ap-south-1", "ap-south-2", "cn-north-1", "cn-northwest-1"),
}
"""The 19 regions at 100 %. Source: Amazon Sustainability Report 2022. Later reports count for the whole of AWS."""


class TheRegionRunsOnRenewablePower(Check):
    """SUS01-BP01."""

    practice = "SUS01-BP01"
    severity = "low"
    sentence = (
        "It stands in a region whose electricity Amazon matches with renewable energy there, unless the "
        "request names another."
    )
    risk = "The same work causes several times the emissions elsewhere."
    whom = "product owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        region = system.architecture.region
        if region in RENEWABLE:
            yield Verdict("", f"region = {region}", True)
        elif system.requirements and system.requirements.region:
            yield Verdict("", f"region = {region}, which the request names", True)
        else:
            question = f"Must it stand in {region}, or could it stand where power is renewable?"
            evidence = f"region = {region}, not among the regions that Amazon reported at 100 % for 2022"
            if system.requirements is None:
                yield ask(evidence, question)
            else:
                yield Verdict(
                    "", evidence, False, Fix(none="the nearest such region is a choice of latency and of law")
                )
