"""Backups are encrypted, with a key of one's own where the request names a compliance framework."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import attach, proven


class BackupsAreEncrypted(Check):
    """REL09-BP02."""

    practice = "REL09-BP02"
    severity = "medium"
    sentence = "Backups are encrypted, with a key of one's own where the request names a compliance framework."
    risk = "A stolen backup is as good as the stolen database."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("backup"):
            if keys := part.helped_by("kms_key"):
                yield Verdict(part.id, f"{keys[0].id} encrypts {part.id}", True)
            elif system.compliance and "kms_keys" in part.block.slots:
                fix = attach(system, part, "kms_key", id="data_key", name="Data key")
                yield Verdict(part.id, f"no connection from a key to {part.id}", False, fix)
            else:
                yield from proven(part, "encrypted_at_rest")
