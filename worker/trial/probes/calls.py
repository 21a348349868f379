"""The calls that a role is tried with, from `calls.yaml`."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from worker.architecture.model import Frozen
from worker.trial.probes.items import item_of, key_of

FILE = Path(__file__).with_suffix(".yaml")


class Call(Frozen):
    """One operation of boto3's client, and the IAM action that it needs."""

    action: str
    operation: str
    arguments: Mapping[str, Any]
    unless: str = ""


class BlockCalls(Frozen):
    """What can be tried at the components of one block."""

    resource: str
    client: str
    allowed: tuple[Call, ...]
    denied: tuple[Call, ...]


@cache
def load_calls() -> dict[str, BlockCalls]:
    """By block. Raises pydantic.ValidationError."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {block: BlockCalls.model_validate(calls) for block, calls in content.items()}


def filled(value: Any, attributes: Mapping[str, Any]) -> Any:
    """The arguments with the attributes of a Terraform resource in them. Raises KeyError for one that it lacks."""
    if isinstance(value, Mapping):
        return {name: filled(item, attributes) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [filled(item, attributes) for item in value]
    if not isinstance(value, str):
        return value
    if value == "{item}":
        return item_of(attributes)
    if value == "{key}":
        return key_of(attributes)
    return re.sub(r"\{(\w+)\}", lambda found: str(attributes[found[1]]), value)
