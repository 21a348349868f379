"""Where users are far away, a content delivery network stands in front."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, attach


class FarUsersAreServedFromTheEdge(Check):
    """PERF04-BP02."""

    practice = "PERF04-BP02"
    severity = "medium"
    sentence = "Where users are far away, a content delivery network stands in front."
    risk = "Every request crosses oceans, several times."
    whom = "product owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("entry"):
            if part.block.placement == "edge":
                yield Verdict(part.id, f"{part.id} answers near the users", True)
            elif front := [caller for caller in part.fed_by() if caller.block.placement == "edge"]:
                yield Verdict(part.id, f"{front[0].id} stands in front of {part.id}", True)
            elif system.wants("cdn"):
                fix = attach(system, part, "cloudfront_distribution", id="edge", name="Edge", shared=False)
                yield Verdict(part.id, f"nothing near the users in front of {part.id}", False, fix)
            else:
                question = f"Are there users of {part.id} far from {system.architecture.region}?"
                yield ask(f"nothing near the users in front of {part.id}", question, part)
