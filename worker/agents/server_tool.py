"""A tool of an MCP server, as the agent sees it."""

from typing import Any, cast

from mcp.types import Tool
from strands.tools.mcp import MCPAgentTool, MCPClient
from strands.types.tools import AgentTool, ToolGenerator, ToolSpec, ToolUse

from worker.agents.mcp_connection import McpConnection
from worker.agents.pins import Definition, definition_of


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
    def definition(self) -> Definition:
        """What a model was shown of it."""
        return definition_of(self.mcp_tool)

    @property
    def present_definition(self) -> Definition | None:
        """What the server says of it now: it may have started again since, with other words. None: it is gone."""
        now = self.connection.offer.tools
        return next((definition_of(one) for one in now if one.name == self.mcp_tool.name), None)

    @property
    def tool_type(self) -> str:
        return "mcp"

    async def stream(self, tool_use: ToolUse, invocation_state: dict[str, Any], **_: Any) -> ToolGenerator:
        """Yields the result."""
        agent = invocation_state.get("agent")
        yield await self.connection.call(tool_use, self.mcp_tool.name, getattr(agent, "cancel_signal", None))
