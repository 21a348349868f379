"""A budget tells when the month becomes dearer than planned."""

from collections.abc import Iterator

from worker.architecture.review.account_services import add
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask


class SpendingIsWatched(Check):
    """COST01-BP03."""

    practice = "COST01-BP03"
    severity = "medium"
    sentence = "A budget tells when the month becomes dearer than planned."
    risk = "The first to notice is whoever opens the invoice."
    whom = "finance"

    def judge(self, system: System) -> Iterator[Verdict]:
        present = system.of("budgets", "aws_budgets")
        if present:
            yield Verdict(present[0].id, f"{present[0].id} watches the spending", True)
        elif system.asked("budget_usd_per_month") is not None:
            budget = f"${system.asked('budget_usd_per_month'):,.0f} a month is asked for"
            yield Verdict(
                "",
                f"{budget}, and no AWS Budgets watches it",
                False,
                add(system, "AWS Budgets", "budgets", "aws_budgets"),
            )
        else:
            yield ask("no AWS Budgets in the architecture", "Is there a budget with an alarm for this account?")
