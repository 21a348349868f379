"""Results of MCP tools: plain, bounded, or the error that stands in for one."""

import json
from typing import Any

from strands.types.tools import ToolResult, ToolUse


def plain_result(result: Any) -> ToolResult:
    """Without what Strands' client adds for itself."""
    return {"toolUseId": result["toolUseId"], "status": result["status"], "content": result["content"]}


def error_result(tool_use: ToolUse, text: str) -> ToolResult:
    """An error, in words."""
    return {"toolUseId": tool_use["toolUseId"], "status": "error", "content": [{"text": text}]}


def oversize(result: ToolResult, limit: int) -> str | None:
    """Why a result is too long to be handed on, or None. A part of it would look like the whole, so none is taken."""
    size = sum(map(_size, result["content"]))
    if size <= limit:
        return None
    return f"is {size:,} characters long; at most {limit:,} are taken, so it was dropped. Ask for less at a time."


def _size(value: Any) -> int:
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    if isinstance(value, list):
        return sum(map(_size, value))
    return len(json.dumps(value, default=repr))
