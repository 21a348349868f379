"""In production, databases and caches go on within half an hour when a zone fails."""

from collections.abc import Iterator

from worker.architecture.block import Recovery
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import at_least, one_of, set_option, together

NUMBERS = ("instances", "nodes", "node_count", "replicas", "brokers")
MINUTES = 30


def _by_recovery(part: Part, recovery: Recovery) -> Verdict:
    evidence = f"{part.id} is back {recovery.rto_minutes:g} minutes after a zone failed: {recovery.how}"
    if recovery.rto_minutes <= MINUTES:
        return Verdict(part.id, evidence, True)
    better = [r for r in part.block.recovery if r.scope == "zone" and r.when and r.rto_minutes <= MINUTES]
    fixes = [set_option(part, option, *values) for r in better[:1] for option, values in r.when.items()]
    fix = together(*fixes) if fixes else Fix(none=f"{part.block.name} has one copy only")
    return Verdict(part.id, evidence, False, fix)


class StoresSurviveAZone(Check):
    """REL10-BP01."""

    practice = "REL10-BP01"
    severity = "high"
    sentence = "In production, databases and caches go on within half an hour when a zone fails."
    risk = "The zone takes the only copy with it, for as long as the zone is away."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("store", "cache") if system.production else ():
            recovery = part.recovery_of_a_zone
            number = next((option for option in NUMBERS if option in part.options), "")
            if recovery:
                yield _by_recovery(part, recovery)
            elif "multi_az" in part.options:
                yield one_of(part, "multi_az", True)
            elif number:
                yield at_least(part, number, 2)
