"""Databases start with at most twice the storage that the request speaks of."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, at_most


class StorageIsNotBoughtAhead(Check):
    """COST06-BP02."""

    practice = "COST06-BP02"
    severity = "medium"
    sentence = "Databases start with at most twice the storage that the request speaks of."
    risk = "Storage that a database has can never be given back."
    whom = "product owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        needed = system.asked("storage_gb")
        for part in system.in_kind("relational"):
            facts = part.block.options.get("storage_gb")
            if facts is None or facts.usage:
                continue
            if needed is None:
                yield ask(part.says("storage_gb"), f"How much data will {part.id} hold?", part)
            else:
                yield at_most(part, "storage_gb", max(2 * needed, facts.minimum or 0))
