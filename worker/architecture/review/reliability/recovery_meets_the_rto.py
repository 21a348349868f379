"""When a zone fails, everything works again within the time that the request asks for."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, set_option, together


class RecoveryMeetsTheRto(Check):
    """REL13-BP02."""

    practice = "REL13-BP02"
    severity = "high"
    sentence = "When a zone fails, everything works again within the time that the request asks for."
    risk = "The business stands still for longer than it can bear."
    whom = "business owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        wanted = system.asked("rto_minutes")
        for part in system.parts:
            recovery = part.recovery_of_a_zone
            if recovery is None:
                continue
            evidence = f"{part.id}: {recovery.rto_minutes:g} minutes; {recovery.how}"
            if wanted is None:
                yield ask(evidence, f"How long may {part.id} be away, in minutes?", part)
            elif recovery.rto_minutes <= wanted:
                yield Verdict(part.id, evidence, True)
            else:
                better = [r for r in part.block.recovery if r.scope == "zone" and r.when and r.rto_minutes <= wanted]
                fixes = [set_option(part, option, *values) for r in better[:1] for option, values in r.when.items()]
                fix = together(*fixes) if fixes else Fix(none=f"{part.block.name} cannot be back sooner")
                yield Verdict(part.id, f"{evidence} {wanted:g} are asked for", False, fix)
