"""Functions, containers and databases run on Graviton processors."""

import re
from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import one_of, set_option

ARM = ("arm64", "ARM64")
GRAVITON = re.compile(r"^(?:db\.|cache\.)?[a-z]+\d+g[a-z]*\.|serverless")


def _by_type(part: Part, option: str) -> Verdict:
    value = str(part.options[option])
    size = value.rpartition(".")[2]
    better = [
        c for c in part.block.options[option].choices or [] if str(c).endswith(f".{size}") and GRAVITON.search(str(c))
    ]
    holds = bool(GRAVITON.search(value))
    return Verdict(part.id, part.says(option), holds, Fix() if holds else set_option(part, option, *better))


class ProcessorsAreGraviton(Check):
    """SUS05-BP02."""

    practice = "SUS05-BP02"
    severity = "medium"
    sentence = "Functions, containers and databases run on Graviton processors."
    risk = "The same work takes up to 60 % more energy on others, and costs a fifth more."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("processor"):
            yield one_of(part, option, *ARM)
        for part, option in system.with_option("instance_class", "instance_type", "node_type"):
            yield _by_type(part, option)
