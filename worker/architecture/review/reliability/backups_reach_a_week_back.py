"""Automatic backups reach back at least seven days."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class BackupsReachAWeekBack(Check):
    """REL09-BP03."""

    practice = "REL09-BP03"
    severity = "medium"
    sentence = "Automatic backups reach back at least seven days."
    risk = "A fault that corrupts data is often found after days; by then the good copy is gone."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("store"):
            for option in ("backup_retention_days", "snapshot_retention_days"):
                if option in part.options:
                    yield at_least(part, option, 7)
        for part in system.of("backup"):
            if "retention_days" in part.options:
                yield at_least(part, "retention_days", 7)
