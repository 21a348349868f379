"""Which types of Terraform and CloudFormation are the same thing, so that two deployments can be compared."""

import re
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_suffix(".yaml")


@cache
def family(type_: str) -> str:
    """`sqs queue` for aws_sqs_queue and AWS::SQS::Queue; empty for what the dialects do not make one for one."""
    same, not_compared = _tables()
    if type_ in not_compared:
        return ""
    if type_.startswith("AWS::"):
        return " ".join(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", part).lower() for part in type_.split("::")[1:])
    if type_ in same:
        return family(same[type_])
    return " ".join(type_.removeprefix("aws_").split("_"))


@cache
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content["same"], frozenset(content["not_compared"])
