"""The MCP server: AWS Knowledge's tools and our own, answered from installed packages and the catalogue."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from mcp.server.mcpserver import MCPServer

from worker.reference.aws_tools import add_aws_tools
from worker.reference.fact_tools import add_fact_tools
from worker.reference.knowledge import Knowledge
from worker.reference.sources import digest

NAME = "groundplan-reference"
INSTRUCTIONS = (
    "AWS knowledge from packages installed beside this server: botocore's service models, cfn-lint's resource schemas "
    "and Groundplan's catalogue. It answers offline and changes nothing. Every fact names its source; one without a "
    "date has the version of its source instead. Prices are unit prices before tax."
)


def build_server(cache: Path) -> MCPServer:
    """The server, not yet running. Its index file lives in `cache`."""
    knowledge = Knowledge(cache)
    warming = threading.Lock()

    @asynccontextmanager
    async def warm(_: MCPServer) -> AsyncIterator[None]:
        # Over HTTP the lifespan is entered for each session; one thread is enough.
        if warming.acquire(blocking=False):
            threading.Thread(target=knowledge.warm_up, name="reference-index", daemon=True).start()
        yield

    # Clients keep answers by the version: it changes with everything that an answer is read from.
    server: MCPServer = MCPServer(NAME, instructions=INSTRUCTIONS, version=digest(), log_level="WARNING", lifespan=warm)
    add_aws_tools(server, knowledge)
    add_fact_tools(server, knowledge)
    return server
