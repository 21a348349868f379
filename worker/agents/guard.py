"""Decides before each tool call. What is not on the list, exactly, is refused; a fault here lets nothing through.

It does not rely on what was shown to the agent. Of a server's tool it asks by itself whether the file of servers allows
it, whether it is as it was approved, whether it says or its name says that it changes things, and what would leave.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from strands.types.tools import AgentTool

from worker.agents.arguments import argument_fault
from worker.agents.pins import Pins, ToolPins
from worker.agents.server_tool import ServerTool

IN_PROCESS = "groundplan"
"""What the audit calls our own tools' server."""

_CHANGING = re.compile(
    "add|apply|approve|associate|attach|authorize|cancel|change|copy|create|decrypt|delete|deploy|deregister|destroy|"
    "detach|disable|disassociate|drop|edit|enable|exec|execute|grant|import|insert|install|invoke|kill|launch|merge|"
    "modify|move|patch|post|publish|purge|push|put|reboot|register|remove|rename|replace|reset|restore|resume|revoke|"
    "run|save|schedule|send|set|shell|start|stop|submit|subscribe|suspend|tag|terminate|transfer|trigger|truncate|"
    "unsubscribe|untag|update|upgrade|upload|upsert|wipe|write"
)
"""Words in the name of a tool that changes something. A tool that only reads has none of them."""
_READING = re.compile(r"(?i)pre_?deploy")
"""What has such a word in it and does not change anything: a look before the deployment."""
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class Guard:
    """The allow-list of one agent: the very tools that it was given, and the tool of its structured output."""

    def __init__(self, tools: Iterable[AgentTool], *, final: str, pins: ToolPins | None = None) -> None:
        """`final` is the name of the structured output's tool, which Strands makes itself.

        `pins` says which tools of servers were approved; without it none was.
        """
        given = list(tools)
        twice = {name for name, count in Counter(tool.tool_name for tool in given).items() if count > 1}
        self._tools: Mapping[str, AgentTool] = {
            tool.tool_name: tool for tool in given if tool.tool_name not in twice | {final}
        }
        self._final = final
        self._pins = pins or Pins()

    def refusal(self, name: str, tool: AgentTool | None, arguments: Any = None) -> str | None:
        """Why the call must not run, or None where it may."""
        if name == self._final:
            known = tool is not None and tool.tool_type == "structured_output"
            return None if known else f"{name} is not the tool that it claims to be"
        allowed = self._tools.get(name)
        if allowed is None:
            return f"{name} is not on the list of allowed tools"
        if tool is not allowed:
            return f"{name} is not the tool that was allowed under this name"
        return self._refusal_of_server(tool, arguments) if isinstance(tool, ServerTool) else None

    def server_of(self, name: str) -> str:
        """The server that a tool belongs to; "" for one that nobody knows."""
        tool = self._tools.get(name)
        if isinstance(tool, ServerTool):
            return tool.connection.config.name
        return IN_PROCESS if tool is not None or name == self._final else ""

    def _refusal_of_server(self, tool: ServerTool, arguments: Any) -> str | None:
        config, shown, present = tool.connection.config, tool.definition, tool.present_definition
        own_name = shown["name"]
        if own_name not in config.allowed_tools:
            return f"{own_name} is not among the allowed tools of the server {config.name}"
        for definition in (shown, present):
            fault = self._pins.fault(config.name, definition) if definition is not None else "the server has it no more"
            if fault is not None:
                return f"{own_name} of the server {config.name} cannot be used: {fault}"
            if definition is not None and changes_things(definition):
                return f"{own_name} of the server {config.name} changes things, and Groundplan only reads"
        return argument_fault(arguments)


def changes_things(definition: Mapping[str, Any]) -> bool:
    """Does the tool say so itself, or its name?"""
    hints = definition.get("annotations", {})
    if hints.get("readOnlyHint") is False or hints.get("destructiveHint") is True:
        return True
    words = _WORDS.findall(_READING.sub("", definition["name"]))
    return any(_CHANGING.fullmatch(word.lower()) for word in words) or not definition["name"].isascii()
