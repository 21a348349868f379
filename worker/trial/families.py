"""Which types of Terraform and CloudFormation are the same thing, so that two deployments can be compared."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_suffix(".yaml")


@cache
def family(type_: str) -> str:
    """`sqs queue` for aws_sqs_queue and AWS::SQS::Queue; empty for what the dialects do not make one for one."""
    same, not_compared = _tables()
    if type_ in not_compared:
        return ""
    if type_ in same:
        return family(same[type_])
    if type_.startswith("AWS::"):
        _, service, resource = type_.split("::", 2)
        return f"{service} {re.sub(r'(?<=[a-z0-9])(?=[A-Z])', ' ', resource)}".lower()
    return " ".join(type_.removeprefix("aws_").split("_"))


@cache
def why_different(family_name: str, block: str) -> str:
    """Why the dialects rightly differ in this kind of resource at components of this block; empty: they should not."""
    known = _content()["explained"].get(family_name, {})
    return str(known["why"]) if block in known.get("blocks", ()) else ""


def _tables() -> tuple[dict[str, str], frozenset[str]]:
    return _content()["same"], frozenset(_content()["not_compared"])


@cache
def _content() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))
