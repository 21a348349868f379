"""Security Hub brings the findings of all security services to one place."""

from collections.abc import Iterator

from worker.architecture.review.account_services import watched_by
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System


class FindingsComeTogether(Check):
    """SEC04-BP02."""

    practice = "SEC04-BP02"
    severity = "medium"
    sentence = "Security Hub brings the findings of all security services to one place."
    risk = "Findings that stand in five consoles are read in none."
    whom = "security team"

    def judge(self, system: System) -> Iterator[Verdict]:
        question = "Does the organization collect this account's findings in Security Hub?"
        yield from watched_by(system, "AWS Security Hub", "security_hub", "securityhub", question=question)
