"""Every store keeps backups, versions or a log from which it can be restored."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import attach, proven, set_option

BY_OPTION = ("backup_retention_days", "snapshot_retention_days", "point_in_time_recovery", "versioning")


def _backup(system: System, part: Part) -> Fix:
    option = next((name for name in BY_OPTION if name in part.options), "")
    if part.options.get(option) is False:
        return set_option(part, option, True)
    if option:
        return set_option(part, option, 7)
    return attach(system, part, "backup_plan", id="backups", name="Backups")


class DataIsBackedUp(Check):
    """REL09-BP01."""

    practice = "REL09-BP01"
    severity = "high"
    sentence = "Every store keeps backups, versions or a log from which it can be restored."
    risk = "A mistake or an intruder deletes the data for good."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("store"):
            kept = [option for option in BY_OPTION if part.options.get(option)]
            if kept:
                yield Verdict(part.id, part.says(kept[0]), True)
            elif plans := [helper for helper in part.fed_by() if helper.service == "backup"]:
                yield Verdict(part.id, f"{plans[0].id} backs up {part.id}", True)
            elif "backed_up" in part.proofs:
                yield from proven(part, "backed_up")
            else:
                given = [part.says(option) for option in BY_OPTION if option in part.options]
                yield Verdict(part.id, given[0] if given else f"no backup of {part.id}", False, _backup(system, part))
