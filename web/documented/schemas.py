"""Schemas as the document shows them: what pydantic's own form says in a way that programs trip over is put right."""

from collections.abc import Iterator
from typing import Any

from web.documented.fields import description_of


def tidy(schemas: dict[str, Any]) -> None:
    """Change ``schemas`` in place."""
    for name, schema in schemas.items():
        schema.pop("$defs", None)  # each stands for itself beside it
        describe(name, schema)
        for part in _parts(schema):
            if "example" in part:
                part["examples"] = [part.pop("example")]
            if part.get("default") == "" and part.get("minLength"):
                del part["default"]  # absence is meant, which is no text


def describe(name: str, schema: dict[str, Any]) -> None:
    """Say what the schema ``name`` and its fields are, where they do not say it themselves."""
    kind, _, of = name.rstrip("_").partition("_")
    if kind in {"Answer", "Page"} and of:
        schema.setdefault("description", f"The envelope around {'a list, each entry ' if kind == 'Page' else ''}{of}.")
    for field, part in schema.get("properties", {}).items():
        if "description" not in part and (told := description_of(name, field)):
            part["description"] = told


def without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter, which is absent or has a value: an address has no null."""
    ways = [way for way in schema.get("anyOf", []) if way != {"type": "null"}]
    if len(ways) != 1:
        return schema
    kept = {name: value for name, value in schema.items() if name not in {"anyOf", "default"}}
    return {**ways[0], **kept}


def _parts(schema: object) -> Iterator[dict[str, Any]]:
    """The schema and all in it; `properties` is no schema, though one of its names may be `example`."""
    if isinstance(schema, list):
        for one in schema:
            yield from _parts(one)
    elif isinstance(schema, dict):
        yield schema
        for name, value in schema.items():
            if name in {"properties", "patternProperties"}:
                yield from _parts(list(value.values()))
            elif name not in {"example", "examples", "default", "enum", "const"}:
                yield from _parts(value)
