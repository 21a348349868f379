"""What a server offers, held against the list of what it may be asked."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from mcp.types import Tool
from pydantic import ValidationError

from worker.agents.mcp_servers_file import ServerConfig

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Offer:
    """The tools that may be shown to agents, and why others on the list may not."""

    version: str
    tools: tuple[Tool, ...] = ()
    offered: int = 0
    missing: tuple[tuple[str, str], ...] = ()
    """(tool on the list, why it is not shown)"""

    @classmethod
    def of(cls, config: ServerConfig, version: str, tools: Iterable[Tool], offered: int | None = None) -> "Offer":
        """In the order of the list, without what is not on it and what says that it changes things."""
        by_name = {tool.name: tool for tool in tools}
        chosen, missing = [], []
        for name in config.allowed_tools:
            tool = by_name.get(name)
            if tool is None:
                missing.append((name, "the server does not offer it"))
            elif _says_it_writes(tool):
                missing.append((name, "the server says that it changes things"))
            else:
                chosen.append(tool)
        return cls(version, tuple(chosen), len(by_name) if offered is None else offered, tuple(missing))

    def to_json(self) -> str:
        """For `from_json`, in another process."""
        tools = [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in self.tools]
        return json.dumps({"version": self.version, "offered": self.offered, "tools": tools})

    @classmethod
    def from_json(cls, config: ServerConfig, text: str) -> "Offer | None":
        """What another process was offered, filtered anew by this one's list; None where it cannot be read."""
        try:
            kept = json.loads(text)
            tools = [Tool.model_validate(tool) for tool in kept["tools"]]
            return cls.of(config, str(kept["version"]), tools, int(kept["offered"]))
        except (ValueError, KeyError, TypeError, ValidationError):
            return None


def _says_it_writes(tool: Tool) -> bool:
    hints = tool.annotations
    return hints is not None and (hints.read_only_hint is False or hints.destructive_hint is True)
