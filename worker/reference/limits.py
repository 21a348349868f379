"""Limits that CloudFormation itself enforces on a property: from the provider schemas that cfn-lint ships."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from worker.reference.schemas import schema_of, template_reference
from worker.reference.sources import SCHEMAS, source

if TYPE_CHECKING:
    from worker.reference.facts import Fact

# JSON Schema's keyword → what it counts.
_BOUNDS = {
    "minimum": ("minimum", ""),
    "maximum": ("maximum", ""),
    "minItems": ("minimum", "entries"),
    "maxItems": ("maximum", "entries"),
    "minLength": ("minimum", "characters"),
    "maxLength": ("maximum", "characters"),
}


def limits_of(service: str, types: list[str]) -> Iterator["Fact"]:
    """One fact for each property of these types that has a greatest value, length or count."""
    for kind in types:
        for name, shape in sorted(schema_of(kind).get("properties", {}).items()):
            found = [key for key in ("maximum", "maxItems", "maxLength") if isinstance(shape.get(key), int)]
            if found:
                yield _limit(service, kind, name, shape)


def _limit(service: str, kind: str, name: str, shape: dict[str, Any]) -> "Fact":
    ends = {_BOUNDS[key][0]: shape[key] for key in _BOUNDS if isinstance(shape.get(key), int)}
    unit = next((_BOUNDS[key][1] for key in ("maximum", "maxItems", "maxLength") if key in shape), "")
    low = f"from {ends['minimum']:,} " if ends.get("minimum") else ""
    return {
        "service": service,
        "kind": "limit",
        "name": f"{kind} {name}",
        "value": ends["maximum"],
        "unit": unit,
        "text": f"CloudFormation takes {low}up to {ends['maximum']:,} {unit}".rstrip() + f" for {name} of {kind}.",
        "source": source(SCHEMAS, template_reference(kind)),
        "details": ends,
    }
