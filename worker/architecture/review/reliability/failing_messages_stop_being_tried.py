"""A message that fails is tried at most ten times."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class FailingMessagesStopBeingTried(Check):
    """REL05-BP03."""

    practice = "REL05-BP03"
    severity = "medium"
    sentence = "A message that fails is tried at most ten times."
    risk = "Retries without end keep consumers busy with what cannot work and hold up the rest."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("max_receive_count"):
            yield at_most(part, option, 10)
