"""No database has an address on the internet."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class DatabasesHaveNoPublicAddress(Check):
    """SEC03-BP07."""

    practice = "SEC03-BP07"
    severity = "high"
    sentence = "No database has an address on the internet."
    risk = "Anyone may try passwords and faults of the engine."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "no_public_address")
