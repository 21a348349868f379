"""The deletion of a key can be taken back for at least 14 days."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class DeletedKeysCanBeBroughtBack(Check):
    """SEC08-BP01."""

    practice = "SEC08-BP01"
    severity = "medium"
    sentence = "The deletion of a key can be taken back for at least 14 days."
    risk = "Data whose key is gone is gone too; a mistake takes days to be noticed."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("deletion_window_days"):
            yield at_least(part, option, 14)
