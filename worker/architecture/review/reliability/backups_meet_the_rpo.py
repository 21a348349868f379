"""Stores can be restored to a point as recent as the request asks for."""

import math
from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import ask, set_option

MINUTES = {
    "point_in_time_recovery": 5.0,
    "backup_retention_days": 5.0,
    "versioning": 0.0,
    "snapshot_retention_days": 1440.0,
}
"""How old the newest restorable state is at most. RDS uploads its log every five minutes; snapshots are daily."""


def _age(part: Part) -> tuple[float, str]:
    ages = [(minutes, part.says(option)) for option, minutes in MINUTES.items() if part.options.get(option)]
    plans = [(1440.0, f"{helper.id} backs up daily") for helper in part.fed_by("backup")]
    proofs = [(1440.0, f"{part.id}: {part.proofs['backed_up'].evidence}")] if "backed_up" in part.proofs else []
    return min([*ages, *plans, *proofs], default=(math.inf, f"no backup of {part.id}"))


class BackupsMeetTheRpo(Check):
    """REL13-BP02."""

    practice = "REL13-BP02"
    severity = "high"
    sentence = "Stores can be restored to a point as recent as the request asks for."
    risk = "More data is lost than the business can bear."
    whom = "business owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        wanted = system.asked("rpo_minutes")
        for part in system.in_kind("store"):
            minutes, evidence = _age(part)
            if wanted is None:
                yield ask(evidence, f"How much of {part.id} may be lost, in minutes?", part)
            elif minutes <= wanted:
                yield Verdict(part.id, f"{evidence}: {minutes:g} of {wanted:g} minutes", True)
            else:
                option = next((name for name, age in MINUTES.items() if name in part.options and age <= wanted), "")
                better = True if part.options.get(option) is False else 7
                fix = (
                    set_option(part, option, better) if option else Fix(none=f"{part.block.name} has no finer backups")
                )
                yield Verdict(part.id, f"{evidence}; at most {wanted:g} minutes may be lost", False, fix)
