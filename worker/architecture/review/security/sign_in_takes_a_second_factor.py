"""User pools offer a second factor, and demand it where the request names a compliance framework."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import one_of


class SignInTakesASecondFactor(Check):
    """SEC02-BP01."""

    practice = "SEC02-BP01"
    severity = "high"
    sentence = "User pools offer a second factor, and demand it where the request names a compliance framework."
    risk = "A password that leaked elsewhere is enough to get in."

    def judge(self, system: System) -> Iterator[Verdict]:
        good = ("ON",) if system.compliance else ("OPTIONAL", "ON")
        for part, option in system.with_option("mfa"):
            yield one_of(part, option, *good)
