"""Starts an MCP server and ends it, each in bounded time.

Strands' client enforces no start-up timeout of its own: a server that hangs in the handshake would hold it for ever.
"""

import asyncio
import warnings
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from typing import Any, TextIO

from mcp import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from strands.tools.mcp import MCPAgentTool, MCPClient

from worker.agents.mcp_servers_file import ServerConfig
from worker.agents.threads import in_thread

# Where a start fails, Strands' client stops itself on a loop that has ended, and Python warns of a coroutine left over.
warnings.filterwarnings("ignore", message=r"coroutine 'MCPClient\.stop", category=RuntimeWarning)

PING_SECONDS = 1.0
"""How long a server that failed a call may take to show that it is alive."""


def connect(config: ServerConfig, errlog: TextIO) -> tuple[MCPClient, list[MCPAgentTool]]:
    """A connected client and everything the server offers.

    Raises what the transport, the handshake or the server raises; TimeoutError when it took too long, with the process
    taken down.
    """
    seconds = config.startup_timeout_seconds
    limits: list[tuple[asyncio.AbstractEventLoop, asyncio.Timeout]] = []

    @asynccontextmanager
    async def transport() -> AsyncIterator[Any]:
        async with asyncio.timeout(seconds) as limit, _transport(config, errlog) as streams:
            limits.append((asyncio.get_running_loop(), limit))
            yield streams

    client = MCPClient(transport, startup_timeout=int(seconds) + 30, application_name="groundplan")
    client.start()
    tools = list_tools(client, seconds)
    loop, limit = limits[0]
    loop.call_soon_threadsafe(limit.reschedule, None)
    return client, tools


def list_tools(client: MCPClient, seconds: float) -> list[MCPAgentTool]:
    """Everything the server offers. Raises TimeoutError."""
    return list(in_thread(client.list_tools_sync).result(timeout=seconds))


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


def fault_of(error: BaseException) -> str:
    """The innermost reason, in words."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, BaseExceptionGroup):
        return fault_of(error.exceptions[0])
    return str(error) or type(error).__name__


def _transport(config: ServerConfig, errlog: TextIO) -> Any:
    if config.url is not None:
        return streamable_http_client(config.url, http_client=create_mcp_http_client(headers=config.headers))
    parameters = StdioServerParameters(command=config.command or "", args=config.args, env=dict(config.env))
    return stdio_client(parameters, errlog=errlog)
