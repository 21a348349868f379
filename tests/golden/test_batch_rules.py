"""The page examines a batch's items before it sends them by the rules that the server has."""

import json
from pathlib import Path

from web.batch_bodies import DOCUMENT_BYTES, EXPANDED_BYTES, LINE_BYTES, SENT_BYTES
from web.batch_reading import COLUMNS
from web.schemas.batches import MOST_ITEMS, BatchItem
from web.schemas.regions import known_regions

FILE = Path(__file__).parents[2] / "frontend" / "src" / "features" / "batches" / "reading" / "rules.json"


def test_the_page_examines_items_by_the_rules_of_the_server(rewrite: bool) -> None:
    fields = BatchItem.model_json_schema()["properties"]
    fields["architecture"] = {"anyOf": [{"type": "object"}, {"type": "null"}]}  # what is in it, the server says
    rules = {
        "limits": {
            "sent_bytes": SENT_BYTES,
            "expanded_bytes": EXPANDED_BYTES,
            "document_bytes": DOCUMENT_BYTES,
            "line_bytes": LINE_BYTES,
            "items": MOST_ITEMS,
        },
        "columns": COLUMNS,
        "regions": sorted(known_regions()),
        "fields": {name: _bare(rule) for name, rule in fields.items()},
    }
    made = json.dumps(rules, indent=2) + "\n"
    if rewrite:
        FILE.write_text(made, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == made, "`make golden` writes it anew"


def _bare(rule: object) -> object:
    """Without what describes it."""
    if isinstance(rule, list):
        return [_bare(one) for one in rule]
    if not isinstance(rule, dict):
        return rule
    return {name: _bare(value) for name, value in rule.items() if name not in {"title", "description", "default"}}
