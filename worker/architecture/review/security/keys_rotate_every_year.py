"""Keys of one's own rotate by themselves, at least once a year."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most, proven


class KeysRotateEveryYear(Check):
    """SEC08-BP01."""

    practice = "SEC08-BP01"
    severity = "medium"
    sentence = "Keys of one's own rotate by themselves, at least once a year."
    risk = "The longer one key encrypts, the more there is to read for whoever gets hold of it."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("kms"):
            yield from proven(part, "key_rotation")
        for part, option in system.with_option("rotation_days"):
            yield at_most(part, option, 365)
