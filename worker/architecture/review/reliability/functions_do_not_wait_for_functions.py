"""Functions hand work to each other through a queue and do not call each other."""

from collections.abc import Iterator

from worker.architecture.change import AddComponent, AddConnection, RemoveConnection
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import attach, together


class FunctionsDoNotWaitForFunctions(Check):
    """REL04-BP02."""

    practice = "REL04-BP02"
    severity = "medium"
    sentence = "Functions hand work to each other through a queue and do not call each other."
    risk = "One function that is slow or down takes the others with it, and all of them are paid for while they wait."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("lambda"):
            for other in part.feeds("lambda"):
                cut = Fix((RemoveConnection(source=part.id, target=other.id),))
                queue = attach(
                    system, other, "sqs_queue", id=f"{other.id[:34]}_work", name=f"Work for {other.id}", shared=False
                )
                made = next((change.component.id for change in queue.changes if isinstance(change, AddComponent)), "")
                fix = together(cut, queue, Fix((AddConnection(source=part.id, target=made),)) if made else Fix())
                yield Verdict(part.id, f"{part.id} calls {other.id} and waits for it", False, fix)
            for queue_part in part.feeds("sqs"):
                yield Verdict(part.id, f"{part.id} hands work to {queue_part.id}", True)
