"""Alarms go off at most 15 minutes after the trouble began."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import set_option, together

PERIOD, TIMES = "period_seconds", "evaluation_periods"
LONGEST = 15 * 60


def _quicker(part: Part) -> Fix:
    times = max(1, min(int(part.number(TIMES)), LONGEST // 60))
    periods = [choice for choice in part.block.options[PERIOD].choices or [60] if isinstance(choice, int)]
    quick = [period for period in sorted(periods, reverse=True) if period * times <= LONGEST]
    return together(set_option(part, PERIOD, *quick), set_option(part, TIMES, times))


class AlarmsGoOffWithinAQuarterOfAnHour(Check):
    """OPS08-BP04."""

    practice = "OPS08-BP04"
    severity = "medium"
    sentence = "Alarms go off at most 15 minutes after the trouble began."
    risk = "By the time people know, customers have left."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            if PERIOD in part.options and TIMES in part.options:
                seconds = part.number(PERIOD) * part.number(TIMES)
                holds = seconds <= LONGEST
                evidence = f"{part.says(PERIOD)}, {part.says(TIMES)}: {seconds / 60:g} minutes"
                yield Verdict(part.id, evidence, holds, Fix() if holds else _quicker(part))
