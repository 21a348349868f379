"""A tag of a container image always names the same image."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import one_of


class ImageTagsDoNotMove(Check):
    """SEC06-BP04."""

    practice = "SEC06-BP04"
    severity = "medium"
    sentence = "A tag of a container image always names the same image."
    risk = "Someone who may push can replace what runs, and a rollback rolls back to something else."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("immutable_tags"):
            yield one_of(part, option, True)
