"""Every component is connected to something, or guards the whole."""

from collections.abc import Iterator

from worker.architecture.change import RemoveComponent
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask

ALONE = {"account_guard", "code"}
PLACES = ("network", "global")


class NothingStandsUnused(Check):
    """SUS02-BP03."""

    practice = "SUS02-BP03"
    severity = "medium"
    sentence = "Every component is connected to something, or guards the whole."
    risk = "What nobody uses costs and is a way in."

    whom = "engineering lead"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts if len(system.parts) > 1 else ():
            if part.kinds & ALONE or part.block.category == "operations" or part.block.placement in PLACES:
                continue
            if part.sources or part.targets:
                yield Verdict(part.id, f"{part.id} is connected", True)
            elif system.names(part):
                yield ask(f"{part.id} has no connection, and the request names it", f"Who uses {part.id}?", part)
            else:
                fix = Fix((RemoveComponent(component=part.id),))
                yield Verdict(part.id, f"{part.id} has no connection", False, fix)
