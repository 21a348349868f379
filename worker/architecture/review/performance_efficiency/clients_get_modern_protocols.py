"""The edge speaks HTTP/2 and HTTP/3."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class ClientsGetModernProtocols(Check):
    """PERF04-BP05."""

    practice = "PERF04-BP05"
    severity = "low"
    sentence = "The edge speaks HTTP/2 and HTTP/3."
    risk = "On mobile networks pages load noticeably slower."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "modern_protocols")
