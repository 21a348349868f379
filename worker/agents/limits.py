"""How much one job's agent may do, what it did, and the end of it where it would do more."""

import time
from dataclasses import dataclass, field
from typing import Any

from strands.hooks import AfterToolCallEvent, BeforeModelCallEvent, BeforeToolCallEvent, HookProvider, HookRegistry
from strands.telemetry.metrics import EventLoopMetrics

from jobs.agent_limits import PREFIX, Limits
from jobs.usage import NOTHING_USED, Usage
from worker.agents.model_prices import Price
from worker.agents.server_tool import ServerTool
from worker.errors import LimitReached


@dataclass
class Tally:
    """What one attempt at a job used so far, also while it runs. Meters are added on one thread and read on any."""

    meters: list["Meter"] = field(default_factory=list)

    def meter(self, limits: Limits, price: Price) -> "Meter":
        """For one more agent of the job."""
        meter = Meter(limits, price)
        self.meters.append(meter)
        return meter

    @property
    def usage(self) -> Usage | None:
        """None where no agent ran."""
        return sum((meter.usage for meter in self.meters), NOTHING_USED) if self.meters else None


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
        self._ended: float | None = None
        self._turns = self._tool_calls = self._refusals = 0
        self._reached = ""

    def register_hooks(self, registry: HookRegistry, **_: Any) -> None:
        """Called by Strands when the agent is made."""
        registry.add_callback(BeforeModelCallEvent, self._before_model)
        registry.add_callback(BeforeToolCallEvent, self._before_tool)
        registry.add_callback(AfterToolCallEvent, self._after_tool)

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
            seconds=(self._ended or time.monotonic()) - self._started,
            estimated_usd=self._price.of(into, out),
            price_basis=self._price.basis,
            limit_reached=self._reached,
        )

    def stop(self) -> None:
        """The run has ended: no more seconds are counted."""
        self._ended = self._ended or time.monotonic()

    def out_of_time(self) -> LimitReached:
        """The error for a run that took longer than its seconds."""
        return self._end("seconds", f"{self.limits.seconds:g} seconds")

    def _before_model(self, event: BeforeModelCallEvent) -> None:
        self._metrics = event.agent.event_loop_metrics
        self._check()
        if self._turns >= self.limits.turns:
            raise self._end("turns", f"{self.limits.turns} turns")
        if self._refusals >= self.limits.refusals:
            raise self._end("refusals", f"{self.limits.refusals} refused changes and proposals")
        self._turns += 1

    def _before_tool(self, event: BeforeToolCallEvent) -> None:
        self._metrics = event.agent.event_loop_metrics
        self._check()
        if self._tool_calls >= self.limits.tool_calls:
            raise self._end("tool_calls", f"{self.limits.tool_calls} tool calls")
        self._tool_calls += 1

    def _after_tool(self, event: AfterToolCallEvent) -> None:
        """What the engine refused. A call that the guard stopped, or a server's fault, says nothing of the design."""
        refused = event.result["status"] != "success" and event.cancel_message is None
        self._refusals += refused and not isinstance(event.selected_tool, ServerTool)

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
        own = "" if name == "refusals" else ", or less in the organization's settings"
        where = f"{PREFIX}{name.upper()}{own}"
        return LimitReached(f"The architect came to its limit of {words} ({where}).")
