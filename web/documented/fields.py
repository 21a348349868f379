"""What `fields.json` says of fields that their schemas say nothing of: a description, and a value for examples.

A field is looked for by schema and name (`Job.state`), then by its name alone.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _told() -> dict[str, dict[str, Any]]:
    content = Path(__file__).with_name("fields.json").read_text(encoding="utf-8")
    return dict(json.loads(content))


def description_of(schema: str, field: str) -> str | None:
    """Return what the field means, if the file says so."""
    told = _told()["descriptions"]
    return told.get(f"{schema}.{field}", told.get(field))


def examples_of(schema: str, field: str) -> list[Any]:
    """Return the field's value for examples: one, or none."""
    told = _told()["examples"]
    return [told[name] for name in (f"{schema}.{field}", field) if name in told][:1]
