"""How much one job's agent may do, what it did, and the end of it where it would do more."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from strands.hooks import BeforeModelCallEvent, BeforeToolCallEvent, HookProvider, HookRegistry
from strands.telemetry.metrics import EventLoopMetrics

from worker.agents.model_prices import Price
from worker.errors import LimitReached, ModelNotConfigured

PREFIX = "AGENT_MAX_"


@dataclass(frozen=True)
class Limits:
    """Of one job. Each is read from `AGENT_MAX_` and its name; docs/settings.md says what they are for."""

    turns: int = 24
    tool_calls: int = 80
    tokens: int = 400_000
    seconds: float = 180.0
    usd: float = 5.0

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Limits":
        """Raises ModelNotConfigured where one is no number above 0."""
        given = {one.name: environ.get(PREFIX + one.name.upper(), "") for one in fields(cls)}
        return cls(**{name: _number(name, text, type(getattr(cls, name))) for name, text in given.items() if text})


@dataclass(frozen=True)
class Usage:
    """What a job's agent came to; a job without an agent has none of it."""

    turns: int = 0
    tool_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    estimated_usd: float = 0.0
    price_basis: str = "free"
    limit_reached: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the job's result. The price's basis: free, recorded, set by the operator, or assumed (the dearest)."""
        return {**vars(self), "seconds": round(self.seconds, 3), "estimated_usd": round(self.estimated_usd, 6)}

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            turns=self.turns + other.turns,
            tool_calls=self.tool_calls + other.tool_calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            seconds=self.seconds + other.seconds,
            estimated_usd=self.estimated_usd + other.estimated_usd,
            price_basis=self.price_basis if self.price_basis != "free" else other.price_basis,
            limit_reached=self.limit_reached or other.limit_reached,
        )


NOTHING_USED = Usage()


class Meter(HookProvider):
    """Counts what one agent does and ends its run, with LimitReached, before it would go over a limit.

    Tokens and cost are known after a turn, so the turn that goes over is the last. `seconds` are held by whoever runs
    the agent, for instance by asyncio's timeout, since no hook is called while a model speaks.
    """

    def __init__(self, limits: Limits, price: Price) -> None:
        self.limits = limits
        self._price = price
        self._metrics: EventLoopMetrics | None = None
        self._started = time.monotonic()
        self._turns = self._tool_calls = 0
        self._reached = ""

    def register_hooks(self, registry: HookRegistry, **_: Any) -> None:
        """Called by Strands when the agent is made."""
        registry.add_callback(BeforeModelCallEvent, self._before_model)
        registry.add_callback(BeforeToolCallEvent, self._before_tool)

    @property
    def usage(self) -> Usage:
        """So far."""
        into = out = 0
        if self._metrics is not None:
            counted = self._metrics.accumulated_usage
            into, out = counted["inputTokens"], counted["outputTokens"]
        return Usage(
            turns=self._turns,
            tool_calls=self._tool_calls,
            input_tokens=into,
            output_tokens=out,
            seconds=time.monotonic() - self._started,
            estimated_usd=self._price.of(into, out),
            price_basis=self._price.basis,
            limit_reached=self._reached,
        )

    def out_of_time(self) -> LimitReached:
        """The error for a run that took longer than its seconds."""
        return self._end("seconds", f"{self.limits.seconds:g} seconds")

    def _before_model(self, event: BeforeModelCallEvent) -> None:
        self._metrics = event.agent.event_loop_metrics
        self._check()
        if self._turns >= self.limits.turns:
            raise self._end("turns", f"{self.limits.turns} turns")
        self._turns += 1

    def _before_tool(self, event: BeforeToolCallEvent) -> None:
        self._metrics = event.agent.event_loop_metrics
        self._check()
        if self._tool_calls >= self.limits.tool_calls:
            raise self._end("tool_calls", f"{self.limits.tool_calls} tool calls")
        self._tool_calls += 1

    def _check(self) -> None:
        usage, limits = self.usage, self.limits
        if usage.input_tokens + usage.output_tokens >= limits.tokens:
            raise self._end("tokens", f"{limits.tokens:,} tokens")
        if usage.estimated_usd >= limits.usd:
            raise self._end("usd", f"{limits.usd:g} USD")
        if usage.seconds >= limits.seconds:
            raise self.out_of_time()

    def _end(self, name: str, words: str) -> LimitReached:
        self._reached = name
        return LimitReached(f"The architect came to its limit of {words} ({PREFIX}{name.upper()}).")


def _number(name: str, text: str, kind: type[float]) -> Any:
    try:
        number = kind(text)
    except ValueError:
        number = kind(0)
    if not 0 < number < float("inf"):
        wanted = "a whole number" if kind is int else "a number"
        raise ModelNotConfigured(f"{PREFIX}{name.upper()}={text} is not {wanted} over 0.")
    return number
