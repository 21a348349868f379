"""Examples of answers, put together from the schemas and from what `fields.json` says of a field.

A class that has an example of its own is taken at its word.
"""

from typing import Any

from web.documented.fields import examples_of
from web.documented.responses import META

_FORMATS = {
    "uuid": "01890000-0000-7000-8000-000000000000",
    "date-time": "2026-11-23T09:30:00Z",
    "date": "2026-11-23",
    "uri": "https://groundplan.example/",
}
_KINDS: dict[str, Any] = {"string": "text", "integer": 1, "number": 1.5, "boolean": False, "object": {}, "null": None}
_DEEPEST = 12
"""Schemas inside schemas: more is one that holds itself."""


def example_of(schema: dict[str, Any], schemas: dict[str, Any], name: str = "", depth: int = 0) -> Any:
    """Return a value that fits ``schema``; ``name`` is of the class that it is a part of."""
    if reference := schema.get("$ref"):
        name = reference.rpartition("/")[2]
        return META if name == "Meta" else example_of(schemas[name], schemas, name, depth)
    if "examples" in schema:
        return schema["examples"][0]
    for word in ("const", "default"):
        if word in schema:
            return schema[word]
    if "enum" in schema:
        return schema["enum"][0]
    if ways := schema.get("anyOf") or schema.get("oneOf"):
        return None if {"type": "null"} in ways else example_of(ways[0], schemas, name, depth)
    return _of_kind(schema, schemas, name, depth)


def _of_kind(schema: dict[str, Any], schemas: dict[str, Any], name: str, depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object" and "properties" in schema:
        return _of_object(schema, schemas, name, depth + 1)
    if kind == "array":
        return [example_of(schema["items"], schemas, name, depth + 1)] if depth < _DEEPEST else []
    if kind == "string" and "format" in schema:
        return _FORMATS.get(schema["format"], "text")
    least = schema.get("minimum")
    return _KINDS.get(str(kind)) if least is None else max(least, _KINDS[str(kind)])


def _of_object(schema: dict[str, Any], schemas: dict[str, Any], name: str, depth: int) -> dict[str, Any]:
    values = {}
    for field, part in schema["properties"].items():
        found = examples_of(name, field)
        values[field] = found[0] if found else example_of(part, schemas, name, depth)
    return values
