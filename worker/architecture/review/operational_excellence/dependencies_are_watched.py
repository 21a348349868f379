"""Alarms watch the stores, queues and caches that the code depends on."""

from collections.abc import Iterator

from worker.architecture.review.alarms import watched
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System


class DependenciesAreWatched(Check):
    """OPS04-BP04."""

    practice = "OPS04-BP04"
    severity = "medium"
    sentence = "Alarms watch the stores, queues and caches that the code depends on."
    risk = "A full disk or a growing queue is found when it is too late."

    def judge(self, system: System) -> Iterator[Verdict]:
        yield from watched(system, system.in_kind("store", "cache", "queue", "stream"))
