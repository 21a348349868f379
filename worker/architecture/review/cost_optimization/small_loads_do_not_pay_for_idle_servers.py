"""Below a hundred thousand requests a month, nothing runs all day to wait for them."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System


class SmallLoadsDoNotPayForIdleServers(Check):
    """COST05-BP05."""

    practice = "COST05-BP05"
    severity = "medium"
    sentence = "Below a hundred thousand requests a month, nothing runs all day to wait for them."
    risk = "A load balancer and two tasks cost the same whether one request comes or a million."

    def judge(self, system: System) -> Iterator[Verdict]:
        asked = system.asked("requests_per_month")
        for part in system.in_kind("code"):
            idle = next((option for option in ("minimum_count", "minimum_size") if part.number(option)), "")
            if asked is not None and asked < 100_000:
                none = f"consider functions instead of {part.block.title}" if idle else ""
                evidence = f"{part.says(idle) if idle else part.id} for {asked:,.0f} requests a month"
                yield Verdict(part.id, evidence, not idle, Fix(none=none))
