"""Databases that scale may fall to what they use on average, and below."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class DatabaseCapacityCanFall(Check):
    """COST09-BP03."""

    practice = "COST09-BP03"
    severity = "medium"
    sentence = "Databases that scale may fall to what they use on average, and below."
    risk = "At night the same is paid as at noon."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            if "minimum_capacity" in part.options and part.number("average_capacity"):
                verdict = at_most(part, "minimum_capacity", part.number("average_capacity"))
                yield verdict._replace(evidence=f"{verdict.evidence}; {part.says('average_capacity')}")
