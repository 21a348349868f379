"""GuardDuty watches the account for intruders."""

from collections.abc import Iterator

from worker.architecture.review.account_services import watched_by
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System


class ThreatsAreWatchedFor(Check):
    """SEC04-BP03."""

    practice = "SEC04-BP03"
    severity = "high"
    sentence = "GuardDuty watches the account for intruders."
    risk = "Stolen credentials and mining of coins are noticed on the bill."
    whom = "security team"

    def judge(self, system: System) -> Iterator[Verdict]:
        question = "Is GuardDuty on for this account, for example by the organization?"
        yield from watched_by(system, "Amazon GuardDuty", "guardduty", question=question)
