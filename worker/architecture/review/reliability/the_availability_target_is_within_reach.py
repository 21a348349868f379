"""The published service levels on the way of a request, multiplied, reach the availability that is asked for."""

import math
from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import ask


def _composite(system: System, entry: Part) -> float:
    levels = [_level(part) for part in system.behind(entry) if part.block.category != "operations"]
    return 100 * math.prod(level / 100 for level in levels)


def _level(part: Part) -> float:
    return next((sla.monthly_percent for sla in part.block.slas if part.fits(sla.when)), 100.0)


class TheAvailabilityTargetIsWithinReach(Check):
    """REL11-BP07."""

    practice = "REL11-BP07"
    severity = "high"
    sentence = (
        "The published service levels on the way of a request, multiplied, reach the availability that is asked for."
    )
    risk = "The promise cannot be kept even when everything is built well."
    whom = "product owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        target = system.asked("availability_percent")
        for part in system.in_kind("entry"):
            if any(caller.block.entry for caller in part.fed_by()):
                continue
            reached = _composite(system, part)
            evidence = f"the service levels behind {part.id} make {reached:.2f} %"
            if target is None:
                yield ask(evidence, "Which availability is promised to users?", part)
            elif reached >= target:
                yield Verdict(part.id, f"{evidence}; {target:g} % is asked for", True)
            else:
                none = "needs fewer services in the way of a request, or a second region"
                yield Verdict(part.id, f"{evidence}; {target:g} % is asked for", False, Fix(none=none))
