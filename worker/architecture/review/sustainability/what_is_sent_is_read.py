"""Whatever is sent to a queue, a topic or a bus has someone who reads it."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask


class WhatIsSentIsRead(Check):
    """SUS03-BP02."""

    practice = "SUS03-BP02"
    severity = "medium"
    sentence = "Whatever is sent to a queue, a topic or a bus has someone who reads it."
    risk = "Work is done, moved and stored for nobody."

    whom = "engineering lead"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("queue", "topic"):
            senders = part.fed_by()
            if not senders or any(sender.block.category == "operations" for sender in senders):
                continue
            # Containers that take work from a queue are both ends of it: the edge may point either way.
            workers = part.fed_by("ecs", "eks", "ec2") if "queue" in part.kinds else []
            if read := [*part.feeds(), *workers]:
                yield Verdict(part.id, f"{read[0].id} reads {part.id}", True)
            elif part.options.get("email_addresses"):
                yield Verdict(part.id, part.says("email_addresses"), True)
            elif "topic" in part.kinds:
                yield ask(f"nobody subscribes to {part.id}", f"Who subscribes to {part.id}, by mail or by phone?", part)
            else:
                yield Verdict(part.id, f"nobody reads {part.id}", False, Fix(none="connect a reader, or leave it out"))
