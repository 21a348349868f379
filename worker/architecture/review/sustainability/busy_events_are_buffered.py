"""More than a million events a month wait in a queue before a function takes them."""

from collections.abc import Iterator

from worker.architecture.change import AddComponent, AddConnection, RemoveConnection
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import attach, together

VOLUME = {"sns": "messages_per_month", "s3": "writes_per_month", "eventbridge": "events_per_month"}


def _buffer(system: System, source: Part, part: Part) -> Fix:
    cut = Fix((RemoveConnection(source=source.id, target=part.id),))
    queue = attach(system, part, "sqs_queue", id=f"{part.id[:32]}_events", name=f"Events for {part.id}", shared=False)
    made = next((change.component.id for change in queue.changes if isinstance(change, AddComponent)), "")
    if not made or not system.can_connect(source.block.name, "sqs_queue"):
        return Fix(none=queue.none or f"{source.block.name} cannot send to a queue")
    return together(cut, queue, Fix((AddConnection(source=source.id, target=made),)))


class BusyEventsAreBuffered(Check):
    """SUS02-BP06."""

    practice = "SUS02-BP06"
    severity = "low"
    sentence = "More than a million events a month wait in a queue before a function takes them."
    risk = "Servers are sized for the highest peak instead of for the average."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("lambda"):
            for source in part.fed_by(*VOLUME):
                option = VOLUME[source.service]
                if source.number(option) > 1_000_000:
                    evidence = f"{source.says(option)}, straight to {part.id}"
                    yield Verdict(part.id, evidence, False, _buffer(system, source, part))
            for source in part.fed_by("sqs"):
                yield Verdict(part.id, f"{source.id} buffers what reaches {part.id}", True)
