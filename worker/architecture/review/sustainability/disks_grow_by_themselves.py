"""Disks of databases start small and may grow to at least one and a half times."""

import math
from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class DisksGrowByThemselves(Check):
    """SUS04-BP04."""

    practice = "SUS04-BP04"
    severity = "medium"
    sentence = "Disks of databases start small and may grow to at least one and a half times."
    risk = "Either too much disk turns for years, or the database stops when it is full."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            if "maximum_storage_gb" in part.options:
                yield at_least(part, "maximum_storage_gb", math.ceil(1.5 * part.number("storage_gb")))
