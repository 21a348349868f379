"""Functions run on at least the runtime that the catalogue recommends."""

import re
from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


def _version(value: object) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", str(value)))


class RuntimesAreCurrent(Check):
    """SUS06-BP03."""

    practice = "SUS06-BP03"
    severity = "low"
    sentence = "Functions run on at least the runtime that the catalogue recommends."
    risk = "New runtimes do the same with less, and AWS stops old ones."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("runtime"):
            best = part.block.options[option].default
            same = str(part.options[option]).rstrip("0123456789.x") == str(best).rstrip("0123456789.x")
            if same:
                holds = _version(part.options[option]) >= _version(best)
                yield Verdict(part.id, part.says(option), holds, Fix() if holds else set_option(part, option, best))
