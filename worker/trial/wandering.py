"""Values that the emulator itself changes after the apply, and what they were put into: no plan of the bundle's.

Found in the drift that `terraform show -json PLAN` tells.
"""

import base64
import binascii
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Wandered:
    """One attribute that was answered otherwise when it was read again."""

    address: str
    attribute: str
    before: str
    after: str


def wandered(plan: str, wandering: Mapping[str, Collection[str]]) -> tuple[Wandered, ...]:
    """Those of `wandering` (type → attributes) whose text is another one now."""
    found = []
    for one in json.loads(plan).get("resource_drift", []):
        before, after = one["change"].get("before") or {}, one["change"].get("after") or {}
        for name in sorted(wandering.get(one["type"], ())):
            old, new = before.get(name), after.get(name)
            if isinstance(old, str) and isinstance(new, str) and "" not in (old, new) and old != new:
                found.append(Wandered(one["address"], name, old, new))
    return tuple(found)


def carried(value: Any, moves: Iterable[Wandered]) -> Any:
    """The value as it is once the new texts stand in the places of the old, also within texts and in base64."""
    moves = tuple(moves)
    if isinstance(value, dict):
        return {key: carried(item, moves) for key, item in value.items()}
    if isinstance(value, list):
        return [carried(item, moves) for item in value]
    if not isinstance(value, str):
        return value
    plain = _decoded(value)
    return _replaced(value, moves) if plain is None else base64.b64encode(_replaced(plain, moves).encode()).decode()


def _replaced(text: str, moves: Iterable[Wandered]) -> str:
    for one in moves:
        text = text.replace(one.before, one.after)
    return text


def _decoded(text: str) -> str | None:
    """What a text in base64 says, as user data is; None where it is none."""
    try:
        plain = base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    return plain if base64.b64encode(plain.encode()).decode() == text else None
