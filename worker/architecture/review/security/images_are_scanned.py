"""Container images are scanned when they are pushed."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class ImagesAreScanned(Check):
    """SEC06-BP01."""

    practice = "SEC06-BP01"
    severity = "medium"
    sentence = "Container images are scanned when they are pushed."
    risk = "Images carry the faults of everything that they are built from."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "images_scanned")
