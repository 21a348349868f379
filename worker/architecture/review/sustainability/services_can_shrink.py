"""The smallest number of tasks is at most half of the largest."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class ServicesCanShrink(Check):
    """SUS02-BP01."""

    practice = "SUS02-BP01"
    severity = "medium"
    sentence = "The smallest number of tasks is at most half of the largest."
    risk = "At night servers run for nobody."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("code"):
            for low, high in (("minimum_count", "maximum_count"), ("minimum_size", "maximum_size")):
                if low in part.options and part.number(high) > 1:
                    yield at_most(part, low, part.number(high) // 2)
