"""What Terraform made, from its state file; what it would change, from `terraform show -json PLAN`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = 4
"""Of the state file, since Terraform 0.12. `terraform show` tells the same, but starts the provider for it: seconds."""


@dataclass(frozen=True)
class StateResource:
    """A resource that Terraform made."""

    address: str
    type: str
    name: str
    values: Mapping[str, Any]


def read_state(text: str) -> dict[str, StateResource]:
    """Address → resource, without data sources, from a state file. Raises ValueError for text that is no state."""
    told = json.loads(text)
    if not isinstance(told, dict) or told.get("version") != FORMAT:
        raise ValueError(f"it is no state of Terraform in format {FORMAT}")
    found = {}
    for one in told.get("resources", []):
        for instance in one["instances"] if one["mode"] == "managed" else ():
            if "deposed" not in instance:
                address = f"{one['type']}.{one['name']}{_index(instance.get('index_key'))}"
                found[address] = StateResource(address, one["type"], one["name"], instance["attributes"])
    return found


def _index(key: str | int | None) -> str:
    """As Terraform writes it behind an address: a number, or a text in quotes."""
    return "" if key is None else f"[{json.dumps(key)}]"


@dataclass(frozen=True)
class Change:
    """What a plan would do to a resource. `follows`: only because what it refers to would change."""

    action: str
    attributes: frozenset[str]
    follows: bool


def changes_of(plan: str) -> dict[str, Change]:
    """Address → change, from `terraform show -json PLAN`; what stays is not listed."""
    changes = {}
    for one in json.loads(plan).get("resource_changes", []):
        actions = one["change"]["actions"]
        if one["mode"] == "managed" and actions not in (["no-op"], ["read"]):
            changes[one["address"]] = _change("/".join(actions), one["change"])
    return changes


def _change(action: str, change: Mapping[str, Any]) -> Change:
    before, after = change.get("before") or {}, change.get("after") or {}
    unknown = {name for name, value in (change.get("after_unknown") or {}).items() if _holds_true(value)}
    differing = {n for n in {*before, *after} - unknown if _filled(before.get(n)) != _filled(after.get(n))}
    # What only AWS knows is unknown wherever anything else makes the resource be replaced.
    return Change(action, frozenset(differing or unknown), follows=not differing)


def _holds_true(value: Any) -> bool:
    """Is anything in it unknown until the apply?"""
    if isinstance(value, dict):
        return any(map(_holds_true, value.values()))
    return any(map(_holds_true, value)) if isinstance(value, list) else value is True


def _filled(value: Any) -> Any:
    """A null and an empty text, list or map are the same to the provider."""
    return None if value in ("", [], {}) else value
