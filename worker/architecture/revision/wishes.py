"""The wishes of `wishes.yaml`: what people ask of the whole in a word."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import Field

from worker.architecture.model import Frozen
from worker.architecture.planner.profile import Add, Set

FILE = Path(__file__).with_name("wishes.yaml")
SECOND_REGIONS = {
    "us-east-1": "us-west-2",
    "us-east-2": "us-west-2",
    "us-west-1": "us-east-1",
    "us-west-2": "us-east-1",
    "ca-central-1": "us-east-1",
    "sa-east-1": "us-east-1",
    "eu-west-1": "eu-central-1",
    "eu-central-1": "eu-west-1",
    "ap-southeast-1": "ap-northeast-1",
    "ap-northeast-1": "ap-southeast-1",
    "ap-southeast-2": "ap-southeast-1",
    "ap-south-1": "ap-southeast-1",
}
"""On the same continent where there is one, and large enough to have every service."""


class Wish(Frozen):
    """One wish: rules of its own, or those of a profile."""

    says: list[str] = Field(min_length=1)
    profile: str = ""
    add: list[Add] = Field(default_factory=list)
    set: list[Set] = Field(default_factory=list)
    reaches: list[str] = Field(
        default_factory=list, description="Categories of which all parts are meant to be reached."
    )
    beyond: str = Field(default="", description="What is told of those of them that what is added cannot reach.")


@cache
def wishes() -> Mapping[str, Wish]:
    """By name, in the order in which they are looked for."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: Wish.model_validate(wish) for name, wish in content.items()}


def find_wish(text: str) -> str:
    """The first wish that the text speaks of, or ""."""
    spoken = (n for n, wish in wishes().items() if any(re.search(says, text, re.IGNORECASE) for says in wish.says))
    return next(spoken, "")


def second_region(region: str) -> str:
    """A region for copies of what stands in this one."""
    return SECOND_REGIONS.get(region) or ("eu-west-1" if region.startswith("eu-") else "us-east-1")


def in_second_region(rules: list[Set], region: str) -> list[Set]:
    """The rules, with `{second_region}` filled in."""
    return [
        rule.model_copy(
            update={
                "value": [item.replace("{second_region}", region) for item in rule.value]
                if isinstance(rule.value, list)
                else rule.value.replace("{second_region}", region)
                if isinstance(rule.value, str)
                else rule.value
            }
        )
        for rule in rules
    ]
