"""CloudTrail records who did what in the account."""

from collections.abc import Iterator

from worker.architecture.review.account_services import watched_by
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System


class ActionsInTheAccountAreRecorded(Check):
    """SEC04-BP01."""

    practice = "SEC04-BP01"
    severity = "high"
    sentence = "CloudTrail records who did what in the account."
    risk = "After an incident nobody can tell what was done, by whom and since when."
    whom = "cloud platform team"

    def judge(self, system: System) -> Iterator[Verdict]:
        question = "Does an organization trail record this account already?"
        yield from watched_by(system, "AWS CloudTrail", "cloudtrail", question=question)
