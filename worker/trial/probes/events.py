"""An event that a pattern of EventBridge matches."""

import json
from collections.abc import Mapping
from typing import Any

_ANYTHING = "trial"


def event_for(pattern: Mapping[str, Any]) -> dict[str, Any] | None:
    """An entry for PutEvents, or None where the pattern says something that is not understood here."""
    source = _value(pattern.get("source", ["trial.groundplan"]))
    kind = _value(pattern.get("detail-type", ["Trial"]))
    detail = _detail(pattern.get("detail", {}))
    if not isinstance(source, str) or not isinstance(kind, str) or detail is None:
        return None
    if {*pattern} - {"source", "detail-type", "detail", "account", "region"}:
        return None
    return {"Source": source, "DetailType": kind, "Detail": json.dumps(detail)}


def _detail(pattern: Mapping[str, Any]) -> dict[str, Any] | None:
    made: dict[str, Any] = {}
    for name, wanted in pattern.items():
        value = _detail(wanted) if isinstance(wanted, Mapping) else _value(wanted)
        if value is None:
            return None
        made[name] = value
    return made


def _value(wanted: Any) -> Any:
    """The first alternative: a literal, or what a matcher of EventBridge takes."""
    if not isinstance(wanted, list) or not wanted:
        return None
    first = wanted[0]
    if not isinstance(first, Mapping):
        return first
    made: str | None = None
    match dict(first):
        case {"prefix": str(start)}:
            made = start + _ANYTHING
        case {"suffix": str(end)}:
            made = _ANYTHING + end
        case {"exists": True} | {"anything-but": _}:
            made = _ANYTHING
        case {"wildcard": str(text)}:
            made = text.replace("*", _ANYTHING)
    return made
