"""Every store encrypts what it keeps."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, proven


class DataIsEncryptedAtRest(Check):
    """SEC08-BP02."""

    practice = "SEC08-BP02"
    severity = "high"
    sentence = "Every store encrypts what it keeps."
    risk = "A copied disk, snapshot or backup can be read by whoever has it."
    whom = "security team"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            if part.kinds & {"store", "cache"} and "encrypted_at_rest" not in part.proofs:
                question = f"The catalogue does not say: does {part.block.title} encrypt what it keeps?"
                yield ask(f"nothing known about {part.id}", question, part)
            yield from proven(part, "encrypted_at_rest")
