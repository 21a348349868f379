"""Instances are of a generation that AWS still recommends."""

import re
from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option

OLD = re.compile(r"^(?:db\.|cache\.)?(?:t[12]|m[1-4]|c[1-4]|r[34]|x1e?|i[23]|d2|g[23]|p[23])\.")
"""Previous and ageing generations. Source: aws.amazon.com/ec2/previous-generation/ and rds/previous-generation/"""
OPTIONS = ("instance_class", "instance_type", "node_type")


class ServersAreOfACurrentGeneration(Check):
    """PERF02-BP02."""

    practice = "PERF02-BP02"
    severity = "medium"
    sentence = "Instances are of a generation that AWS still recommends."
    risk = "Older servers cost more and do less."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option(*OPTIONS):
            value = str(part.options[option])
            size = value.rpartition(".")[2]
            newer = [
                c
                for c in part.block.options[option].choices or []
                if str(c).endswith(f".{size}") and not OLD.match(str(c))
            ]
            holds = not OLD.match(value)
            yield Verdict(part.id, part.says(option), holds, Fix() if holds else set_option(part, option, *newer))
