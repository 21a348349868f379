"""In production, every service runs at least twice."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class ServicesRunMoreThanOnce(Check):
    """REL10-BP01."""

    practice = "REL10-BP01"
    severity = "high"
    sentence = "In production, every service runs at least twice."
    risk = "A task that ends, or its zone, takes the whole service with it."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("code") if system.production else ():
            for option in ("minimum_count", "minimum_size"):
                if option in part.options:
                    yield at_least(part, option, 2)
