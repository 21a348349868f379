"""The estimate for a month is within the budget of the request."""

from collections.abc import Iterator

from worker.architecture.cost import estimate
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask


class TheEstimateIsWithinTheBudget(Check):
    """COST05-BP01."""

    practice = "COST05-BP01"
    severity = "high"
    sentence = "The estimate for a month is within the budget of the request."
    risk = "It is stopped once the first invoice comes."
    whom = "finance"

    def judge(self, system: System) -> Iterator[Verdict]:
        budget = system.asked("budget_usd_per_month")
        if budget is None:
            yield ask("the request names no budget", "What may it cost a month?")
        else:
            cost = estimate(system.architecture, system.catalogue).monthly_usd
            evidence = f"${cost:,.2f} a month, ${budget:,.2f} is the budget"
            none = "" if cost <= budget else "take the steps of the cost-optimized option"
            yield Verdict("", evidence, cost <= budget, Fix(none=none))
