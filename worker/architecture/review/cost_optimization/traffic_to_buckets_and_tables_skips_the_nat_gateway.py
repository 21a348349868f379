"""Networks reach S3 and DynamoDB through gateway endpoints, which are free."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class TrafficToBucketsAndTablesSkipsTheNatGateway(Check):
    """COST08-BP03."""

    practice = "COST08-BP03"
    severity = "medium"
    sentence = "Networks reach S3 and DynamoDB through gateway endpoints, which are free."
    risk = "Each gigabyte pays for the NAT gateway on its way."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "gateway_endpoints")
