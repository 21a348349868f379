"""One MCP server: called within its time, and started again when it died.

Strands' client has no timeout for a call and does not notice that its server crashed, so both are done here. Each start
makes a new client; what a dead one leaves behind is cleaned up in the background.
"""

import asyncio
import logging
import threading
import time
from concurrent.futures import Future, wait
from datetime import timedelta
from typing import Any, TextIO

from strands.tools.mcp import MCPAgentTool, MCPClient
from strands.types.tools import ToolResult, ToolUse

from worker.agents.mcp_servers_file import ServerConfig
from worker.agents.mcp_start import answers, connect, fault_of, retire
from worker.agents.threads import in_thread

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 30.0
"""After a start that failed, how long to wait before the next job may cause another."""
CLOSE_SECONDS = 5.0
"""How long a clean exit may take: the SDK closes stdin, waits, then ends the process."""
GRACE_SECONDS = 1.0
"""How much longer than its own timeout an operation is waited for before it is given up from outside."""


class McpConnection:
    """A server and its tools. Safe for several threads and event loops."""

    def __init__(self, config: ServerConfig, *, timeout_seconds: float, errlog: TextIO) -> None:
        self.config = config
        self.timeout_seconds = config.timeout_seconds or timeout_seconds
        self._errlog = errlog
        self._lock = threading.Lock()
        self._client: MCPClient | None = None
        self._tools: list[MCPAgentTool] = []
        self._generation = 0
        self._fault = "it was never started"
        self._retry_at = 0.0
        self._reviving: Future[bool] | None = None
        self._leaving: list[Future[Any]] = []

    @property
    def fault(self) -> str | None:
        """Why the server cannot be used now, or None where it can."""
        return None if self._client is not None else self._fault

    def start(self) -> bool:
        """Start the server and learn its tools within its start-up timeout. False, and a `fault`, where that fails."""
        with self._lock:
            return self._start()

    def tools(self) -> list[MCPAgentTool]:
        """The allowed tools of a running server, or of one that is just being started again: a call waits for it.

        Of one that did not start: none, but another start may begin.
        """
        if self._client is None:
            failed = time.monotonic() < self._retry_at
            self._revive_in_background(self._generation)
            return [] if failed else self._tools
        return self._tools

    def close(self) -> None:
        """Stop the server, in the few seconds that its clean exit may take."""
        with self._lock:
            client, self._client, self._fault = self._client, None, "it was stopped"
            self._retry_at = float("inf")
        if client is not None:
            self._retire(client)
        wait(self._leaving, timeout=CLOSE_SECONDS)

    async def call(self, tool_use: ToolUse, own_name: str, cancel: threading.Event | None) -> ToolResult:
        """Call a tool; every fault comes back as an error result that names the server."""
        result, generation, timed_out = await self._call_once(tool_use, own_name, cancel)
        if result is not None:
            return result
        if timed_out:
            # A hung server would cost this long again and again: leave it, and start another for those who come later.
            self._give_up(generation, f"it did not answer within {self.timeout_seconds:g} s")
            return self._error(tool_use)
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
            return _plain(result), generation, False
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
            logger.warning("restarting mcp server", extra=self._extra("mcp_restart"))
            return self._start()

    def _revive_in_background(self, generation: int) -> None:
        if time.monotonic() >= self._retry_at and (self._reviving is None or self._reviving.done()):
            self._reviving = in_thread(lambda: self._revive(generation))

    def _give_up(self, generation: int, fault: str) -> None:
        with self._lock:
            if self._generation != generation or self._client is None:
                return
            self._retire(self._client)
            self._client, self._fault, self._retry_at = None, fault, 0.0
        logger.warning("mcp server given up", extra=self._extra("mcp_give_up", error=fault))
        self._revive_in_background(generation)

    def _retire(self, client: MCPClient) -> None:
        """End a client in the background, and remember that until it has ended."""
        self._leaving = [one for one in self._leaving if not one.done()] + [retire(client)]

    def _start(self) -> bool:
        self._generation += 1
        seconds = self.config.startup_timeout_seconds
        attempt = in_thread(lambda: connect(self.config, self._errlog))
        try:
            self._client, offered = attempt.result(timeout=seconds + GRACE_SECONDS)
            self._tools = self._allowed(offered)
        except TimeoutError:
            attempt.add_done_callback(_retire_late)
            self._leaving.append(attempt)
            self._fault = f"it did not start within {seconds:g} s"
        except Exception as error:  # noqa: BLE001 - whatever a start raises, the worker goes on without this server
            self._fault = f"it did not start: {fault_of(error)}"
        if self._client is None:
            self._retry_at = time.monotonic() + PAUSE_SECONDS
            logger.error("mcp server did not start", extra=self._extra("mcp_start", error=self._fault))
            return False
        return True

    def _allowed(self, offered: list[MCPAgentTool]) -> list[MCPAgentTool]:
        by_name = {tool.mcp_tool.name: tool for tool in offered}
        chosen = []
        for name in self.config.allowed_tools:
            tool = by_name.get(name)
            if tool is None or _says_it_writes(tool):
                reason = "missing" if tool is None else "the server says that it changes things"
                logger.warning("mcp tool not offered", extra=self._extra("mcp_tools", tool=name, error=reason))
                continue
            chosen.append(tool)
        return chosen

    def _error(self, tool_use: ToolUse) -> ToolResult:
        fault = self.fault or "the connection broke"
        text = f"The MCP server {self.config.name} gave no answer: {fault}."
        return {"toolUseId": tool_use["toolUseId"], "status": "error", "content": [{"text": text}]}

    def _extra(self, action: str, **more: object) -> dict[str, object]:
        return {"action": action, "server": self.config.name, **more}


def _plain(result: Any) -> ToolResult:
    return {"toolUseId": result["toolUseId"], "status": result["status"], "content": result["content"]}


def _says_it_writes(tool: MCPAgentTool) -> bool:
    hints = tool.mcp_tool.annotations
    return hints is not None and (hints.read_only_hint is False or hints.destructive_hint is True)


def _retire_late(attempt: Future[tuple[MCPClient, list[MCPAgentTool]]]) -> None:
    if attempt.exception() is None:
        retire(attempt.result()[0])
