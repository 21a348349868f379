"""From a terabyte a month on, answers leave through a content delivery network."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import attach


class MuchTrafficLeavesThroughTheCdn(Check):
    """COST08-BP03."""

    practice = "COST08-BP03"
    severity = "medium"
    sentence = "From a terabyte a month on, answers leave through a content delivery network."
    risk = "It sends the first terabyte for free and the rest for less, and spares the servers what it has kept."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("transfer_gb_per_month"):
            if part.number(option) < 1000 or not part.block.entry:
                continue
            front = [caller for caller in part.fed_by() if caller.block.placement == "edge"]
            if part.block.placement == "edge" or front:
                yield Verdict(part.id, f"{part.says(option)}, through {front[0].id if front else part.id}", True)
            else:
                fix = attach(system, part, "cloudfront_distribution", id="edge", name="Edge", shared=False)
                yield Verdict(part.id, f"{part.says(option)}, straight to the internet", False, fix)
