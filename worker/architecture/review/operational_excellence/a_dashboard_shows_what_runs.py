"""A dashboard shows every entrance and whatever runs code."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import attach

DASHBOARD = "cloudwatch_dashboard"


class ADashboardShowsWhatRuns(Check):
    """OPS08-BP05."""

    practice = "OPS08-BP05"
    severity = "low"
    sentence = "A dashboard shows every entrance and whatever runs code."
    risk = "In an incident everybody looks at a different page."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("entry", "code"):
            if not system.can_connect(DASHBOARD, part.block.name):
                continue
            if pages := part.helped_by(DASHBOARD):
                yield Verdict(part.id, f"{pages[0].id} shows {part.id}", True)
            else:
                fix = attach(system, part, DASHBOARD, id="dashboard", name="Dashboard")
                yield Verdict(part.id, f"no dashboard shows {part.id}", False, fix)
