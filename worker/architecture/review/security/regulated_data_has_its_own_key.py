"""Where the request names a compliance framework, stores encrypt with a key of one's own."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, attach


class RegulatedDataHasItsOwnKey(Check):
    """SEC07-BP02."""

    practice = "SEC07-BP02"
    severity = "high"
    sentence = "Where the request names a compliance framework, stores encrypt with a key of one's own."
    risk = "Nobody can cut off access to the data at once, or show who decrypted it."
    whom = "data owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("store"):
            if "kms_keys" not in part.block.slots:
                continue
            if keys := part.helped_by("kms_key"):
                yield Verdict(part.id, f"{keys[0].id} encrypts {part.id}", True)
            elif system.compliance:
                fix = attach(system, part, "kms_key", id="data_key", name="Data key")
                yield Verdict(part.id, f"no connection from a key to {part.id}", False, fix)
            else:
                question = f"Does {part.id} hold personal, medical or payment data, which wants a key of its own?"
                yield ask(f"no connection from a key to {part.id}", question, part)
