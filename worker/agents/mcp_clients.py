"""The pool of MCP servers: all started at once when the worker starts, shared by all its jobs."""

import logging
import threading
import time
from collections.abc import Iterable
from concurrent.futures import wait
from datetime import UTC, datetime
from typing import Protocol, TextIO

from jobs.tool_servers import LookupCounts, ServerHealth
from worker.agents.mcp_connection import McpConnection
from worker.agents.mcp_lookups import AnswerStore, Lookups
from worker.agents.mcp_servers_file import ServerConfig
from worker.agents.mcp_state import State
from worker.agents.pins import Pins, ToolPins, definition_of
from worker.agents.server_tool import ServerTool
from worker.agents.threads import in_thread

logger = logging.getLogger(__name__)

WATCH_SECONDS = 20.0
"""Between two looks at every server, each followed by a report; well within the time that a report is kept."""
TICK_SECONDS = 1.0
"""How late a change of state may be reported."""


class HealthRecords(AnswerStore, Protocol):
    """The part of `jobs.tool_servers.ToolServerRecords` that a pool needs."""

    def report(self, worker: str, servers: Iterable[ServerHealth], counts: dict[str, LookupCounts], /) -> bool:
        """Say how the servers do; False where that was lost."""

    def forget(self, worker: str, /) -> None:
        """The worker has ended."""

    def close(self) -> None:
        """Close the connections."""


