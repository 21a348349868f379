"""A span for each agent's run, and in it one for each call of its model: names and numbers, never a word of either.

Strands' own spans would hold what was asked and answered. The names are those of OpenTelemetry's conventions for
generative AI (https://opentelemetry.io/docs/specs/semconv/gen-ai, read 2026-11).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from strands import Agent
from strands.hooks import AfterInvocationEvent, AfterModelCallEvent, BeforeModelCallEvent, HookProvider, HookRegistry
from strands.types.content import get_message_metadata

from jobs.tracing.spans import Span, begin, span
from worker.agents.limits import Meter

_CUT_OFF = "CutOff"


class ModelSpans(HookProvider):
    """The calls of one agent's model, of which one at a time is under way."""

    def __init__(self) -> None:
        self._under_way: Span | None = None

    def register_hooks(self, registry: HookRegistry, **_: Any) -> None:
        """Called by Strands when the agent is made."""
        registry.add_callback(BeforeModelCallEvent, self._before)
        registry.add_callback(AfterModelCallEvent, self._after)
        registry.add_callback(AfterInvocationEvent, self._left)

    def _before(self, event: BeforeModelCallEvent) -> None:
        self._end(_CUT_OFF)
        told = _operation("chat", event.agent)
        self._under_way = begin(f"chat {told['gen_ai.request.model']}", "client", **told)

    def _after(self, event: AfterModelCallEvent) -> None:
        response = event.stop_response
        if response is not None and self._under_way is not None:
            used = get_message_metadata(response.message).get("usage")
            self._under_way.note({"gen_ai.response.finish_reasons": str(response.stop_reason)})
            self._under_way.note(_tokens(used["inputTokens"], used["outputTokens"]) if used else _tokens(0, 0))
        self._end(type(event.exception).__name__ if event.exception else None)

    def _left(self, event: AfterInvocationEvent) -> None:  # noqa: ARG002 - Strands gives it by this name
        """A call that was cut off in the middle, by the job's time or its stop, has had no end."""
        self._end(_CUT_OFF)

    def _end(self, fault: str | None) -> None:
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            under_way.end(fault)


@contextmanager
def agent_span(agent: Agent, meter: Meter) -> Iterator[None]:
    """Everything that ``agent`` does in here is a part of one span, which says in the end how much it used."""
    with span("invoke_agent", **_operation("invoke_agent", agent)) as under_way:
        try:
            yield
        finally:
            if under_way is not None:
                used = meter.usage
                under_way.note({"turns": used.turns, "tool_calls": used.tool_calls, "limit": used.limit_reached})
                under_way.note(_tokens(used.input_tokens, used.output_tokens))


def _tokens(into: int, out: int) -> dict[str, int]:
    return {"gen_ai.usage.input_tokens": into, "gen_ai.usage.output_tokens": out}


def _operation(name: str, agent: Agent) -> dict[str, str]:
    model = str(agent.model.get_config().get("model_id", "unknown"))
    return {"gen_ai.operation.name": name, "gen_ai.request.model": model}
