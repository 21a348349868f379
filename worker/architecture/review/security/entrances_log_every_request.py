"""Every entrance writes a log of its requests."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import attach, one_of, proven


class EntrancesLogEveryRequest(Check):
    """SEC04-BP01."""

    practice = "SEC04-BP01"
    severity = "medium"
    sentence = "Every entrance writes a log of its requests."
    risk = "Attacks and failures leave no trace of who asked for what."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("entry"):
            if "access_logs" in part.options:
                yield one_of(part, "access_logs", True)
            elif "access_logs" in part.block.slots:
                into = [
                    edge.target
                    for edge in part.targets
                    if any(entry.slot == "access_logs" for entry in edge.kind.slots)
                ]
                if into:
                    yield Verdict(part.id, f"{part.id} writes into {into[0].id}", True)
                else:
                    fix = attach(
                        system, part, "s3_bucket", id=f"{part.id}_logs", name="Access logs", into=False, shared=False
                    )
                    yield Verdict(part.id, f"no connection from {part.id} to a bucket for its access logs", False, fix)
            else:
                yield from proven(part, "logs_of_requests")
