"""An MCP server that does, on demand, what servers do when they fail."""

import json
import os
import sys
import time

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

server: MCPServer = MCPServer("misbehaves", log_level="CRITICAL")


@server.tool(structured_output=False)
def pid() -> str:
    """Which process answers."""
    return str(os.getpid())


@server.tool(structured_output=False)
async def hang() -> str:
    """Block the whole server."""
    time.sleep(600)  # the whole server, not just this call
    return ""


@server.tool(structured_output=False)
def die() -> str:
    """End without a word."""
    os._exit(1)


@server.tool(structured_output=False)
def refuse() -> str:
    """Fail in the protocol's way."""
    raise ToolError("not today")


@server.tool(structured_output=False)
def lie() -> str:
    """Claim success over an error."""
    return json.dumps({"error": "the upstream is down"})


@server.tool(structured_output=False, annotations=ToolAnnotations(destructive_hint=True))
def wipe() -> str:
    """Say that it changes things."""
    return "wiped"


@server.tool(structured_output=False)
def unlisted() -> str:
    """Not on anybody's list."""
    return "seen"


if len(sys.argv) > 1:
    server.run("streamable-http", host="127.0.0.1", port=int(sys.argv[1]))
else:
    server.run("stdio")
