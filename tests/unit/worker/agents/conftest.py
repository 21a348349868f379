"""A model that plays a script, and an architect to put it in."""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import BaseModel
from strands.models import Model
from strands.types.content import Messages
from strands.types.streaming import StreamEvent

from jobs.agent_limits import Limits
from worker.agents.architect import Architect, Design, Listener
from worker.agents.audit import AuditSink, MemoryAudit, ToolCall
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_prices import FREE, Price
from worker.agents.model_providers import Provider
from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading import read_requirements

ToolUse = tuple[str, dict[str, Any]]
Step = ToolUse | list[ToolUse] | Exception | None


class ScriptedModel(Model):
    """Calls a tool a turn, or several; an exception is raised; None, or the end of the script, ends without a call."""

    def __init__(
        self,
        steps: Sequence[Step],
        *,
        tokens: int = 0,
        seconds: float = 0.0,
        before: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Each turn takes so many tokens in, a tenth of it out, and so many seconds; `before` is awaited first."""
        self._steps = list(steps)
        self._tokens = tokens
        self._seconds = seconds
        self._before = before
        self.heard: list[Messages] = []

    def update_config(self, **model_config: Any) -> None:
        """Nothing to configure."""

    def get_config(self) -> dict[str, Any]:
        return {}

    def structured_output(
        self, output_model: type[BaseModel], prompt: Messages, system_prompt: str | None = None, **_: Any
    ) -> AsyncGenerator[dict[str, Any], None]:
        raise NotImplementedError

    async def stream(self, messages: Messages, *_: Any, **__: Any) -> AsyncIterator[StreamEvent]:
        self.heard.append(json.loads(json.dumps(messages)))
        await asyncio.sleep(self._seconds)
        if self._before is not None:
            await self._before()
        step = self._steps.pop(0) if self._steps else None
        if isinstance(step, Exception):
            raise step
        yield {"messageStart": {"role": "assistant"}}
        for number, (name, given) in enumerate(step if isinstance(step, list) else [step] if step else []):
            start = {"toolUseId": f"call{len(self.heard)}-{number}", "name": name}
            yield {"contentBlockStart": {"start": {"toolUse": start}}}  # type: ignore[typeddict-item]
            yield {"contentBlockDelta": {"delta": {"toolUse": {"input": json.dumps(given)}}}}
            yield {"contentBlockStop": {}}
        if step is None:
            yield {"contentBlockDelta": {"delta": {"text": "Done."}}}
            yield {"contentBlockStop": {}}
        yield {"messageStop": {"stopReason": "end_turn" if step is None else "tool_use"}}
        into, out = self._tokens, self._tokens // 10
        usage: Any = {"inputTokens": into, "outputTokens": out, "totalTokens": into + out}
        yield {"metadata": {"usage": usage, "metrics": {"latencyMs": 0}}}

    def errors(self) -> list[str]:
        """The texts of all tool results with status error in the last conversation that it was given."""
        results = [
            block["toolResult"] for message in self.heard[-1] for block in message["content"] if "toolResult" in block
        ]
        return [result["content"][0]["text"] for result in results if result["status"] == "error"]


@dataclass
class Bench:
    """One architect, with what it said and which tools it called."""

    model: Model
    audit: AuditSink = field(default_factory=MemoryAudit)
    cancel: threading.Event = field(default_factory=threading.Event)
    said: list[str] = field(default_factory=list)
    called: list[ToolCall] = field(default_factory=list)
    is_language_model: bool = False
    limits: Limits = field(default_factory=Limits)
    price: Price = FREE

    def design(self, request: str) -> Design:
        provider = Provider("test", self.is_language_model, make=lambda: self.model, price=self.price)
        architect = Architect(provider, ToolServers((), timeout_seconds=1), load_catalogue(), self.limits)
        listener = Listener(on_text=self.said.append, on_tool=self.called.append)
        return architect.design(read_requirements(request), audit=self.audit, listener=listener, cancel=self.cancel)


@pytest.fixture
def bench() -> Callable[..., Bench]:
    return Bench


@pytest.fixture
def scripted() -> Callable[..., ScriptedModel]:
    return ScriptedModel
