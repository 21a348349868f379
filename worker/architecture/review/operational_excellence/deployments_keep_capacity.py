"""A deployment starts new tasks before it ends old ones."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class DeploymentsKeepCapacity(Check):
    """OPS06-BP03."""

    practice = "OPS06-BP03"
    severity = "medium"
    sentence = "A deployment starts new tasks before it ends old ones."
    risk = "Each release takes capacity away, and one that fails takes all of it."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "keeps_capacity")
