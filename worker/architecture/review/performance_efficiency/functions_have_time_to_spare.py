"""Functions may run at least three times as long as they usually do."""

import math
from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class FunctionsHaveTimeToSpare(Check):
    """PERF02-BP04."""

    practice = "PERF02-BP04"
    severity = "medium"
    sentence = "Functions may run at least three times as long as they usually do."
    risk = "On a slow day they are cut off in the middle of their work."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("lambda"):
            if "timeout_seconds" in part.options and part.number("duration_ms"):
                usual = part.number("duration_ms") / 1000
                verdict = at_least(part, "timeout_seconds", math.ceil(3 * usual))
                yield verdict._replace(evidence=f"{verdict.evidence}; it usually runs {usual:g} s")
