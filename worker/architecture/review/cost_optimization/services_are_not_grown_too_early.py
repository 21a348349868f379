"""Services grow only once their processors are 40 % busy."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class ServicesAreNotGrownTooEarly(Check):
    """COST06-BP03."""

    practice = "COST06-BP03"
    severity = "low"
    sentence = "Services grow only once their processors are 40 % busy."
    risk = "Half of what is paid for does nothing."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("cpu_target_percent"):
            yield at_least(part, option, 40)
