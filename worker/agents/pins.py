"""The tools that a person has approved, word for word: `mcp_tools.lock.yaml` beside `mcp_servers.yaml`.

What a model reads of a tool works on it like an instruction, and a server may change it at any time. So each tool is
pinned by a hash of all that the model sees of it. One that is not pinned, or not as it was, is not used.
"""

import hashlib
import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml
from mcp.types import Tool

from worker.errors import ToolServersMisconfigured

LOCK_NAME = "mcp_tools.lock.yaml"
"""Beside the file of servers, whichever that is."""
Definition = Mapping[str, Any]
"""All that a model sees of a tool: `name`, `description`, `input_schema`, and where there are some `output_schema` and
`annotations`."""


class ToolPins(Protocol):
    """Says which tools may be used."""

    def fault(self, server: str, definition: Definition) -> str | None:
        """Why the tool must not be used, or None where it may."""

    def knows(self, server: str, tool: str) -> bool:
        """Whether a tool of this name was approved, be it in other words."""


@dataclass(frozen=True)
class Pins:
    """Server → tool → what was approved. Empty, it approves nothing."""

    approved: Mapping[str, Mapping[str, "Pin"]] = field(default_factory=dict)

    def fault(self, server: str, definition: Definition) -> str | None:
        """In words that say what to do."""
        pin = self.approved.get(server, {}).get(definition["name"])
        if pin is None:
            return f"it was never approved; look at it with `python -m worker.agents.approval {server}`"
        if pin.sha256 != hash_of(definition):
            return f"it is not what was approved; look at it with `python -m worker.agents.approval {server}`"
        return None

    def knows(self, server: str, tool: str) -> bool:
        """Whether a tool of this name was approved, be it in other words."""
        return tool in self.approved.get(server, {})


@dataclass(frozen=True)
class Pin:
    """One approved tool. The definition is kept to show what differs; the hash alone decides."""

    sha256: str
    definition: Definition


def definition_of(tool: Tool) -> Definition:
    """What a model sees of the tool, without the indentation of a docstring: versions of Python differ in it."""
    seen: dict[str, Any] = {
        "name": tool.name,
        "description": inspect.cleandoc(tool.description or ""),
        "input_schema": tool.input_schema,
    }
    if tool.output_schema:
        seen["output_schema"] = tool.output_schema
    if tool.annotations is not None:
        seen["annotations"] = tool.annotations.model_dump(mode="json", by_alias=True, exclude_none=True)
    return seen


def hash_of(definition: Definition) -> str:
    """SHA-256 of its JSON in one form."""
    text = json.dumps(definition, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def load_pins(servers_file: Path) -> Pins:
    """What is approved of the servers of this file; nothing where there is no lock beside it.

    Raises ToolServersMisconfigured where the lock cannot be read.
    """
    path = servers_file.with_name(LOCK_NAME)
    if not path.exists():
        return Pins()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        servers = content["servers"] or {}
        return Pins({server: {name: _pin(about) for name, about in tools.items()} for server, tools in servers.items()})
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ToolServersMisconfigured(f"{path} cannot be read: {error}; approve the tools anew") from error


def write_pins(pins: Pins, servers_file: Path) -> Path:
    """Write the lock beside the file of servers, sorted, with all but ASCII escaped: nothing hides in it."""
    servers = {
        server: {
            name: {"sha256": pin.sha256, "definition": dict(pin.definition)} for name, pin in sorted(tools.items())
        }
        for server, tools in sorted(pins.approved.items())
    }
    text = yaml.safe_dump({"servers": servers}, sort_keys=True, width=120, allow_unicode=False)
    path = servers_file.with_name(LOCK_NAME)
    path.write_text(HEADER + text, encoding="utf-8")
    return path


HEADER = """\
# The tools of MCP servers as a person approved them. A tool that is not here, or not as it is here, is not used.
# Written by `python -m worker.agents.approval --accept`; read what it shows before you accept it.
"""


def _pin(about: Any) -> Pin:
    sha256 = about["sha256"]
    if not isinstance(sha256, str) or len(sha256) != 64 or hash_of(about["definition"]) != sha256:
        raise ValueError(f"the hash of {about['definition']['name']} is not that of its definition")
    return Pin(sha256, about["definition"])
