"""Which of Terraform's resources keep data, and what becomes of it when one is deleted: `transition_data.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from worker.architecture.difference import Keeping
from worker.architecture.model import Frozen

FILE = Path(__file__).with_suffix(".yaml")
_OFF = (None, "", 0, False, "INACTIVE")


class Store(Frozen):
    """One type. Attributes are of the resource as it is before; `!name` is the opposite of what it says."""

    snapshot_unless: str = ""
    kept_while: str = ""
    guard: str = ""
    refuses: str = ""


@cache
def load_stores() -> dict[str, Store]:
    """By Terraform type. Raises pydantic.ValidationError."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {type_: Store.model_validate(one) for type_, one in content.items()}


def fate(type_: str, before: Mapping[str, Any]) -> tuple[Keeping, str]:
    """What becomes of the data when the resource goes, and what refuses that at first. Empty: it keeps none.

    A trial turns `deletion_protection` off so that it can clean up; `guard` therefore names what is a variable too.
    """
    store = load_stores().get(type_)
    if store is None:
        return "", ""
    guard = store.refuses
    if store.guard in before and (before[store.guard] not in _OFF or store.guard == "deletion_protection"):
        guard = f"AWS refuses while {store.guard} is on"
    if store.kept_while:
        days = before.get(store.kept_while)
        return ("lost", guard) if days == 0 else ("kept", guard or f"AWS keeps it for {days or 30} days")
    if store.snapshot_unless and not _holds(store.snapshot_unless, before):
        return "snapshot", guard
    return "lost", guard


def _holds(attribute: str, values: Mapping[str, Any]) -> bool:
    opposite = attribute.startswith("!")
    return (values.get(attribute.removeprefix("!")) not in _OFF) is not opposite
