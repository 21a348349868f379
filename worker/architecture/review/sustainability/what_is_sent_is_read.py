"""Whatever is sent to a queue, a topic or a bus has someone who reads it."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System


class WhatIsSentIsRead(Check):
    """SUS03-BP02."""

    practice = "SUS03-BP02"
    severity = "medium"
    sentence = "Whatever is sent to a queue, a topic or a bus has someone who reads it."
    risk = "Work is done, moved and stored for nobody."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("queue", "topic"):
            people = part.options.get("email_addresses")
            told = any(source.block.category == "operations" for source in part.fed_by())
            if part.fed_by() and not told:
                read = [
                    *part.feeds(),
                    *(p for p in part.fed_by() if p.service in ("ecs", "eks") and "queue" in part.kinds),
                ]
                words = (
                    f"{read[0].id} reads {part.id}"
                    if read
                    else part.says("email_addresses")
                    if people
                    else f"nobody reads {part.id}"
                )
                holds = bool(read or people)
                yield Verdict(
                    part.id, words, holds, Fix() if holds else Fix(none="connect who reads it, or leave it out")
                )
