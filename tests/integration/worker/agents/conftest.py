"""Real MCP servers over stdio: good, dead and hanging ones."""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from strands.types.tools import ToolResult

from worker.agents.mcp_clients import ToolServers
from worker.agents.mcp_servers_file import ServerConfig
from worker.agents.server_tool import ServerTool

SERVERS = Path(__file__).parent / "servers"
TOOLS = ["pid", "hang", "die", "refuse", "lie", "wipe"]


class AnythingGoes:
    """Pins that approve of every tool: these tests are about servers, not about what they say of their tools."""

    def fault(self, server: str, definition: Mapping[str, Any]) -> None:
        """None, whatever it is."""


class Pool:
    """A pool under test, with a short way to call a tool."""

    def __init__(self, servers: ToolServers) -> None:
        self.servers = servers
        self._seen: dict[str, ServerTool] = {}
        self.servers.start()

    def names(self) -> list[str]:
        return [tool.tool_name for tool in self.servers.tools()]

    def call(self, name: str, *, cancel: threading.Event | None = None) -> ToolResult:
        """As an agent that was given its tools when it was made: also while the server is down."""
        self._seen |= {tool.tool_name: tool for tool in self.servers.tools()}
        tool = self._seen[name]
        use: Any = {"toolUseId": "1", "name": name, "input": {}}
        return asyncio.run(tool.connection.call(use, name, cancel))

    def text(self, name: str) -> str:
        return self.call(name)["content"][0]["text"]


def config(script: str, *args: str, tools: list[str] | None = None, **more: Any) -> ServerConfig:
    """A server of this folder."""
    command: Mapping[str, Any] = {"command": sys.executable, "args": [str(SERVERS / script), *args]}
    return ServerConfig(
        name=script.removesuffix(".py"), allowed_tools=tools or TOOLS, readonly_because="a test", **command, **more
    )


@pytest.fixture
def make_config() -> Callable[..., ServerConfig]:
    return config


@pytest.fixture
def make_pool(tmp_path: Path) -> Iterator[Callable[..., Pool]]:
    """Makes pools with a call timeout of one second and closes them."""
    pools: list[Pool] = []
    with (tmp_path / "stderr").open("w") as errlog:

        def make(*configs: ServerConfig, timeout_seconds: float = 1.0, **more: Any) -> Pool:
            more = {"pins": AnythingGoes(), **more}
            pools.append(Pool(ToolServers(configs, timeout_seconds=timeout_seconds, errlog=errlog, **more)))
            return pools[-1]

        yield make
        for pool in pools:
            pool.servers.close()
