"""Functions behind an API end before API Gateway stops waiting, after 30 seconds."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most


class FunctionsAnswerWithinTheApiLimit(Check):
    """REL01-BP03."""

    practice = "REL01-BP03"
    severity = "high"
    sentence = "Functions behind an API end before API Gateway stops waiting, after 30 seconds."
    risk = "The client gets an error while the work goes on, and tries again."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("lambda"):
            if part.fed_by("api_gateway"):
                yield at_most(part, "timeout_seconds", 30)
