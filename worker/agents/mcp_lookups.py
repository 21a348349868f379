"""Answers of servers of public knowledge, given again to the same question: in this process, and by Redis in all."""

import asyncio
import hashlib
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Protocol

from mcp.types import Tool
from strands.types.tools import ToolResultContent

from worker.agents.mcp_servers_file import ServerConfig

LARGEST_CHARACTERS = 16_000_000
"""How much one process keeps; what was asked for longest ago goes first."""


class AnswerStore(Protocol):
    """The part of `jobs.tool_servers.ToolServerRecords` that lookups need."""

    def answer(self, key: str) -> str | None:
        """What was kept under the key."""

    def keep(self, key: str, answer: str, seconds: float) -> None:
        """Keep an answer for so long."""


class Lookups:
    """Safe for several threads and event loops."""

    def __init__(self, store: AnswerStore | None = None, *, largest: int = LARGEST_CHARACTERS) -> None:
        """Without a store, answers are kept in this process alone."""
        self._store = store
        self._largest = largest
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._characters = 0

    async def find(self, key: str) -> list[ToolResultContent] | None:
        """A copy of the answer that was kept, or None."""
        found = self._in_process(key)
        if found is None and self._store is not None:
            # A Redis that hangs for its half second must not hold the agent's loop.
            found = await asyncio.to_thread(self._store.answer, key)
            if found is not None:
                self._remember(key, found)
        return _content(found) if found is not None else None

    async def keep(self, key: str, content: list[ToolResultContent], seconds: float) -> None:
        """Keep an answer of texts and JSON; one with anything else in it is not kept."""
        if any(set(block) - {"text", "json"} for block in content):
            return
        answer = json.dumps({"until": time.time() + seconds, "content": content}, separators=(",", ":"))
        self._remember(key, answer)
        if self._store is not None:
            await asyncio.to_thread(self._store.keep, key, answer, seconds)

    def discovered(self, config: ServerConfig) -> str | None:
        """What another process was offered by the same server."""
        return self._store.answer(_discovery_key(config)) if self._store is not None else None

    def keep_discovery(self, config: ServerConfig, offer: str, seconds: float) -> None:
        """Let others know what the server offers."""
        if self._store is not None:
            self._store.keep(_discovery_key(config), offer, seconds)

    def _in_process(self, key: str) -> str | None:
        with self._lock:
            answer, until = self._kept.get(key, ("", 0.0))
            if time.time() >= until:
                return None
            self._kept.move_to_end(key)
            return answer

    def _remember(self, key: str, answer: str) -> None:
        until = _until(answer)
        with self._lock:
            before, _ = self._kept.pop(key, ("", 0.0))
            self._kept[key] = (answer, until)
            self._characters += len(answer) - len(before)
            while self._characters > self._largest:
                _, (oldest, _) = self._kept.popitem(last=False)
                self._characters -= len(oldest)


def lookup_key(config: ServerConfig, version: str, tool: Tool, arguments: Mapping[str, Any]) -> str:
    """A digest of the question and of who is asked. Arguments in another order, or at their defaults, are the same."""
    properties = tool.input_schema.get("properties")
    schemas = properties.items() if isinstance(properties, dict) else ()
    defaults = {key: about["default"] for key, about in schemas if isinstance(about, dict) and "default" in about}
    question = [config.name, config.fingerprint, version, tool.name, {**defaults, **arguments}]
    return _digest(question)


def _discovery_key(config: ServerConfig) -> str:
    return _digest(["tools", config.name, config.fingerprint, sorted(config.allowed_tools)])


def _digest(about: list[Any]) -> str:
    text = json.dumps(about, sort_keys=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def _until(answer: str) -> float:
    try:
        return float(json.loads(answer)["until"])
    except (ValueError, KeyError, TypeError):
        return 0.0


def _content(answer: str) -> list[ToolResultContent] | None:
    """None for what is too old, or was written in another form."""
    try:
        kept = json.loads(answer)
        content: list[ToolResultContent] = kept["content"]
        return content if time.time() < float(kept["until"]) and isinstance(content, list) else None
    except (ValueError, KeyError, TypeError):
        return None
