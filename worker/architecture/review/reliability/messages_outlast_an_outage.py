"""Messages wait at least four days for a consumer."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_least


class MessagesOutlastAnOutage(Check):
    """REL04-BP02."""

    practice = "REL04-BP02"
    severity = "medium"
    sentence = "Messages wait at least four days for a consumer."
    risk = "A consumer that fails on a Friday evening costs the messages of the weekend."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("sqs"):
            yield at_least(part, "retention_days", 4)
