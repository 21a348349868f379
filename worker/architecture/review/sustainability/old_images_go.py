"""A registry keeps at most a hundred images."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class OldImagesGo(Check):
    """SUS04-BP05."""

    practice = "SUS04-BP05"
    severity = "low"
    sentence = "A registry keeps at most a hundred images."
    risk = "Images of releases that nobody will ever run again fill disks."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("keep_images"):
            yield at_most(part, option, 100)
