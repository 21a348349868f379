"""AWS runs the servers: functions, containers without servers, managed databases."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System


class ServersAreManaged(Check):
    """SUS05-BP03."""

    practice = "SUS05-BP03"
    severity = "low"
    sentence = "AWS runs the servers: functions, containers without servers, managed databases."
    risk = "Servers of one's own stand idle most of the day and have to be patched."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("code"):
            own = "server" in part.kinds
            none = f"consider containers or functions instead of {part.block.title}" if own else ""
            yield Verdict(part.id, f"{part.id} is {part.block.title}", not own, Fix(none=none))
