"""Databases make their master password themselves and keep it in Secrets Manager."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class DatabasePasswordsAreMadeByAws(Check):
    """SEC02-BP03."""

    practice = "SEC02-BP03"
    severity = "high"
    sentence = "Databases make their master password themselves and keep it in Secrets Manager."
    risk = "A password that a person chose ends up in files, logs and heads, and is never changed."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "managed_password")
