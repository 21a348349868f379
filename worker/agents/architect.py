"""The architect: one Strands agent run that ends with an architecture which fits the catalogue.

The same loop, tools, guard and audit run with every model provider.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from strands import Agent, ModelRetryStrategy
from strands.agent.agent_result import AgentResult

from jobs.states import Mode
from worker.agents.audit import AuditedGuard, AuditSink, ToolCall
from worker.agents.evidence import Evidence, Reference
from worker.agents.guard import Guard
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_faults import translated
from worker.agents.model_providers import Provider
from worker.agents.proposal import FINAL, Proposal
from worker.agents.tools import Desk
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.architecture.requirements import Requirements
from worker.errors import NoArchitecture, RequestNotUnderstood

PROMPTS = Path(__file__).parent / "prompts"
MAX_TURNS = 24
MAX_TOKENS = 400_000
"""Enough for a model that mends its proposal a few times, and an end to one that never gets there."""


@dataclass(frozen=True)
class Design:
    """What the architect came to.

    `unavailable` holds resource types by region, for the regions that a server answered for. `notes` are sentences for
    the user on what could not be asked.
    """

    architecture: Architecture
    explanation: str
    references: tuple[Reference, ...]
    unavailable: Mapping[str, frozenset[str]]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Listener:
    """Who hears what the agent says and does, on the agent's own thread."""

    on_text: Callable[[str], None]
    on_tool: Callable[[ToolCall], None]


class Architect:
    """Shared by all jobs of a worker: each design has its own agent, model and audit."""

    def __init__(self, provider: Provider, servers: ToolServers, catalogue: Catalogue) -> None:
        self.name = provider.name
        self.is_language_model = provider.is_language_model
        self._provider = provider
        self._servers = servers
        self._catalogue = catalogue
        self._instructions = (PROMPTS / "architect.md").read_text(encoding="utf-8")
        self._start = (PROMPTS / "start.md").read_text(encoding="utf-8")

    def design(  # noqa: PLR0913 - what differs between jobs
        self,
        requirements: Requirements,
        *,
        audit: AuditSink,
        listener: Listener,
        cancel: threading.Event,
        option: str = "",
        mode: Mode = Mode.IMPLEMENT,
    ) -> Design:
        """Blocks until the agent has ended; setting `cancel` ends it within about a tenth of a second.

        `option` names one of a comparison's, which its plan then is; `mode` says which servers may be asked.

        Raises RequestNotUnderstood, NoArchitecture or ModelNotConfigured (permanent), ModelUnavailable (transient), and
        what the audit raises. A cancelled run raises NoArchitecture: the caller knows that it asked for it.
        """
        desk = Desk(requirements, self._catalogue, option)
        evidence = Evidence()
        servers = self._servers.tools([mode])
        tools = [*desk.tools(), *servers]
        guard = AuditedGuard(Guard(tools, final=FINAL), audit, listener.on_tool)
        agent = Agent(
            model=self._provider.make(),
            tools=list(tools),
            system_prompt=self._instructions,
            callback_handler=None,
            # After a call hooks run last to first: the audit looks into the body before the evidence is taken.
            hooks=[evidence, guard],
            retry_strategy=ModelRetryStrategy(max_attempts=3, initial_delay=1, max_delay=8),
        )
        result = asyncio.run(self._run(agent, listener, cancel, desk))
        proposal = result.structured_output
        if not isinstance(proposal, Proposal):
            if desk.fault is not None:
                raise RequestNotUnderstood(str(desk.fault))
            raise NoArchitecture(f"The architect stopped early ({result.stop_reason}).")
        return Design(
            proposal.architecture,
            proposal.explanation,
            references=tuple(evidence.references),
            unavailable={region: frozenset(types) for region, types in evidence.unavailable.items()},
            notes=tuple(self._notes(evidence, mode)),
        )

    async def _run(self, agent: Agent, listener: Listener, cancel: threading.Event, desk: Desk) -> AgentResult:
        result: AgentResult | None = None
        events = agent.stream_async(
            self._start,
            structured_output_model=Proposal,
            limits={"turns": MAX_TURNS, "total_tokens": MAX_TOKENS},
            cancel_signal=cancel,
        )
        try:
            # Left open, the generator would keep the agent locked and its tools running.
            async with aclosing(cast(AsyncGenerator[Any, None], events)) as stream:
                async for event in stream:
                    if "data" in event:
                        listener.on_text(event["data"])
                    result = event.get("result", result)
        except Exception as error:
            if desk.fault is not None:
                raise RequestNotUnderstood(str(desk.fault)) from error
            raise translated(error) from error
        if result is None:
            raise NoArchitecture("The architect ended without a result.")
        return result

    def _notes(self, evidence: Evidence, mode: Mode) -> list[str]:
        down = self._servers.faults([mode])
        notes = [f"The knowledge server {name} could not be asked: {fault}." for name, fault in down.items()]
        if notes or evidence.faults:
            notes.append("Regional availability and documentation links may be incomplete for that reason.")
        if evidence.faults and not down:
            tool, fault = next(iter(evidence.faults.items()))
            notes.insert(0, f"{tool} failed: {fault}")
        return notes
