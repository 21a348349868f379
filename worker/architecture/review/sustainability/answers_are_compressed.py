"""The edge compresses what it sends."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class AnswersAreCompressed(Check):
    """SUS04-BP07."""

    practice = "SUS04-BP07"
    severity = "low"
    sentence = "The edge compresses what it sends."
    risk = "Three times the bytes travel to every phone."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "compressed")
