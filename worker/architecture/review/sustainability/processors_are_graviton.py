"""Functions, containers and databases run on Graviton processors."""

import re
from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import one_of, set_option, takes

ARM = ("arm64", "ARM64")
GRAVITON = re.compile(r"^(?:db\.|cache\.)?[a-z]+\d+g[a-z]*\.|serverless")


def _by_type(part: Part, option: str) -> Iterator[Verdict]:
    value = str(part.options[option])
    size = value.rpartition(".")[2]
    sizes = [choice for choice in part.block.options[option].choices or [] if str(choice).endswith(f".{size}")]
    better = [choice for choice in sizes if GRAVITON.search(str(choice)) and takes(part, option, choice)]
    if GRAVITON.search(value):
        yield Verdict(part.id, part.says(option), True)
    elif better:
        yield Verdict(part.id, part.says(option), False, set_option(part, option, *better))


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
            yield from _by_type(part, option)
