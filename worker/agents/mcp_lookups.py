"""Answers of servers of public knowledge, given again to the same question: in this process, and by Redis in all."""

import asyncio
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Protocol

from worker.agents.mcp_questions import Content, Question, digest_of
from worker.agents.mcp_servers_file import ServerConfig

LARGEST_CHARACTERS = 16_000_000
"""How much one process keeps; what was asked for longest ago goes first."""
Kept = tuple[Any, float]
"""A part of an answer, and until when it may be given again (seconds since the epoch)."""


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
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._characters = 0

    async def find(self, question: Question) -> Content | None:
        """A copy of the answer, or None where it is not at hand."""
        found = _answer(question, [self._in_process(key) for key in question.keys])
        if found is None and self._store is not None:
            found = _answer(question, await self._from_store(question))
        return found

    async def keep(self, question: Question, content: Content, seconds: float) -> None:
        """Keep an answer. What it is added to does not live the longer for it."""
        before = await self._from_store(question) if self._store is not None else [None] * len(question.keys)
        before = [stored or self._in_process(key) for key, stored in zip(question.keys, before, strict=True)]
        parts = question.parts(content, [one[0] if one is not None else None for one in before])
        for key, part, old in zip(question.keys, parts or (), before, strict=False):
            until = old[1] if old is not None else time.time() + seconds
            text = json.dumps({"until": until, "part": part}, separators=(",", ":"))
            self._remember(key, text)
            if self._store is not None:
                await asyncio.to_thread(self._store.keep, key, text, until - time.time())

    def discovered(self, config: ServerConfig) -> str | None:
        """What another process was offered by the same server."""
        return self._store.answer(_discovery_key(config)) if self._store is not None else None

    def keep_discovery(self, config: ServerConfig, offer: str, seconds: float) -> None:
        """Let others know what the server offers."""
        if self._store is not None:
            self._store.keep(_discovery_key(config), offer, seconds)

    async def _from_store(self, question: Question) -> list[Kept | None]:
        # A Redis that hangs for its half second must not hold the agent's loop.
        return await asyncio.to_thread(lambda: [self._stored(key) for key in question.keys])

    def _stored(self, key: str) -> Kept | None:
        text = self._store.answer(key) if self._store is not None else None
        kept = _parsed(text) if text is not None else None
        if text is not None and kept is not None:
            self._remember(key, text)
        return kept

    def _in_process(self, key: str) -> Kept | None:
        with self._lock:
            text = self._texts.get(key)
            if text is not None:
                self._texts.move_to_end(key)
        return _parsed(text) if text is not None else None

    def _remember(self, key: str, text: str) -> None:
        with self._lock:
            self._characters += len(text) - len(self._texts.pop(key, ""))
            self._texts[key] = text
            while self._characters > self._largest:
                _, oldest = self._texts.popitem(last=False)
                self._characters -= len(oldest)


def _answer(question: Question, kept: Sequence[Kept | None]) -> Content | None:
    parts = [one[0] for one in kept if one is not None]
    return question.answer(parts) if len(parts) == len(kept) else None


def _parsed(text: str) -> Kept | None:
    """None for what is too old, or was written in another form."""
    try:
        kept = json.loads(text)
        part, until = kept["part"], float(kept["until"])
    except (ValueError, KeyError, TypeError):
        return None
    return (part, until) if time.time() < until else None


def _discovery_key(config: ServerConfig) -> str:
    return digest_of(["tools", config.name, config.fingerprint, sorted(config.allowed_tools)])
