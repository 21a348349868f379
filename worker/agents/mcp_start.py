"""Starts an MCP server and ends it, each in bounded time.

Strands' client enforces no start-up timeout of its own: a server that hangs in the handshake would hold it for ever.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, suppress
from types import TracebackType
from typing import Any, TextIO

from mcp import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from mcp.types import Tool
from strands.tools.mcp import MCPClient

from worker.agents.mcp_install import Environment
from worker.agents.mcp_offer import UNKNOWN
from worker.agents.mcp_servers_file import ServerConfig
from worker.agents.threads import in_thread

# They write a traceback for each line that is no message, and for each start that fails; the pool tells of faults.
for _chatty in ("mcp.client.stdio", "mcp.client.streamable_http", "strands.tools.mcp.mcp_client"):
    logging.getLogger(_chatty).setLevel(logging.CRITICAL)

PING_SECONDS = 1.0
"""How long a server that failed a call may take to show that it is alive."""
STOP_SECONDS = 5.0
MAX_PAGES = 20
"""A server that lists tools without end is not listened to."""


class Client(MCPClient):
    """Strands' client, which leaves a coroutine that never runs where its loop has ended, and Python complains."""

    def stop(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        thread, loop, begun = self._background_thread, self._background_thread_event_loop, self._init_future
        if thread is not None and begun.done() and begun.exception() is not None:
            thread.join(STOP_SECONDS)  # it is at its end: the start has failed
        if thread is not None and not thread.is_alive() and loop is not None:
            loop.close()
            self._background_thread_event_loop = None
        super().stop(exc_type, exc_val, exc_tb)


class Start:
    """One attempt, begun when it is made. `future` gives the client and what the server offers.

    The future raises what the transport, the handshake or the server raises; TimeoutError when it took too long or was
    cancelled, with the process taken down.
    """

    def __init__(self, config: ServerConfig, errlog: TextIO) -> None:
        self._config = config
        self._errlog = errlog
        self._loop: asyncio.AbstractEventLoop | None = None
        self._limit: asyncio.Timeout | None = None
        self._cancelled = False
        self.future: Future[tuple[MCPClient, list[Tool]]] = in_thread(self._connect)

    def cancel(self) -> None:
        """End it now, and its process with it; from any thread."""
        self._cancelled = True
        self._reschedule(0.0)

    def _connect(self) -> tuple[MCPClient, list[Tool]]:
        seconds = self._config.startup_timeout_seconds
        client = Client(self._transport, startup_timeout=int(seconds) + 30, application_name="groundplan")
        client.start()
        try:
            tools = list_tools(client, seconds)
        except BaseException:
            retire(client)
            raise
        self._reschedule(None)
        return client, tools

    @asynccontextmanager
    async def _transport(self) -> AsyncIterator[Any]:
        async with asyncio.timeout(self._config.startup_timeout_seconds) as limit:
            self._loop, self._limit = asyncio.get_running_loop(), limit
            if self._cancelled:
                raise TimeoutError
            async with _transport(self._config, self._errlog) as streams:
                yield streams

    def _reschedule(self, when: float | None) -> None:
        if self._loop is not None and self._limit is not None:
            # A loop that has ended, or a limit that has run out, needs no other.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(_move, self._limit, when)


def list_tools(client: MCPClient, seconds: float) -> list[Tool]:
    """Everything the server offers, on all pages. Raises TimeoutError."""
    return in_thread(lambda: _listed(client)).result(timeout=seconds)


def _listed(client: MCPClient) -> list[Tool]:
    tools: list[Tool] = []
    cursor: str | None = None
    for _ in range(MAX_PAGES):
        page = client.list_tools_sync(pagination_token=cursor)
        tools += [tool.mcp_tool for tool in page]
        cursor = page.pagination_token
        if not cursor:
            break
    return tools


def answers(client: MCPClient) -> bool:
    """Is there a living server behind the client?"""
    try:
        list_tools(client, PING_SECONDS)
    except Exception:  # noqa: BLE001 - a dead transport raises what it likes
        return False
    return True


def retire(client: MCPClient) -> Future[None]:
    """Stop a client where nobody has to wait for it: its clean-up can take seconds, and can fail."""
    return in_thread(lambda: client.stop(None, None, None))


def version_of(config: ServerConfig, client: MCPClient) -> str:
    """The pinned version of what we installed, else what the server says of itself, which is often nothing."""
    if config.install is not None:
        return Environment(config.install).version
    # Strands keeps the session to itself, and has no other way to this.
    said = getattr(getattr(client, "_background_thread_session", None), "server_info", None)
    return str(getattr(said, "version", None) or UNKNOWN)[:60]


def fault_of(error: BaseException) -> str:
    """The innermost reason, in words."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, BaseExceptionGroup):
        return fault_of(error.exceptions[0])
    return str(error) or type(error).__name__


def _move(limit: asyncio.Timeout, when: float | None) -> None:
    with suppress(RuntimeError):
        limit.reschedule(when)


@asynccontextmanager
async def _http(url: str, headers: dict[str, str]) -> AsyncIterator[Any]:
    # A client that is handed over is not closed by the transport.
    async with create_mcp_http_client(headers=headers) as client, streamable_http_client(url, http_client=client) as it:
        yield it


def _transport(config: ServerConfig, errlog: TextIO) -> Any:
    if config.url is not None:
        return _http(config.url, config.headers)
    command = config.command or ""
    if config.install is not None:
        command = str(Environment(config.install).programs / command)
    parameters = StdioServerParameters(command=command, args=config.args, env=dict(config.env))
    return stdio_client(parameters, errlog=errlog)
