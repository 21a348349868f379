"""Access tokens end within an hour and sessions within thirty days."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class TokensAreShortLived(Check):
    """SEC02-BP02."""

    practice = "SEC02-BP02"
    severity = "medium"
    sentence = "Access tokens end within an hour and sessions within thirty days."
    risk = "A stolen token works until it ends; nothing can call it back."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("access_token_minutes"):
            yield at_most(part, option, 60)
        for part, option in system.with_option("refresh_token_days"):
            yield at_most(part, option, 30)
