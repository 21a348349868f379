"""Messages and events that fail too often are kept aside."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven

SENDERS = ("sns", "s3", "dynamodb")
"""Services that call a function without waiting, and forget the event once the retries are over."""


class EventsThatFailAreKept(Check):
    """REL05-BP04."""

    practice = "REL05-BP04"
    severity = "high"
    sentence = "Messages and events that fail too often are kept aside."
    risk = "They are lost without a trace, or block those behind them."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "dead_letters")
        for part in system.of("lambda"):
            for edge in part.sources:
                if edge.source.service in SENDERS and edge.kind.flow == "event":
                    kept = any(entry.slot == "failures" for entry in edge.kind.slots)
                    words = "are kept" if kept else "are lost"
                    none = "" if kept else "the catalogue's connection keeps none"
                    yield Verdict(part.id, f"events of {edge.source.id} that fail {words}", kept, Fix(none=none))
