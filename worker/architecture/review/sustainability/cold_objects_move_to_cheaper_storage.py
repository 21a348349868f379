"""Buckets of a terabyte and more move objects that nobody asks for to colder storage, or let them go."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


class ColdObjectsMoveToCheaperStorage(Check):
    """SUS04-BP03."""

    practice = "SUS04-BP03"
    severity = "medium"
    sentence = "Buckets of a terabyte and more move objects that nobody asks for to colder storage, or let them go."
    risk = "Old files stand on the fastest disks for ever."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("infrequent_access_days"):
            if part.number("storage_gb") >= 1000 and part.service == "s3":
                moved = part.number(option) or part.number("expire_days")
                evidence = f"{part.says('storage_gb')}, {part.says(option)}"
                yield Verdict(part.id, evidence, bool(moved), Fix() if moved else set_option(part, option, 90))
