"""AWS Config records how resources change and compares them with rules."""

from collections.abc import Iterator

from worker.architecture.review.account_services import watched_by
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System


class ConfigurationIsRecorded(Check):
    """SEC04-BP04."""

    practice = "SEC04-BP04"
    severity = "medium"
    sentence = "AWS Config records how resources change and compares them with rules."
    risk = "What someone opened by hand stays open."
    whom = "cloud platform team"

    def judge(self, system: System) -> Iterator[Verdict]:
        question = "Does the organization record this account with AWS Config?"
        yield from watched_by(system, "AWS Config", "config", "aws_config", question=question)
