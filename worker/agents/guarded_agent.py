"""Every Strands agent of ours is put together and followed here: guarded, audited, limited, outside text marked."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, cast

from strands import Agent, ModelRetryStrategy
from strands.hooks import HookCallback, HookProvider
from strands.models import Model
from strands.tools.executors import SequentialToolExecutor
from strands.types.content import Messages
from strands.types.tools import AgentTool

from jobs.states import Mode
from worker.agents.audit import AuditedGuard, AuditSink, ToolCall
from worker.agents.guard import Guard
from worker.agents.limits import Meter
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_faults import translated
from worker.agents.model_spans import ModelSpans, agent_span
from worker.agents.untrusted import Untrusted


@dataclass(frozen=True)
class Surroundings:
    """What an agent works among: the servers that its mode may ask, who records its calls, and what takes from them."""

    servers: ToolServers
    mode: Mode
    audit: AuditSink
    on_tool: Callable[[ToolCall], None]
    keeps: HookProvider
    meter: Meter


def assemble(  # noqa: PLR0913 - an agent is these things, each named at the call
    model: Model,
    own: Iterable[AgentTool],
    around: Surroundings,
    *,
    marks_outside_text: bool,
    instructions: str = "",
    messages: Messages | None = None,
    final: str = "",
) -> Agent:
    """An agent with its own tools and the servers'; where two share a name, its own is meant.

    `final` is the name of the structured output's tool, which Strands makes itself. Outside text is marked for language
    models; rules would not read the marks.
    """
    own = list(own)
    reserved = {tool.tool_name for tool in own} | {final}
    tools = [*own, *(tool for tool in around.servers.tools([around.mode]) if tool.tool_name not in reserved)]
    guard = Guard(tools, final=final, pins=around.servers.pins)
    # After a call hooks run last to first: the audit looks into the body before anything is taken from it or marked.
    hooks: list[HookProvider | HookCallback[Any]] = [
        around.keeps,
        AuditedGuard(guard, around.audit, around.on_tool),
        around.meter,
        ModelSpans(),
    ]
    if marks_outside_text:
        untrusted = Untrusted(guard)
        hooks.insert(0, untrusted)
        instructions += untrusted.instructions
    return Agent(
        model=model,
        messages=messages,
        tools=list(tools),
        system_prompt=instructions or None,
        callback_handler=None,
        hooks=hooks,
        # A language model's calls of one turn build on each other; rules only look things up together.
        tool_executor=SequentialToolExecutor() if marks_outside_text else None,
        retry_strategy=ModelRetryStrategy(max_attempts=3, initial_delay=1, max_delay=8),
    )


async def follow(  # noqa: PLR0913 - as above
    agent: Agent,
    prompt: str,
    meter: Meter,
    hear: Callable[[Mapping[str, Any]], None],
    *,
    cancel: threading.Event,
    fault_of: Callable[[Exception], Exception] = translated,
    **options: Any,
) -> None:
    """Hand each of the run's events to `hear`.

    Raises LimitReached when its seconds are over, else what `fault_of` makes of what went wrong.
    """
    events = agent.stream_async(prompt, cancel_signal=cancel, **options)
    try:
        # Left open, the generator would keep the agent locked and its tools running.
        with agent_span(agent, meter):
            async with (
                asyncio.timeout(meter.limits.seconds),
                aclosing(cast(AsyncGenerator[Any, None], events)) as stream,
            ):
                async for event in stream:
                    hear(event)
    except TimeoutError as error:
        raise meter.out_of_time() from error
    except Exception as error:
        raise fault_of(error) from error
    finally:
        meter.stop()
