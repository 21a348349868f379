"""Decides before each tool call. What is not on the list, exactly, is refused; a fault here lets nothing through."""

from collections.abc import Iterable, Mapping

from strands.types.tools import AgentTool

from worker.agents.server_tool import ServerTool

IN_PROCESS = "groundplan"
"""What the audit calls our own tools' server."""


class Guard:
    """The allow-list of one agent: the very tools that it was given, and the tool of its structured output."""

    def __init__(self, tools: Iterable[AgentTool], *, final: str) -> None:
        """`final` is the name of the structured output's tool, which Strands makes itself."""
        self._tools: Mapping[str, AgentTool] = {tool.tool_name: tool for tool in tools}
        self._final = final

    def refusal(self, name: str, tool: AgentTool | None) -> str | None:
        """Why the call must not run, or None where it may."""
        if name == self._final:
            known = tool is not None and tool.tool_type == "structured_output"
            return None if known else f"{name} is not the tool that it claims to be"
        allowed = self._tools.get(name)
        if allowed is None:
            return f"{name} is not on the list of allowed tools"
        if tool is not allowed:
            return f"{name} is not the tool that was allowed under this name"
        return None

    def server_of(self, name: str) -> str:
        """The server that a tool belongs to; "" for one that nobody knows."""
        tool = self._tools.get(name)
        if isinstance(tool, ServerTool):
            return tool.connection.config.name
        return IN_PROCESS if tool is not None or name == self._final else ""
