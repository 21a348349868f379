"""Finds the fault in a tool's answer. Several public servers answer `status: success` over a body that is an error."""

import json
from typing import Any

from strands.types.tools import ToolResult

_KEYS = ("error", "errors", "errorMessage", "error_message")


def fault_in(result: ToolResult) -> str | None:
    """What went wrong, in the server's words, or None where the answer is one."""
    texts = [block["text"] for block in result["content"] if "text" in block]
    if result["status"] == "error":
        return " ".join(texts) or "the tool failed and did not say why"
    bodies = [block["json"] for block in result["content"] if "json" in block]
    bodies += [body for body in map(_parsed, texts) if body is not None]
    return next((fault for fault in map(_fault, bodies) if fault), None)


def _parsed(text: str) -> Any:
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def _fault(body: Any) -> str | None:
    if isinstance(body, list):
        faults = [_fault(item) for item in body]
        return faults[0] if faults and all(faults) else None
    if not isinstance(body, dict):
        return None
    for key in _KEYS:
        if body.get(key):
            return str(body[key])
    if body.get("isError") is True or body.get("status") in ("error", "failed", "failure"):
        return str(body.get("message") or body.get("content") or "the body says that it failed")
    return _fault(body["content"]) if set(body) == {"content"} else None
