"""What `terraform show -json` tells of a state: resources with their attributes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class StateResource:
    """A resource that Terraform made."""

    address: str
    type: str
    name: str
    values: Mapping[str, Any]


def read_state(text: str) -> dict[str, StateResource]:
    """Address → resource, without data sources. Raises ValueError for text that is no state."""
    root = json.loads(text).get("values", {}).get("root_module", {})
    return {
        one["address"]: StateResource(one["address"], one["type"], one["name"], one["values"])
        for one in root.get("resources", [])
        if one["mode"] == "managed"
    }


def changed_attributes(plan: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Address → (actions, attributes that differ), from `terraform show -json PLAN`; what stays is not listed."""
    changes = {}
    for one in json.loads(plan).get("resource_changes", []):
        actions = one["change"]["actions"]
        if one["mode"] != "managed" or actions in (["no-op"], ["read"]):
            continue
        changes[one["address"]] = "/".join(actions), frozenset(_differing(one["change"]))
    return changes


def _differing(change: Mapping[str, Any]) -> list[str]:
    before, after = change.get("before") or {}, change.get("after") or {}
    unknown = change.get("after_unknown") or {}
    names = {*before, *after, *(name for name, is_so in unknown.items() if is_so)}
    # What only AWS knows is unknown wherever anything else makes the resource be replaced.
    computed = {name for name in names if unknown.get(name) is True and name not in after}
    differing = [name for name in names - computed if _filled(before.get(name)) != _filled(after.get(name))]
    return sorted(differing) or sorted(computed)


def _filled(value: Any) -> Any:
    """A null and an empty text, list or map are the same to the provider."""
    return None if value in ("", [], {}) else value
