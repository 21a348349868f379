"""Passwords have at least 12 characters."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class PasswordsAreLong(Check):
    """SEC02-BP01."""

    practice = "SEC02-BP01"
    severity = "medium"
    sentence = "Passwords have at least 12 characters."
    risk = "Short passwords are guessed, or cracked once a list of them leaks."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("password_length"):
            yield at_least(part, option, 12)
