"""Every entrance limits how much one client, or all together, may send."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import attach


class EntrancesLimitTheRate(Check):
    """REL05-BP02."""

    practice = "REL05-BP02"
    severity = "high"
    sentence = "Every entrance limits how much one client, or all together, may send."
    risk = "A client that runs wild uses up the capacity of everyone."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("entry"):
            if system.serves_files_only(part):
                continue
            limits = [option for option in ("throttle_rate", "rate_limit") if option in part.options]
            walls = part.helped_by("waf_web_acl")
            if limits:
                yield Verdict(part.id, part.says(limits[0]), True)
            elif walls:
                yield Verdict(part.id, f"{walls[0].id} limits what reaches {part.id}", True)
            elif not any(caller.block.entry for caller in part.fed_by()):
                fix = attach(
                    system, part, "waf_web_acl", id=f"{part.id[:31]}_firewall", name="Web firewall", shared=False
                )
                yield Verdict(part.id, f"nothing limits what reaches {part.id}", False, fix)
