"""Each network keeps a log of the traffic that it accepts and rejects."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class NetworkTrafficIsLogged(Check):
    """SEC04-BP01."""

    practice = "SEC04-BP01"
    severity = "medium"
    sentence = "Each network keeps a log of the traffic that it accepts and rejects."
    risk = "Nobody can tell afterwards where an intruder went."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "logs_of_the_network")
