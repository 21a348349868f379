"""Every tool call is written down before it runs and after it ended, where it ran through, failed or was refused.

A call that cannot be written down does not run: the hook raises, and the run ends. Secrets are redacted in what is
written down, and before that in what leaves to a server.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from strands.hooks import AfterToolCallEvent, BeforeToolCallEvent, HookProvider, HookRegistry
from strands.types.tools import ToolUse

from jobs.audit import record_tool_call
from jobs.claims import Claim
from jobs.database import Database
from worker.agents.arguments import scrubbed
from worker.agents.guard import IN_PROCESS, Guard
from worker.agents.server_tool import ServerTool
from worker.agents.tool_faults import fault_in
from worker.architecture.reading.secrets import without_secrets

logger = logging.getLogger(__name__)

Phase = Literal["before", "after"]
Status = Literal["allowed", "refused", "success", "error"]
MAX_INPUT_CHARACTERS = 16_000
MAX_ERROR_CHARACTERS = 2_000


@dataclass(frozen=True)
class ToolCall:
    """One line of the audit. `seconds` and `error` are for the phase after; `input` is the same in both.

    Calls of one tool may run side by side: by its arguments a reader tells which end belongs to which beginning.
    """

    name: str
    server: str
    phase: Phase
    status: Status
    input: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None
    seconds: float | None = None


class AuditSink(Protocol):
    """Where the audit goes. A sink that cannot write raises: nothing runs unrecorded."""

    def record(self, call: ToolCall) -> None:
        """Write one line."""


class MemoryAudit:
    """Keeps the lines: for the command line and for tests."""

    def __init__(self) -> None:
        self.calls: list[ToolCall] = []

    def record(self, call: ToolCall) -> None:
        """Never fails."""
        self.calls.append(call)


class DatabaseAudit:
    """Writes into the organization's own rows. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, claim: Claim) -> None:
        self._database = database
        self._claim = claim

    def record(self, call: ToolCall) -> None:
        """One transaction for one line, so that it stays when the job fails after it."""
        record_tool_call(
            self._database,
            self._claim,
            name=call.name,
            server=None if call.server == IN_PROCESS else call.server,
            phase=call.phase,
            input=call.input,
            status=call.status,
            error=call.error,
            seconds=call.seconds,
        )


class AuditedGuard(HookProvider):
    """Asks the guard before each call, records both phases, and tells the listener what happens."""

    def __init__(self, guard: Guard, sink: AuditSink, listener: Callable[[ToolCall], None]) -> None:
        self._guard = guard
        self._sink = sink
        self._listener = listener
        self._started: dict[str, tuple[float, dict[str, Any]]] = {}

    def register_hooks(self, registry: HookRegistry, **_: Any) -> None:
        """Called by Strands when the agent is made."""
        registry.add_callback(BeforeToolCallEvent, self.before)
        registry.add_callback(AfterToolCallEvent, self.after)

    def before(self, event: BeforeToolCallEvent) -> None:
        """Refuses by cancelling the call; a fault in here ends the run."""
        if isinstance(event.selected_tool, ServerTool):
            event.tool_use = {**event.tool_use, "input": scrubbed(event.tool_use["input"])}
        refusal = self._guard.refusal(event.tool_use["name"], event.selected_tool, event.tool_use["input"])
        if refusal is not None:
            event.cancel_tool = refusal
        given = recordable(event.tool_use["input"])
        self._note(event.tool_use, given, "before", "refused" if refusal else "allowed", error=refusal)
        self._started[event.tool_use["toolUseId"]] = time.monotonic(), given

    def after(self, event: AfterToolCallEvent) -> None:
        """Records what came out of it. `status: success` over a body that is an error counts as an error."""
        started, given = self._started.pop(event.tool_use["toolUseId"], (None, None))
        seconds = time.monotonic() - started if started is not None else None
        given = recordable(event.tool_use["input"]) if given is None else given
        fault = event.cancel_message or fault_in(event.result)
        if fault is not None and event.result["status"] == "success":
            event.result = {**event.result, "status": "error"}
        status: Status = "refused" if event.cancel_message else "error" if fault else "success"
        self._note(event.tool_use, given, "after", status, error=fault, seconds=seconds)

    def _note(  # noqa: PLR0913 - the columns of the record
        self,
        use: ToolUse,
        given: Mapping[str, Any],
        phase: Phase,
        status: Status,
        *,
        error: str | None = None,
        seconds: float | None = None,
    ) -> None:
        call = ToolCall(
            name=use["name"],
            server=self._guard.server_of(use["name"]),
            phase=phase,
            status=status,
            input=given,
            error=_storable(error) if error else None,
            seconds=seconds,
        )
        self._sink.record(call)
        logger.info(
            "tool call",
            extra={"action": "tool_call", "tool": call.name, "server": call.server, "phase": phase, "status": status},
        )
        self._listener(call)


def recordable(value: Any) -> dict[str, Any]:
    """The input as JSON that Postgres takes: other objects as text, no NUL, no secret, and not without end."""
    text = json.dumps(value, default=repr).replace("\\u0000", "\\ufffd")
    if len(text) > MAX_INPUT_CHARACTERS:
        return {"truncated": scrubbed(text[:MAX_INPUT_CHARACTERS]), "characters": len(text)}
    loaded = scrubbed(json.loads(text))
    return loaded if isinstance(loaded, dict) else {"value": loaded}


def _storable(error: str) -> str:
    """A server's words, as Postgres takes them: no NUL, no half of a surrogate pair, no secret, and not without end."""
    text = error[:MAX_ERROR_CHARACTERS].replace("\x00", "\ufffd")
    return without_secrets(text.encode("utf-8", "replace").decode())
