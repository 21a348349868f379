"""The fixes that a review offers, as a file for the page: what each would change, before anybody applies it."""

import json
from collections.abc import Sequence

from worker.architecture.revision import Offer

FIXES = "fixes.json"


def render_fixes(offered: Sequence[Offer]) -> dict[str, bytes]:
    """`fixes.json`: each with its changes in words and in data, cost and figures before and after."""
    told = [{"check": one.check, "changes": one.changes, **one.difference.model_dump(mode="json")} for one in offered]
    return {FIXES: json.dumps({"fixes": told}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"}
