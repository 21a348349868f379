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
from strands.types.tools import AgentTool

from jobs.agent_limits import Limits
from jobs.states import Mode
from jobs.usage import NOTHING_USED, Usage
from worker.agents.audit import AuditSink, ToolCall
from worker.agents.drafting import Step
from worker.agents.drafting_tools import DraftingTools
from worker.agents.evidence import Evidence, Reference
from worker.agents.guarded_agent import Surroundings, assemble, follow
from worker.agents.limits import Meter
from worker.agents.links import LinkFilter, hosts_in, without_strange_links
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_faults import translated
from worker.agents.model_providers import Provider, offline_provider
from worker.agents.proposal import FINAL, Proposal, proposal_for
from worker.agents.spoken import checked
from worker.agents.terms import Terms
from worker.agents.tools import Desk, Examine
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.architecture.requirements import Requirements
from worker.errors import LimitReached, NoArchitecture, RequestNotUnderstood

logger = logging.getLogger(__name__)

PROMPTS = Path(__file__).parent / "prompts"
TAKEN_OVER = "The offline architect, rules and no language model, finished the design; what was looked up was kept."
FROM_DRAFT = "It went on from the model's draft, with {count} of its changes, since that could be built."
ANEW = "It planned anew: the model's draft could not be built as it was."


@dataclass(frozen=True)
class Design:
    """What the architect came to.

    `unavailable` holds resource types by region, for the regions that a server answered for. `notes` are sentences for
    the user on what could not be asked; `warnings` on what else went otherwise than it should. `architect` made it.
    `requirements` are those that a language model amended, None where none did; `steps` made the architecture of the
    plan, or of nothing where `from_plan` is False.
    """

    architecture: Architecture
    explanation: str
    references: tuple[Reference, ...]
    unavailable: Mapping[str, frozenset[str]]
    notes: tuple[str, ...]
    warnings: tuple["Warned", ...] = ()
    usage: Usage = field(default=NOTHING_USED, compare=False)
    architect: str = ""
    requirements: Requirements | None = None
    steps: tuple[Step, ...] = ()
    from_plan: bool = True


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
        examine: Examine | None = None,
    ) -> Design:
        """Blocks until the agent has ended; setting `cancel` ends it within about a tenth of a second.

        `option` names one of a comparison's, which its plan then is; `mode` says which servers may be asked; `examine`
        tells what is gravely wrong with a draft of a language model, which then cannot be proposed. Where a
        language model comes to a limit, or to no architecture that fits, the offline architect finishes: from the
        model's draft where that can be built, else from a new plan; what was looked up by then is kept.

        Raises RequestNotUnderstood, NoArchitecture or ModelNotConfigured (permanent), ModelUnavailable (transient), and
        what the audit raises. A cancelled run raises NoArchitecture: the caller knows that it asked for it.
        """
        hosts = hosts_in(requirements.request)
        desk = Desk(requirements, self._catalogue, option, known_hosts=hosts, examine=examine)
        job = _Job(desk, Evidence(), audit, listener, cancel, mode)
        terms = self.terms(terms)
        warnings = [
            Warned("tool_pins", f"{tool}: {fault}.") for tool, fault in self._servers.pin_faults([mode]).items()
        ]
        architect, by_model = terms.provider, terms.provider.is_language_model
        try:
            proposal = self._propose(architect, job, terms.meter(), _tools(desk, architect))
        except NoArchitecture as error:
            if not architect.is_language_model or cancel.is_set():
                raise
            kind = "limits" if isinstance(error, LimitReached) else "model"
            logger.warning("offline architect takes over", extra={"action": "take_over", "reason": error.message})
            kept = desk.may_be_finished()
            how = FROM_DRAFT.format(count=len(desk.board.steps)) if kept else ANEW if desk.board.steps else ""
            warnings.append(Warned(kind, f"{error.message} {TAKEN_OVER} {how}".strip()))
            architect = offline_provider()
            proposal = self._propose(architect, job, terms.meter_of(architect), desk.tools(keeps=kept))
        explanation = without_strange_links(proposal.explanation, hosts) if by_model else proposal.explanation
        return Design(
            self._finished(desk, proposal, checks=by_model),
            explanation,
            references=tuple(job.evidence.references),
            unavailable={region: frozenset(types) for region, types in job.evidence.unavailable.items()},
            notes=tuple(self._notes(job.evidence, mode)),
            warnings=tuple(warnings),
            usage=terms.tally.usage or NOTHING_USED,
            architect=architect.name,
            requirements=desk.requirements if desk.requirements is not requirements else None,
            steps=desk.board.steps,
            from_plan=desk.from_plan,
        )

    def _finished(self, desk: Desk, proposal: Proposal, *, checks: bool) -> Architecture:
        """The draft with what the proposal assumes. Raises NoArchitecture where a model made what may not be taken."""
        draft = desk.board.draft
        taken = tuple(one.as_assumption() for one in proposal.assumptions)
        draft = draft.model_copy(update={"assumptions": (*draft.assumptions, *taken)})
        return checked(draft, self._catalogue, desk.known_hosts) if checks else draft

    def _propose(self, provider: Provider, job: "_Job", meter: Meter, tools: list[AgentTool]) -> Proposal:
        agent = assemble(
            provider.make(),
            tools,
            Surroundings(self._servers, job.mode, job.audit, job.listener.on_tool, job.evidence, meter),
            marks_outside_text=provider.is_language_model,
            instructions=self._instructions,
            final=FINAL,
        )
        links = LinkFilter(job.desk.known_hosts) if provider.is_language_model else None
        final = proposal_for(lambda: job.desk.faults(examined=provider.is_language_model))
        result = asyncio.run(self._run(agent, job, meter, links, final))
        proposal = result.structured_output
        if not isinstance(proposal, Proposal):
            if job.desk.fault is not None:
                raise RequestNotUnderstood(str(job.desk.fault))
            raise NoArchitecture(f"The architect stopped early ({result.stop_reason}).")
        # Calls of the same turn may have changed the draft after it was proposed.
        if provider.is_language_model and (faults := job.desk.faults(examined=True)):
            raise NoArchitecture(f"What the architect made of its proposal cannot be built: {faults[0]}.")
        return proposal

    async def _run(
        self, agent: Agent, job: "_Job", meter: Meter, links: LinkFilter | None, final: type[Proposal]
    ) -> AgentResult:
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
                structured_output_model=final,
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


def _tools(desk: Desk, provider: Provider) -> list[AgentTool]:
    """Rules plan and change nothing; a language model has a draft to change."""
    return [*desk.tools(), *(DraftingTools(desk).tools() if provider.is_language_model else ())]


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