class ToolServers:
    """Every server of `mcp_servers.yaml` that is on. A server that is down costs a job its tools, never the job.

    Servers belong to the worker, not to anyone who signed in: they are started without credentials of a user, hold
    nothing of one, and answer all jobs. So they end with the worker, and a login session that ends closes none of
    them; that would take tools from the jobs of others.
    """

    def __init__(  # noqa: PLR0913 - what a worker gives it, each named at the call
        self,
        configs: Iterable[ServerConfig],
        *,
        timeout_seconds: float,
        errlog: TextIO | None = None,
        records: HealthRecords | None = None,
        worker: str = "",
        pins: ToolPins | None = None,
    ) -> None:
        """With `records`, answers are shared between workers, and `worker` reports how its servers do.

        `errlog` gets what servers write on stderr; without it, their last words are kept for the log. `pins` says which
        tools were approved; without it none was, and there are no tools.
        """
        self.pins = pins or Pins()
        lookups = Lookups(records)
        self.connections = [
            McpConnection(one, timeout_seconds=timeout_seconds, errlog=errlog, lookups=lookups) for one in configs
        ]
        self._records = records
        self._worker = worker
        self._started: list[McpConnection] = []
        self._reported: dict[str, tuple[int, int]] = {}
        self._reporting = threading.Lock()
        self._closing = threading.Event()

    def start(self, modes: Iterable[str] | None = None) -> None:
        """Begin to start all that serve one of the modes, in parallel, without waiting; no modes are all of them."""
        chosen = None if modes is None else set(modes)
        self._started = [one for one in self.connections if one.config.serves(chosen)]
        for connection in self._started:
            connection.start_in_background()
        threading.Thread(target=self._watch, name="mcp-watch", daemon=True).start()

    def tools(self, modes: Iterable[str] | None = None) -> list[ServerTool]:
        """The allowed tools of every server that is up for one of the modes.

        Waits for a server that starts for the first time on this machine, until its start has run out of its time.
        """
        return [tool for tool in self._offered(modes) if self._pin_fault(tool) is None]

    def pin_faults(self, modes: Iterable[str] | None = None) -> dict[str, str]:
        """Tool → why it is not used though its server offers it: nobody approved it, or not as it is now."""
        faults = {tool.tool_name: self._pin_fault(tool) for tool in self._offered(modes)}
        return {name: fault for name, fault in faults.items() if fault is not None}

    def faults(self, modes: Iterable[str] | None = None) -> dict[str, str]:
        """Server → why it cannot be used now. One that is used only where it can be had is not missed."""
        serving = [one for one in self._serving(modes) if one.config.enabled is True]
        return {one.config.name: one.fault for one in serving if one.fault is not None}

    def cache_hit_rate(self) -> float | None:
        """The share of lookups that found their answer at hand, since the start; None before the first."""
        hits = sum(one.record.hits for one in self.connections)
        asked = hits + sum(one.record.misses for one in self.connections)
        return hits / asked if asked else None

    def health(self) -> list[ServerHealth]:
        """How each server does, those that are off too."""
        now = datetime.now(UTC)
        return [
            _health(one, self.pins, worker=self._worker, now=now, started=one in self._started)
            for one in self.connections
        ]

    def report(self) -> None:
        """Write down how the servers do, and how many lookups found their answer at hand."""
        with self._reporting:
            self._report()

    def _report(self) -> None:
        counted = {one.config.name: (one.record.hits, one.record.misses) for one in self._started}
        new = {
            name: LookupCounts(hits=hits - before[0], misses=misses - before[1])
            for name, (hits, misses) in counted.items()
            if (hits, misses) != (before := self._reported.get(name, (0, 0)))
        }
        for name, count in new.items():
            hits, misses = counted[name]
            rate = round(hits / (hits + misses), 3)
            about = {"server": name, "hits": count.hits, "misses": count.misses, "hit_rate": rate}
            logger.info("mcp lookups", extra={"action": "mcp_lookups", **about})
        if self._records is None or self._records.report(self._worker, self.health(), new):
            self._reported |= counted

    def close(self) -> None:
        """Stop all in parallel, in a few seconds at most, and close the records."""
        self._closing.set()
        wait([in_thread(connection.close) for connection in self.connections])
        self.report()
        if self._records is not None:
            self._records.forget(self._worker)
            self._records.close()

    def _serving(self, modes: Iterable[str] | None) -> list[McpConnection]:
        chosen = None if modes is None else set(modes)
        return [one for one in self._started if one.config.serves(chosen)]

    def _offered(self, modes: Iterable[str] | None) -> list[ServerTool]:
        serving = self._serving(modes)
        # Asked of all before the first wait: what is installed meanwhile is not waited for.
        for connection in [one for one in serving if one.is_worth_waiting_for]:
            connection.wait_until_known()
        return [ServerTool(connection, tool) for connection in serving for tool in connection.tools()]

    def _pin_fault(self, tool: ServerTool) -> str | None:
        server = tool.connection.config.name
        fault = self.pins.fault(server, tool.definition)
        if fault is not None:
            about = {"server": server, "tool": tool.tool_name, "error": fault}
            logger.error("mcp tool not approved", extra={"action": "mcp_pin", **about})
        return fault

    def _watch(self) -> None:
        """A server that died or offers other tools is noticed before the next job asks it."""
        looked_at, told = time.monotonic(), ""
        while not self._closing.wait(TICK_SECONDS):
            try:
                due = time.monotonic() - looked_at >= WATCH_SECONDS
                if due:
                    wait([in_thread(connection.watch) for connection in self._started], timeout=WATCH_SECONDS)
                    looked_at = time.monotonic()
                states = " ".join(one.record.state for one in self._started)
                if (due or states != told) and not self._closing.is_set():
                    self.report()
                    told = states
            except Exception:
                logger.exception("watching the mcp servers failed", extra={"action": "mcp_watch"})


def _health(connection: McpConnection, pins: ToolPins, *, worker: str, now: datetime, started: bool) -> ServerHealth:
    record, offer, config = connection.record, connection.offer, connection.config
    unapproved = [tool for tool in offer.tools if pins.fault(config.name, definition_of(tool))]
    return ServerHealth(
        worker=worker,
        name=config.name,
        transport=config.transport,
        enabled=str(config.enabled).lower(),
        state=record.state if started else State.OFF,
        since=record.since,
        version=offer.version,
        allowed=tuple(config.allowed_tools),
        offered=offer.offered,
        missing=tuple(name for name, _ in offer.missing),
        unapproved=tuple(tool.name for tool in unapproved),
        changed=tuple(tool.name for tool in unapproved if pins.knows(config.name, tool.name)),
        last_error=record.last_error,
        last_error_at=record.last_error_at,
        restarts=record.restarts,
        calls=record.calls,
        hits=record.hits,
        misses=record.misses,
        seen_at=now,
    )
