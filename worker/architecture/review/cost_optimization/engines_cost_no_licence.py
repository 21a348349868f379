"""Databases and caches run engines without a licence fee."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


class EnginesCostNoLicence(Check):
    """COST05-BP04."""

    practice = "COST05-BP04"
    severity = "low"
    sentence = "Databases and caches run engines without a licence fee."
    risk = "Commercial engines cost up to twice the server; Valkey does the same as Redis for a fifth less."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("engine"):
            value = str(part.options[option]).lower()
            dear = value.startswith(("oracle", "sqlserver")) or value == "redis"
            free = [
                c for c in part.block.options[option].choices or [] if c in ("valkey", "postgres", "aurora-postgresql")
            ]
            fix = set_option(part, option, *free) if dear else Fix()
            yield Verdict(part.id, part.says(option), not dear, fix)
