"""In production, databases and caches are not of the micro size."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


class ProductionDatabasesAreNotTiny(Check):
    """PERF03-BP02."""

    practice = "PERF03-BP02"
    severity = "medium"
    sentence = "In production, databases and caches are not of the micro size."
    risk = "One burst uses up the credits, and then everything crawls."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("instance_class", "node_type") if system.production else ():
            value = str(part.options[option])
            holds = not value.endswith(".micro")
            family = value.rpartition(".")[0]
            fix = Fix() if holds else set_option(part, option, f"{family}.small", f"{family}.medium")
            yield Verdict(part.id, part.says(option), holds, fix)
