"""Queues, topics and streams encrypt what waits in them."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class MessagesAreEncryptedAtRest(Check):
    """SEC08-BP02."""

    practice = "SEC08-BP02"
    severity = "medium"
    sentence = "Queues, topics and streams encrypt what waits in them."
    risk = "Messages often carry the same personal data as the database does."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            yield from proven(part, "messages_encrypted")
