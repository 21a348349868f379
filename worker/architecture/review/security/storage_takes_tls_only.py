"""Buckets and file systems refuse connections without TLS."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class StorageTakesTlsOnly(Check):
    """SEC09-BP02."""

    practice = "SEC09-BP02"
    severity = "medium"
    sentence = "Buckets and file systems refuse connections without TLS."
    risk = "A client that is set up wrongly sends files in the clear, and nobody notices."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "storage_tls")
