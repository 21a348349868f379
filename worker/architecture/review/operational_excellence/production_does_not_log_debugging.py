"""In production, code logs from INFO on."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


class ProductionDoesNotLogDebugging(Check):
    """OPS04-BP02."""

    practice = "OPS04-BP02"
    severity = "medium"
    sentence = "In production, code logs from INFO on."
    risk = "Debug lines cost more to keep than the function to run, and give away what requests hold."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("log_level") if system.production else ():
            holds = part.options[option] != "DEBUG"
            yield Verdict(part.id, part.says(option), holds, Fix() if holds else set_option(part, option, "INFO"))
