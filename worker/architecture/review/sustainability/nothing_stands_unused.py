"""Every component is connected to something, or guards the whole."""

from collections.abc import Iterator

from worker.architecture.change import RemoveComponent
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System


class NothingStandsUnused(Check):
    """SUS02-BP03."""

    practice = "SUS02-BP03"
    severity = "medium"
    sentence = "Every component is connected to something, or guards the whole."
    risk = "What nobody uses costs and is a way in."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            if (
                part.kinds & {"account_guard"}
                or part.block.category == "operations"
                or part.block.placement in ("network", "global")
            ):
                continue
            used = bool(part.sources or part.targets)
            fix = Fix() if used or len(system.parts) == 1 else Fix((RemoveComponent(component=part.id),))
            if used or fix.changes:
                words = "is connected" if used else "has no connection"
                yield Verdict(part.id, f"{part.id} {words}", used, fix)
