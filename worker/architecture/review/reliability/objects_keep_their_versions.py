"""Buckets keep old versions of objects for at least a week."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least, one_of


class ObjectsKeepTheirVersions(Check):
    """REL09-BP01."""

    practice = "REL09-BP01"
    severity = "medium"
    sentence = "Buckets keep old versions of objects for at least a week."
    risk = "What is overwritten or deleted by mistake is gone."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("versioning"):
            yield one_of(part, option, True)
            if part.options[option] is True and "old_version_days" in part.options:
                yield at_least(part, "old_version_days", 7)
