"""Old versions of objects go after at most a year."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class OldVersionsGo(Check):
    """COST04-BP05."""

    practice = "COST04-BP05"
    severity = "low"
    sentence = "Old versions of objects go after at most a year."
    risk = "Every change of a file is paid for, month after month."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("old_version_days"):
            if part.options.get("versioning") is not False:
                yield at_most(part, option, 365)
