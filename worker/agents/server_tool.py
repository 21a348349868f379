"""A tool of an MCP server, as the agent sees it."""

from typing import Any

from strands.tools.mcp import MCPAgentTool
from strands.types.tools import AgentTool, ToolGenerator, ToolSpec, ToolUse

from worker.agents.mcp_connection import McpConnection


class ServerTool(AgentTool):
    """It goes through the connection, whichever client that has by the time of the call."""

    def __init__(self, connection: McpConnection, tool: MCPAgentTool) -> None:
        super().__init__()
        self.connection = connection
        self._tool = tool

    @property
    def tool_name(self) -> str:
        return self.connection.config.tool_name(self._tool.mcp_tool.name)

    @property
    def tool_spec(self) -> ToolSpec:
        spec = self._tool.tool_spec
        spec["name"] = self.tool_name
        return spec

    @property
    def tool_type(self) -> str:
        return "mcp"

    async def stream(self, tool_use: ToolUse, invocation_state: dict[str, Any], **_: Any) -> ToolGenerator:
        """Yields the result."""
        agent = invocation_state.get("agent")
        yield await self.connection.call(tool_use, self._tool.mcp_tool.name, getattr(agent, "cancel_signal", None))
