"""Servers that a request names by their type alone: `3 t3.large instances`, `a t4g instance`."""

import re

from worker.architecture.requirements import Quote

# `db.r6g.large`, `cache.t4g.micro` and `ml.g5.xlarge` are types of other services, `r6g.large.search` is OpenSearch's.
_TYPE = re.compile(
    r"(?<![\w.])[acghimprtxz]\d{1,2}[a-z]{0,4}"
    r"(?:\.(?:nano|micro|small|medium|large|metal|\d{0,2}xlarge)(?!\.?\w)|(?=\s+(?:instance|server)))"
    r"(?:\s+(?:instances?|servers?))?",
    re.IGNORECASE,
)


def find_instance_type(text: str) -> Quote | None:
    """Where the first type of an EC2 instance stands, with the word `instances` behind it."""
    found = _TYPE.search(text)
    return Quote(text=found[0], start=found.start()) if found else None
