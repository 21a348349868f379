"""A tool of an MCP server, as the agent sees it."""

from typing import Any, cast

from mcp.types import Tool
from strands.tools.mcp import MCPAgentTool, MCPClient
from strands.types.tools import AgentTool, ToolGenerator, ToolSpec, ToolUse

from worker.agents.mcp_connection import McpConnection


class ServerTool(AgentTool):
    """It goes through the connection, whichever client that has by the time of the call, if any."""

    def __init__(self, connection: McpConnection, tool: Tool) -> None:
        super().__init__()
        self.connection = connection
        self.mcp_tool = tool

    @property
    def tool_name(self) -> str:
        return self.connection.config.tool_name(self.mcp_tool.name)

    @property
    def tool_spec(self) -> ToolSpec:
        # Strands' own adapter makes the specification; it needs no client for that, and here there may be none yet.
        return MCPAgentTool(self.mcp_tool, cast("MCPClient", None), name_override=self.tool_name).tool_spec

    @property
    def tool_type(self) -> str:
        return "mcp"

    async def stream(self, tool_use: ToolUse, invocation_state: dict[str, Any], **_: Any) -> ToolGenerator:
        """Yields the result."""
        agent = invocation_state.get("agent")
        yield await self.connection.call(tool_use, self.mcp_tool.name, getattr(agent, "cancel_signal", None))
