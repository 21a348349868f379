"""The pool of MCP servers: all started at once when the worker starts, shared by all its jobs."""

import sys
from collections.abc import Iterable
from concurrent.futures import Future, wait
from typing import TextIO

from worker.agents.mcp_connection import McpConnection
from worker.agents.mcp_servers_file import ServerConfig
from worker.agents.server_tool import ServerTool
from worker.agents.threads import in_thread


class ToolServers:
    """Every server of `mcp_servers.yaml`. A server that is down costs a job its tools, never the job."""

    def __init__(
        self, configs: Iterable[ServerConfig], *, timeout_seconds: float, errlog: TextIO | None = None
    ) -> None:
        log = errlog or sys.__stderr__ or sys.stderr
        self._starting: list[Future[bool]] = []
        self.connections = [
            McpConnection(one, timeout_seconds=timeout_seconds, errlog=log) for one in configs if one.enabled is True
        ]

    def start(self) -> None:
        """Begin to start all in parallel, without waiting. One that fails costs a job its tools and nothing else."""
        self._starting = [in_thread(connection.start) for connection in self.connections]

    def tools(self) -> list[ServerTool]:
        """The allowed tools of every server that is up, once the slowest has started or run out of its time."""
        wait(self._starting)
        return [ServerTool(connection, tool) for connection in self.connections for tool in connection.tools()]

    def faults(self) -> dict[str, str]:
        """Server → why it cannot be used now."""
        return {one.config.name: one.fault for one in self.connections if one.fault is not None}

    def close(self) -> None:
        """Stop all in parallel, in a few seconds at most."""
        wait([in_thread(connection.close) for connection in self.connections])
