"""In production, databases refuse to be deleted until someone takes the guard off."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import proven


class StoresAreGuardedAgainstDeletion(Check):
    """SEC08-BP04."""

    practice = "SEC08-BP04"
    severity = "medium"
    sentence = "In production, databases refuse to be deleted until someone takes the guard off."
    risk = "One wrong command or a stack that is replaced takes the data with it."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts if system.production else ():
            yield from proven(part, "guarded_against_deletion")
