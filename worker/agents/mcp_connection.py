"""One MCP server: called within its time, and started again when it died.

Strands' client has no timeout for a call and does not notice that its server crashed, so both are done here. Each start
makes a new client; what a dead one leaves behind is cleaned up in the background.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TextIO

from mcp.types import Tool
from strands.tools.mcp import MCPClient
from strands.types.tools import ToolResult, ToolUse

from jobs.metrics.catalogue import TOOL_CACHE, TOOL_SECONDS
from jobs.metrics.recorder import count, observe
from jobs.tracing.spans import span
from worker.agents.mcp_backoff import Backoff
from worker.agents.mcp_install import Environment
from worker.agents.mcp_lookups import Lookups
from worker.agents.mcp_offer import UNKNOWN, Offer
from worker.agents.mcp_questions import Question, question_of
from worker.agents.mcp_result import error_result, oversize, plain_result
from worker.agents.mcp_servers_file import ServerConfig
from worker.agents.mcp_start import Start, answers, fault_of, list_tools, retire, version_of
from worker.agents.mcp_state import Record, State
from worker.agents.mcp_stderr import LastWords
from worker.agents.threads import in_thread
from worker.agents.tool_faults import fault_in
from worker.errors import ToolServerNotInstalled

logger = logging.getLogger(__name__)

CLOSE_SECONDS = 5.0
"""How long a clean exit may take: the SDK closes stdin, waits, then ends the process."""
GRACE_SECONDS = 1.0
"""How much longer than its own timeout an operation is waited for before it is given up from outside."""
WATCH_SECONDS = 10.0
"""How long a server that nobody calls may take to list its tools before it is asked whether it lives."""
FREE_CRASHES = 2
"""A crash or two are mended at once; one that goes on crashing waits longer each time."""
ABSENT_PAUSE_SECONDS = 300.0
"""Where there is no network, a server that would need it is asked for seldom."""
DISCOVERY_SECONDS = 86_400.0


class McpConnection:
    """A server and its tools. Safe for several threads and event loops."""

    def __init__(
        self,
        config: ServerConfig,
        *,
        timeout_seconds: float,
        errlog: TextIO | None = None,
        lookups: Lookups | None = None,
    ) -> None:
        """`errlog` gets what the server writes on stderr; without it, its last words are kept for the log."""
        self.config = config
        self.timeout_seconds = config.timeout_seconds or timeout_seconds
        self.record = Record()
        """How the server does."""
        self._errlog = errlog
        self._stderr: LastWords | None = None
        self._lookups = lookups or Lookups()
        self._environment = Environment(config.install) if config.install is not None else None
        self._lock = threading.Lock()
        self._client: MCPClient | None = None
        self._offer = Offer(UNKNOWN)
        self._known = threading.Event()
        self._generation = 0
        self._starts, self._crashes = Backoff(), Backoff(free=FREE_CRASHES)
        self._reviving: Future[bool] | None = None
        self._leaving: list[Future[Any]] = []
        self._closing: Future[None] = Future()
        self._stop_installing = threading.Event()
        self._calls = 0

    @property
    def fault(self) -> str | None:
        """Why the server cannot be used now, or None where it can, or where it is just being started."""
        if self._client is not None or self.record.state is State.STARTING:
            return None
        return self.record.fault or "it was never started"

    @property
    def offer(self) -> Offer:
        """What it offers, as far as that is known."""
        return self._offer

    def start_in_background(self) -> None:
        """`start`, without waiting for it."""
        self._reviving = in_thread(self.start)

    def start(self) -> bool:
        """Start the server and learn its tools, installing it first where it is not. For the background alone.

        False, and a `fault`, where that fails; a start takes its start-up timeout at most, an installation minutes.
        """
        try:
            if not self._installed():
                return False
            self._discover()
            with self._lock:
                return self._start()
        finally:
            self._known.set()

    @property
    def is_worth_waiting_for(self) -> bool:
        """Nobody waits for an installation, or for a server that is not missed."""
        return self.config.enabled is True and self._is_installed()

    def wait_until_known(self) -> None:
        """Until the tools are known or the start has failed, for the time that a start may take."""
        self._known.wait(self.config.startup_timeout_seconds + 2 * GRACE_SECONDS)

    def tools(self) -> tuple[Tool, ...]:
        """The allowed tools of a running server, or of one that is just being started: a call waits for it.

        Of one that did not start: none, but another start may begin.
        """
        if self._client is None:
            waiting = self.record.state is State.STARTING or (self._starts.is_over and self._crashes.is_over)
            self._revive_in_background(self._generation)
            return self._offer.tools if waiting and self._is_installed() else ()
        return self._offer.tools

    def close(self) -> None:
        """Stop the server, in the few seconds that its clean exit may take. A start under way is broken off."""
        self._stop_installing.set()
        if not self._closing.done():
            self._closing.set_result(None)
        with self._lock:
            client, self._client = self._client, None
            self.record.move(State.STOPPED, "it was stopped")
            self._starts.stop()
        if client is not None:
            self._retire(client)
        wait(self._leaving, timeout=CLOSE_SECONDS)
        if self._stderr is not None:
            self._stderr.close()

    async def call(self, tool_use: ToolUse, own_name: str, cancel: threading.Event | None) -> ToolResult:
        """Call a tool, or give the answer that is at hand; every fault comes back as an error that names the server."""
        began = time.monotonic()
        with span("tool server", "client", server=self.config.name, tool=own_name):
            result = await self._answer(tool_use, own_name, cancel)
        outcome = "error" if fault_in(result) is not None else "success"
        observe(TOOL_SECONDS, self.config.name, outcome, seconds=time.monotonic() - began)
        return result

    async def _answer(self, tool_use: ToolUse, own_name: str, cancel: threading.Event | None) -> ToolResult:
        self.record.count_call()
        question = self._question(own_name, tool_use)
        if question is not None:
            content = await self._lookups.find(question)
            self.record.count(hit=content is not None)
            count(TOOL_CACHE, self.config.name, "miss" if content is None else "hit")
            if content is not None:
                return {"toolUseId": tool_use["toolUseId"], "status": "success", "content": content}
        result = await self._call(tool_use, own_name, cancel)
        too_much = oversize(result, self.config.max_result_characters)
        if too_much is not None:
            return error_result(tool_use, f"The answer of {own_name} (MCP server {self.config.name}) {too_much}")
        if question is not None and fault_in(result) is None:
            await self._lookups.keep(question, result["content"], self.config.cache_seconds)
        return result

    def watch(self) -> None:
        """See whether it lives and what it offers now. One that calls are running on shows that by answering them."""
        client, generation = self._client, self._generation
        if client is None:
            self._revive_in_background(generation)
            return
        if self._calls:
            return
        try:
            listed = list_tools(client, WATCH_SECONDS)
        except Exception as error:  # noqa: BLE001 - a dead transport raises what it likes
            logger.warning("mcp server does not answer", extra=self._extra("mcp_watch", error=fault_of(error)))
            self._revive_in_background(generation)
            return
        with self._lock:
            if self._generation == generation and self._client is client:
                self._take(Offer.of(self.config, self._offer.version, listed))

    async def _call(self, tool_use: ToolUse, own_name: str, cancel: threading.Event | None) -> ToolResult:
        result, generation, timed_out = await self._call_once(tool_use, own_name, cancel)
        if result is not None:
            return result
        if timed_out:
            # A hung server would cost this long again and again: leave it, and start another for those who come later.
            fault = f"it did not answer within {self.timeout_seconds:g} s"
            self._give_up(generation, fault)
            return self._error(tool_use, fault)
        if await self._revived(generation, cancel):
            result, _, _ = await self._call_once(tool_use, own_name, cancel)
        return result or self._error(tool_use)

    async def _call_once(
        self, tool_use: ToolUse, own_name: str, cancel: threading.Event | None
    ) -> tuple[ToolResult | None, int, bool]:
        """The answer, or None, with the generation that failed and whether it ran out of time."""
        client, generation = self._client, self._generation
        if client is None:
            self._revive_in_background(generation)
            return None, generation, False
        started = time.monotonic()
        try:
            with self._counted_call():
                result = await asyncio.wait_for(
                    client.call_tool_async(
                        tool_use["toolUseId"],
                        own_name,
                        tool_use["input"],
                        timedelta(seconds=self.timeout_seconds),
                        cancel_signal=cancel,
                    ),
                    timeout=self.timeout_seconds + GRACE_SECONDS,
                )
        except TimeoutError:
            return None, generation, True
        except Exception as error:  # noqa: BLE001 - a client raises what its transport raises; all of it means no answer
            logger.warning("mcp call failed", extra=self._extra("mcp_call", error=str(error)))
            return None, generation, False
        # Strands sets isError on every answer of a server, and only there; the rest it made up from an exception.
        if "isError" in result or result.get("cancelled"):
            self._crashes.succeed()
            return plain_result(result), generation, False
        return None, generation, time.monotonic() - started >= self.timeout_seconds

    async def _revived(self, generation: int, cancel: threading.Event | None) -> bool:
        waiting = asyncio.wrap_future(in_thread(lambda: self._revive(generation)))
        while not waiting.done() and not (cancel is not None and cancel.is_set()):
            await asyncio.wait([waiting], timeout=0.05)
        return waiting.done() and waiting.result()

    def _revive(self, generation: int) -> bool:
        """Start the server again, unless another thread has, or it is alive and only refused this call."""
        with self._lock:
            if self._generation != generation:
                return self._client is not None
            if self._client is not None:
                if answers(self._client):
                    return True
                self._retire(self._client)
                self._client = None
                self._crashes.fail()
                self.record.move(State.DOWN, "it crashed")
            if not (self._starts.is_over and self._crashes.is_over and self._is_installed()):
                return False
            logger.warning("restarting mcp server", extra=self._extra("mcp_restart"))
            return self._start()

    def _revive_in_background(self, generation: int) -> None:
        """One at a time, and not before the pause is over."""
        if not (self._starts.is_over and self._crashes.is_over):
            return
        if self._reviving is None or self._reviving.done():
            first = not self._is_installed() and self.config.enabled is True
            self._reviving = in_thread(self.start if first else lambda: self._revive(generation))

    def _give_up(self, generation: int, fault: str) -> None:
        with self._lock:
            if self._generation != generation or self._client is None:
                return
            self._retire(self._client)
            self._client = None
            self._crashes.fail()
            self.record.move(State.DOWN, fault)
        logger.warning("mcp server given up", extra=self._extra("mcp_give_up", error=fault))
        self._revive_in_background(generation)

    def _retire(self, client: MCPClient) -> None:
        """End a client in the background, and remember that until it has ended."""
        self._leaving = [one for one in self._leaving if not one.done()] + [retire(client)]

    def _start(self) -> bool:
        """With the lock held."""
        if self._closing.done() or self._client is not None:
            return self._client is not None
        self._generation += 1
        self.record.move(State.STARTING)
        seconds = self.config.startup_timeout_seconds
        attempt = Start(self.config, self._stderr_file())
        either: list[Future[Any]] = [attempt.future, self._closing]
        wait(either, timeout=seconds + GRACE_SECONDS, return_when=FIRST_COMPLETED)
        if attempt.future.done() and attempt.future.exception() is None:
            self._client, listed = attempt.future.result()
            self._starts.succeed()
            self.record.started()
            self._take(Offer.of(self.config, version_of(self.config, self._client), listed))
            return True
        attempt.cancel()
        attempt.future.add_done_callback(_retire_late)
        self._leaving.append(attempt.future)
        if not self._closing.done():
            self._failed(_why_not(attempt.future, seconds))
        return False

    def _stderr_file(self) -> TextIO:
        if self._errlog is not None:
            return self._errlog
        if self._stderr is None:
            self._stderr = LastWords()
        return self._stderr.file

    def _failed(self, fault: str) -> None:
        absent = self.config.enabled == "auto" and not self.record.was_up
        self._starts.fail(at_least=ABSENT_PAUSE_SECONDS if absent else 0.0)
        self.record.move(State.ABSENT if absent else State.DOWN, fault)
        said = self._stderr.said() if self._stderr is not None else ""
        level = logging.INFO if absent else logging.ERROR
        logger.log(level, "mcp server did not start", extra=self._extra("mcp_start", error=fault, said=said))

    def _is_installed(self) -> bool:
        return self._environment is None or self._environment.is_ready()

    def _installed(self) -> bool:
        """Install the server where that is wanted. Takes minutes, holds no lock, and is never waited for by a job."""
        if self._environment is None or self._environment.is_ready():
            return True
        if self.config.enabled == "auto":
            self._starts.fail(at_least=ABSENT_PAUSE_SECONDS)
            self.record.move(State.ABSENT, "it is not installed")
            return False
        self.record.move(State.INSTALLING, "it is being installed")
        try:
            self._environment.install(self._stop_installing)
        except ToolServerNotInstalled as error:
            self._starts.fail(at_least=ABSENT_PAUSE_SECONDS)
            self.record.move(State.DOWN, str(error))
            logger.exception("mcp server was not installed", extra=self._extra("mcp_install"))
            return False
        return True

    def _discover(self) -> None:
        """Take what the same server offered to another process, so that no job waits for this one's start."""
        kept = self._lookups.discovered(self.config)
        offer = Offer.from_json(self.config, kept) if kept is not None else None
        if offer is not None and self._client is None:
            self._offer = offer
            self.record.move(State.STARTING)
            self._known.set()

    def _take(self, offer: Offer) -> None:
        """What it offers now; told where that is other than before, or less than the list asks for."""
        before, self._offer = self._offer, offer
        if offer == before:
            return
        for name, reason in offer.missing:
            if (name, reason) not in before.missing:
                logger.warning("mcp tool not offered", extra=self._extra("mcp_tools", tool=name, error=reason))
        if before.tools:
            logger.warning("mcp server offers other tools", extra=self._extra("mcp_tools", offered=offer.offered))
        self._lookups.keep_discovery(self.config, offer.to_json(), DISCOVERY_SECONDS)

    def _question(self, own_name: str, tool_use: ToolUse) -> Question | None:
        """None where answers of this server are not to be given again."""
        tool = next((one for one in self._offer.tools if one.name == own_name), None)
        if not self.config.cache_seconds or tool is None or not isinstance(tool_use["input"], dict):
            return None
        return question_of(self.config, self._offer.version, tool, tool_use["input"])

    @contextmanager
    def _counted_call(self) -> Iterator[None]:
        with self.record.lock:
            self._calls += 1
        try:
            yield
        finally:
            with self.record.lock:
                self._calls -= 1

    def _error(self, tool_use: ToolUse, fault: str | None = None) -> ToolResult:
        reason = fault or self.fault or "the connection broke"
        return error_result(tool_use, f"The MCP server {self.config.name} gave no answer: {reason}.")

    def _extra(self, action: str, **more: object) -> dict[str, object]:
        return {"action": action, "server": self.config.name, **more}


def _why_not(attempt: Future[Any], seconds: float) -> str:
    error = attempt.exception() if attempt.done() else None
    if error is None or isinstance(error, TimeoutError) or "TimeoutError" in repr(error.__cause__):
        return f"it did not start within {seconds:g} s"
    return f"it did not start: {fault_of(error)}"


def _retire_late(attempt: Future[tuple[MCPClient, list[Tool]]]) -> None:
    if attempt.exception() is None:
        retire(attempt.result()[0])
