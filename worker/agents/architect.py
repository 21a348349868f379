"""The architect: one Strands agent run that ends with an architecture which fits the catalogue.

The same loop, tools, guard and audit run with every model provider.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from strands import Agent
from strands.agent.agent_result import AgentResult

from jobs.agent_limits import Limits
from jobs.states import Mode
from jobs.usage import NOTHING_USED, Usage
from worker.agents.audit import AuditSink, ToolCall
from worker.agents.evidence import Evidence, Reference
from worker.agents.guarded_agent import Surroundings, assemble, follow
from worker.agents.limits import Meter
from worker.agents.links import LinkFilter, hosts_in
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_faults import translated
from worker.agents.model_providers import Provider, offline_provider
from worker.agents.proposal import FINAL, Proposal
from worker.agents.spoken import checked
from worker.agents.terms import Terms
from worker.agents.tools import Desk
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.architecture.requirements import Requirements
from worker.errors import LimitReached, NoArchitecture, RequestNotUnderstood

logger = logging.getLogger(__name__)

PROMPTS = Path(__file__).parent / "prompts"
TAKEN_OVER = "The offline architect, rules and no language model, finished the design; what was looked up was kept."


@dataclass(frozen=True)
class Design:
    """What the architect came to.

    `unavailable` holds resource types by region, for the regions that a server answered for. `notes` are sentences for
    the user on what could not be asked; `warnings` on what else went otherwise than it should. `architect` made it.
    """

    architecture: Architecture
    explanation: str
    references: tuple[Reference, ...]
    unavailable: Mapping[str, frozenset[str]]
    notes: tuple[str, ...]
    warnings: tuple["Warned", ...] = ()
    usage: Usage = field(default=NOTHING_USED, compare=False)
    architect: str = ""


@dataclass(frozen=True)
class Warned:
    """A sentence for the user, and which check it is a finding of: `tool_pins`, `limits` or `model`."""

    check: str
    text: str


@dataclass(frozen=True)
class Listener:
    """Who hears what the agent says and does, on the agent's own thread."""

    on_text: Callable[[str], None]
    on_tool: Callable[[ToolCall], None]


class Architect:
    """Shared by all jobs of a worker: each design has its own agent, model and audit.

    `provider` and `limits` are for the jobs that bring no terms of their own.
    """

    def __init__(
        self, provider: Provider, servers: ToolServers, catalogue: Catalogue, limits: Limits | None = None
    ) -> None:
        self._provider = provider
        self._servers = servers
        self._catalogue = catalogue
        self._limits = limits or Limits()
        self._instructions = (PROMPTS / "architect.md").read_text(encoding="utf-8")
        self._start = (PROMPTS / "start.md").read_text(encoding="utf-8")

    def terms(self, own: Terms | None = None) -> Terms:
        """The job's own, or the platform's."""
        return own or Terms(self._provider, self._limits)

    def design(  # noqa: PLR0913 - what differs between jobs
        self,
        requirements: Requirements,
        *,
        audit: AuditSink,
        listener: Listener,
        cancel: threading.Event,
        option: str = "",
        mode: Mode = Mode.IMPLEMENT,
        terms: Terms | None = None,
    ) -> Design:
        """Blocks until the agent has ended; setting `cancel` ends it within about a tenth of a second.

        `option` names one of a comparison's, which its plan then is; `mode` says which servers may be asked. Where a
        language model comes to a limit, or to no architecture that fits, the offline architect finishes; what was
        looked up by then is kept.

        Raises RequestNotUnderstood, NoArchitecture or ModelNotConfigured (permanent), ModelUnavailable (transient), and
        what the audit raises. A cancelled run raises NoArchitecture: the caller knows that it asked for it.
        """
        job = _Job(Desk(requirements, self._catalogue, option), Evidence(), audit, listener, cancel, mode)
        terms = self.terms(terms)
        warnings = [
            Warned("tool_pins", f"{tool}: {fault}.") for tool, fault in self._servers.pin_faults([mode]).items()
        ]
        architect = terms.provider
        try:
            proposal = self._propose(architect, job, terms.meter())
        except NoArchitecture as error:
            if not architect.is_language_model or cancel.is_set():
                raise
            kind = "limits" if isinstance(error, LimitReached) else "model"
            logger.warning("offline architect takes over", extra={"action": "take_over", "reason": error.message})
            warnings.append(Warned(kind, f"{error.message} {TAKEN_OVER}"))
            architect = offline_provider()
            proposal = self._propose(architect, job, terms.meter_of(architect))
        return Design(
            proposal.architecture,
            proposal.explanation,
            references=tuple(job.evidence.references),
            unavailable={region: frozenset(types) for region, types in job.evidence.unavailable.items()},
            notes=tuple(self._notes(job.evidence, mode)),
            warnings=tuple(warnings),
            usage=terms.tally.usage or NOTHING_USED,
            architect=architect.name,
        )

    def _propose(self, provider: Provider, job: "_Job", meter: Meter) -> Proposal:
        agent = assemble(
            provider.make(),
            job.desk.tools(),
            Surroundings(self._servers, job.mode, job.audit, job.listener.on_tool, job.evidence, meter),
            marks_outside_text=provider.is_language_model,
            instructions=self._instructions,
            final=FINAL,
        )
        hosts = hosts_in(job.desk.requirements.request) if provider.is_language_model else None
        result = asyncio.run(self._run(agent, job, meter, LinkFilter(hosts) if hosts is not None else None))
        proposal = result.structured_output
        if not isinstance(proposal, Proposal):
            if job.desk.fault is not None:
                raise RequestNotUnderstood(str(job.desk.fault))
            raise NoArchitecture(f"The architect stopped early ({result.stop_reason}).")
        return proposal if hosts is None else checked(proposal, self._catalogue, hosts)

    async def _run(self, agent: Agent, job: "_Job", meter: Meter, links: LinkFilter | None) -> AgentResult:
        result: AgentResult | None = None

        def hear(event: Mapping[str, Any]) -> None:
            nonlocal result
            if "data" in event:
                job.say(links.feed(event["data"]) if links else event["data"])
            result = event.get("result", result)

        def fault_of(error: Exception) -> Exception:
            return translated(error) if job.desk.fault is None else RequestNotUnderstood(str(job.desk.fault))

        try:
            await follow(
                agent,
                self._start,
                meter,
                hear,
                cancel=job.cancel,
                fault_of=fault_of,
                structured_output_model=Proposal,
            )
        finally:
            if links:
                job.say(links.flush())
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


@dataclass(frozen=True)
class _Job:
    """What one design works with, whoever makes it."""

    desk: Desk
    evidence: Evidence
    audit: AuditSink
    listener: Listener
    cancel: threading.Event
    mode: Mode

    def say(self, text: str) -> None:
        if text:
            self.listener.on_text(text)
