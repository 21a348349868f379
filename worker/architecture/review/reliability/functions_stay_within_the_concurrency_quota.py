"""At ten times the average load, functions stay below 80 % of the account's 1,000 concurrent runs."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System

QUOTA = 1000
"""Concurrent runs in a region. Source: docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""
PEAK = 10
SECONDS_PER_MONTH = 730 * 3600


class FunctionsStayWithinTheConcurrencyQuota(Check):
    """REL01-BP06."""

    practice = "REL01-BP06"
    severity = "medium"
    sentence = "At ten times the average load, functions stay below 80 % of the account's 1,000 concurrent runs."
    risk = "Beyond the quota every function of the account is throttled, also those of other teams."

    def judge(self, system: System) -> Iterator[Verdict]:
        functions = system.of("lambda")
        if functions:
            average = (
                sum(f.number("requests_per_month") * f.number("duration_ms") / 1000 for f in functions)
                / SECONDS_PER_MONTH
            )
            evidence = (
                f"{len(functions)} functions run {average * PEAK:,.0f} at once at the peak; the quota is {QUOTA:,}"
            )
            holds = average * PEAK <= 0.8 * QUOTA
            yield Verdict(
                "", evidence, holds, Fix() if holds else Fix(none="ask AWS to raise the quota before going live")
            )
