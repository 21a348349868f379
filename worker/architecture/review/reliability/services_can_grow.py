"""Services may grow to at least twice their smallest number."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least

BOUNDS = (
    ("minimum_count", "maximum_count"),
    ("minimum_size", "maximum_size"),
    ("minimum_capacity", "maximum_capacity"),
)


class ServicesCanGrow(Check):
    """REL07-BP01."""

    practice = "REL07-BP01"
    severity = "high"
    sentence = "Services may grow to at least twice their smallest number."
    risk = "More load than on an average day makes everything slow, and then fail."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            for low, high in BOUNDS:
                if low in part.options and high in part.options:
                    yield at_least(part, high, max(1, 2 * part.number(low)))
