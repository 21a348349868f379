"""Database engines are at least of the version that the catalogue recommends."""

import re
from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


def _version(value: object) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", str(value)))


class EnginesAreCurrent(Check):
    """PERF05-BP06."""

    practice = "PERF05-BP06"
    severity = "medium"
    sentence = "Database engines are at least of the version that the catalogue recommends."
    risk = "Old versions are slower, and at the end of their support cost extra."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            for option, facts in part.block.options.items():
                engine = option.partition("_version")[0]
                unused = (
                    "engine" in part.options
                    and engine in str(part.block.options["engine"].choices)
                    and part.options["engine"] != engine
                )
                if option.endswith("_version") and not unused:
                    holds = _version(part.options[option]) >= _version(facts.default)
                    yield Verdict(
                        part.id, part.says(option), holds, Fix() if holds else set_option(part, option, facts.default)
                    )
