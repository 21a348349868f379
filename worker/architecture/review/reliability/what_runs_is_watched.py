"""Alarms watch entrances and whatever runs code."""

from collections.abc import Iterator

from worker.architecture.review.alarms import watched
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System


class WhatRunsIsWatched(Check):
    """REL06-BP01."""

    practice = "REL06-BP01"
    severity = "high"
    sentence = "Alarms watch entrances and whatever runs code."
    risk = "Customers notice a failure before the team does."

    def judge(self, system: System) -> Iterator[Verdict]:
        yield from watched(system, system.in_kind("entry", "code"))
