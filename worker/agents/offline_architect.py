"""The offline architect: a Strands model provider made of rules, for when no language model is configured.

It streams and calls tools like any other model, so the same loop, guard and audit run. It is deterministic, and it says
what it is.
"""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, TypeVar

from pydantic import BaseModel
from strands.models import Model
from strands.types.content import Messages
from strands.types.event_loop import StopReason
from strands.types.streaming import StreamEvent
from strands.types.tools import ToolChoice, ToolSpec

from worker.agents.offline_turns import Turn, next_turn

T = TypeVar("T", bound=BaseModel)

TEXT_PIECE = 48
INPUT_PIECE = 512
"""Characters to a delta: small enough to be seen moving, large enough to cost nothing."""


class OfflineArchitect(Model):
    """Not a language model. Stateless: one may serve any number of agents."""

    NAME = "Offline architect (rules, not a language model)"

    def update_config(self, **model_config: Any) -> None:
        """There is nothing to configure. Raises TypeError where someone tries."""
        if model_config:
            raise TypeError(f"the offline architect takes no configuration: {', '.join(model_config)}")

    def get_config(self) -> dict[str, Any]:
        """What Strands shows in traces."""
        return {"model_id": "offline-architect", "context_window_limit": 1_000_000}

    async def stream(
        self,
        messages: Messages,
        tool_specs: list[ToolSpec] | None = None,
        system_prompt: str | None = None,  # noqa: ARG002 - rules are not instructed
        *,
        tool_choice: ToolChoice | None = None,  # noqa: ARG002 - the next turn follows from the conversation alone
        cancel_signal: threading.Event | None = None,
        **_: Any,
    ) -> AsyncIterator[StreamEvent]:
        """The next turn of the conversation, in pieces."""
        turn = next_turn(messages, frozenset(spec["name"] for spec in tool_specs or ()))
        async for event in self.spoken(turn, messages, cancel_signal):
            yield event

    async def spoken(
        self, turn: Turn, messages: Messages, cancel_signal: threading.Event | None
    ) -> AsyncIterator[StreamEvent]:
        """One turn as a model streams it; setting `cancel_signal` ends it at the next piece."""
        yield {"messageStart": {"role": "assistant"}}
        async for event in _pieces(turn):
            if cancel_signal is not None and cancel_signal.is_set():
                return
            yield event
            await asyncio.sleep(0)
        stop: StopReason = "tool_use" if turn.calls else "end_turn"
        yield {"messageStop": {"stopReason": stop}}
        yield {"metadata": {"usage": _usage(messages, turn), "metrics": {"latencyMs": 0}}}

    def structured_output(
        self,
        output_model: type[T],
        prompt: Messages,
        system_prompt: str | None = None,
        **_: Any,
    ) -> AsyncGenerator[dict[str, T | Any], None]:
        """Strands' older way to structured output, which our agents do not go. Raises NotImplementedError."""
        raise NotImplementedError(f"ask the agent for structured_output_model={output_model.__name__} instead")


async def _pieces(turn: Turn) -> AsyncIterator[StreamEvent]:
    if turn.text:
        yield {"contentBlockStart": {"start": {}}}
        for piece in _cut(turn.text, TEXT_PIECE):
            yield {"contentBlockDelta": {"delta": {"text": piece}}}
        yield {"contentBlockStop": {}}
    for call in turn.calls:
        yield {"contentBlockStart": {"start": {"toolUse": {"toolUseId": call.id, "name": call.name}}}}
        for piece in _cut(json.dumps(call.input), INPUT_PIECE):
            yield {"contentBlockDelta": {"delta": {"toolUse": {"input": piece}}}}
        yield {"contentBlockStop": {}}


def _cut(text: str, length: int) -> list[str]:
    return [text[start : start + length] for start in range(0, len(text), length)]


def _usage(messages: Messages, turn: Turn) -> Any:
    """Characters by four, as Strands itself estimates where no tokenizer is at hand."""
    into = sum(len(json.dumps(message["content"], default=repr)) for message in messages) // 4
    out = (len(turn.text) + sum(len(json.dumps(call.input)) for call in turn.calls)) // 4
    return {"inputTokens": into, "outputTokens": out, "totalTokens": into + out}
