"""Macie looks for personal data in buckets."""

from collections.abc import Iterator

from worker.architecture.review.account_services import watched_by
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System


class SensitiveDataIsLookedFor(Check):
    """SEC07-BP03."""

    practice = "SEC07-BP03"
    severity = "low"
    sentence = "Macie looks for personal data in buckets."
    risk = "Personal data turns up where nobody protects it."
    whom = "data protection officer"

    def judge(self, system: System) -> Iterator[Verdict]:
        if system.of("s3"):
            question = "Is Amazon Macie on for this account's buckets?"
            yield from watched_by(system, "Amazon Macie", "macie", question=question)
