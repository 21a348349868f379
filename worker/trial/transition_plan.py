"""What Terraform would do to a deployment of the version before: read from a plan, without the emulator's own noise."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import Field

from worker.architecture.difference import Action, Effect
from worker.architecture.model import Frozen
from worker.trial.owners import Owners
from worker.trial.terraform_state import changes_of
from worker.trial.transition_data import fate

ACTIONS: Mapping[tuple[str, ...], Action] = {
    ("create",): "create",
    ("update",): "update",
    ("delete",): "delete",
    ("delete", "create"): "replace",
    ("create", "delete"): "replace",
}

GRAVEST_FIRST: tuple[Action, ...] = ("replace", "delete", "update", "create")


class Transition(Frozen):
    """From one version to the next, as `terraform plan` tells it. Goes into the receipt."""

    before: int = Field(description="Number of the version that was deployed.")
    after: int = Field(description="Number of the version that was planned over it.")
    method: Literal["plan"] = "plan"
    source: str = Field(description="How this was found, in a sentence.")
    effects: tuple[Effect, ...]
    counts: dict[str, int] = Field(description="Resources by action; those that stay as they are, are not counted.")
    unplanned: tuple[str, ...] = Field(
        default=(), description="Addresses that the emulator lacks: the plan says nothing of them."
    )


@dataclass(frozen=True)
class Planned:
    """One resource that a plan changes. `forced_by`: the attributes for which it cannot be updated in place."""

    address: str
    type: str
    action: Action
    attributes: frozenset[str]
    forced_by: frozenset[str]
    before: Mapping[str, Any]


def planned_changes(plan: str) -> dict[str, Planned]:
    """Address → change, from `terraform show -json PLAN`. Raises ValueError for text that is no plan."""
    attributes = {address: change.attributes for address, change in changes_of(plan).items()}
    found = {}
    for one in json.loads(plan).get("resource_changes", []):
        action = ACTIONS.get(tuple(one["change"]["actions"]))
        if one["mode"] == "managed" and action:
            found[one["address"]] = _planned(one, action, attributes[one["address"]])
    return found


def _planned(one: Mapping[str, Any], action: Action, attributes: frozenset[str]) -> Planned:
    change = one["change"]
    forced = {".".join(str(step) for step in path if isinstance(step, str)) for path in change.get("replace_paths", ())}
    told = attributes if action in ("update", "replace") else frozenset()
    return Planned(one["address"], one["type"], action, told, frozenset(forced), change.get("before") or {})


def without_noise(changes: Mapping[str, Planned], noise: Mapping[str, Planned]) -> dict[str, Planned]:
    """The changes, without what a plan of the old version over itself would do too: that is the emulator's doing."""
    left = {}
    for address, change in changes.items():
        if (own := _own(change, noise.get(address))) is not None:
            left[address] = own
    return left


def _own(change: Planned, noise: Planned | None) -> Planned | None:
    if noise is None or change.action in ("create", "delete"):
        return change
    forced, attributes = change.forced_by - noise.forced_by, change.attributes - noise.attributes
    if change.action == "replace" and (forced or noise.action != "replace"):
        return replace(change, forced_by=forced or change.forced_by, attributes=attributes)
    return replace(change, action="update", forced_by=frozenset(), attributes=attributes) if attributes else None


def effects_of(changes: Mapping[str, Planned], old: Owners, new: Owners) -> Iterator[Effect]:
    """Each change as the difference of two versions tells it, what may lose data first."""
    for address in sorted(changes, key=lambda one: (_rank(changes[one]), one)):
        change = changes[address]
        owners = old if change.action == "delete" else new
        keeping, guard = fate(change.type, change.before) if change.action in ("replace", "delete") else ("", "")
        yield Effect(
            component=owners.component(owners.of_address(address)),
            resource=address,
            type=change.type,
            action=change.action,
            because=tuple(sorted(change.forced_by or change.attributes)),
            data=keeping,
            guard=guard,
            method="plan",
        )


def _rank(change: Planned) -> int:
    return GRAVEST_FIRST.index(change.action)
