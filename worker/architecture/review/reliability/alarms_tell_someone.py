"""Every alarm sends a notification."""

from collections.abc import Iterator

from worker.architecture.review.alarms import ALARM, tell
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System


class AlarmsTellSomeone(Check):
    """REL06-BP03."""

    practice = "REL06-BP03"
    severity = "high"
    sentence = "Every alarm sends a notification."
    risk = "An alarm that tells nobody is a red lamp in an empty room."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            if part.block.name == ALARM:
                topics = part.feeds("sns")
                if topics:
                    yield Verdict(part.id, f"{part.id} tells {topics[0].id}", True)
                else:
                    yield Verdict(part.id, f"no connection from {part.id} to a topic", False, tell(system, part.id))
