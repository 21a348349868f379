"""Scheduled work may start some minutes later than said."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class SchedulesHaveRoom(Check):
    """SUS03-BP01."""

    practice = "SUS03-BP01"
    severity = "low"
    sentence = "Scheduled work may start some minutes later than said."
    risk = "Everything in the world starts on the full hour, and capacity is kept for it."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("flexible_minutes"):
            yield at_least(part, option, 5)
