"""What Terraform made, from its state file; what it would change, from `terraform show -json PLAN`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from worker.trial.wandering import Wandered, carried

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
    paths: frozenset[str] = frozenset()
    """The attributes as deep as they differ, `rule.days`; none where all of them are unknown until the apply."""


def changes_of(plan: str, moves: Sequence[Wandered] = ()) -> dict[str, Change]:
    """Address → change, from `terraform show -json PLAN`; what stays is not listed, nor what only follows `moves`."""
    changes = {}
    for one in json.loads(plan).get("resource_changes", []):
        actions = one["change"]["actions"]
        if one["mode"] == "managed" and actions not in (["no-op"], ["read"]):
            before = one["change"].get("before") or {}
            now = carried(before, moves) if moves else before
            change = _change("/".join(actions), {**one["change"], "before": now})
            if now == before or not change.follows:
                changes[one["address"]] = change
    return changes


def _change(action: str, change: Mapping[str, Any]) -> Change:
    before, after = change["before"], change.get("after") or {}
    unknown = {name for name, value in (change.get("after_unknown") or {}).items() if _holds_true(value)}
    differing = {n for n in {*before, *after} - unknown if _filled(before.get(n)) != _filled(after.get(n))}
    # What only AWS knows is unknown wherever anything else makes the resource be replaced.
    paths = frozenset(path for name in differing for path in _paths(name, before.get(name), after.get(name)))
    return Change(action, frozenset(differing or unknown), follows=not differing, paths=paths)


def _paths(name: str, before: Any, after: Any) -> Iterator[str]:
    """Where two values differ, down to the attributes of nested blocks of the same number."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            if _filled(before.get(key)) != _filled(after.get(key)):
                yield from _paths(f"{name}.{key}", before.get(key), after.get(key))
    elif _are_blocks(before) and _are_blocks(after) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            if one != other:
                yield from _paths(name, one, other)
    else:
        yield name


def _are_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _holds_true(value: Any) -> bool:
    """Is anything in it unknown until the apply?"""
    if isinstance(value, dict):
        return any(map(_holds_true, value.values()))
    return any(map(_holds_true, value)) if isinstance(value, list) else value is True


def _filled(value: Any) -> Any:
    """A null and an empty text, list or map are the same to the provider."""
    return None if value in ("", [], {}) else value
