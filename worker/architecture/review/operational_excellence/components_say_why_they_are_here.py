"""Every component says why it is here."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System


class ComponentsSayWhyTheyAreHere(Check):
    """OPS11-BP04."""

    practice = "OPS11-BP04"
    severity = "low"
    sentence = "Every component says why it is here."
    risk = "Who comes later does not dare to remove or change anything."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            holds = bool(part.component.because)
            none = "" if holds else "someone has to say it"
            words = "says why it is here" if holds else "says nothing of why it is here"
            yield Verdict(part.id, f"{part.id} {words}", holds, Fix(none=none))
