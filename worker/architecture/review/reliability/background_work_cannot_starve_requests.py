"""Functions that work on events have a limit of their own where other functions answer users."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


class BackgroundWorkCannotStarveRequests(Check):
    """REL10-BP03."""

    practice = "REL10-BP03"
    severity = "low"
    sentence = "Functions that work on events have a limit of their own where other functions answer users."
    risk = "A flood of events takes all concurrent runs, and users get errors."

    def judge(self, system: System) -> Iterator[Verdict]:
        functions = system.of("lambda")
        answering = [f for f in functions if any(caller.block.entry for caller in f.fed_by())]
        for part in functions if answering else ():
            events = [
                edge.source
                for edge in part.sources
                if edge.kind.flow == "event" and edge.source.service not in ("sqs",)
            ]
            if events and part not in answering and "reserved_concurrency" in part.options:
                holds = part.number("reserved_concurrency") >= 0
                fix = Fix() if holds else set_option(part, "reserved_concurrency", 100)
                yield Verdict(part.id, part.says("reserved_concurrency"), holds, fix)
