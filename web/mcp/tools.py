"""A tool: its name, its words for the model, what it takes and gives, and what calling it needs."""

import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import mcp_types
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, ValidationError

from jobs.metrics.catalogue import MCP_SECONDS, USER_ACTIONS
from jobs.metrics.recorder import count, observe
from jobs.tracing.spans import span
from web.guards import Guard, refuse_role, refuse_scope
from web.mcp.calls import Call
from web.mcp.faults import Refused, failed
from web.problems import InvalidFields
from web.validation import faults_of

A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True)
class Tool(Generic[A]):
    """`description` tells a model when to use it; `act` is the work."""

    name: str
    title: str
    description: str
    takes: type[A]
    gives: type[BaseModel]
    act: Callable[[Call, A], Awaitable[BaseModel]]
    guard: Guard = Guard.READ
    destructive: bool = False
    idempotent: bool = False

    def as_listed(self) -> mcp_types.Tool:
        """What clients are told. Nothing here reaches further than Groundplan: it is a closed world."""
        read_only = self.guard is Guard.READ
        return mcp_types.Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=self.takes.model_json_schema(),
            output_schema=self.gives.model_json_schema(mode="serialization"),
            annotations=ToolAnnotations(
                title=self.title,
                read_only_hint=read_only,
                destructive_hint=self.destructive,
                idempotent_hint=read_only or self.idempotent,
                open_world_hint=False,
            ),
        )

    async def answer(self, call: Call, arguments: Mapping[str, Any]) -> CallToolResult:
        """Do it. An error is an answer that says what to do; only cancelling is raised."""
        began = time.perf_counter()
        with span(self.name, "server", org_id=str(call.org_id)):
            result = await self._answer(call, arguments)
        observe(MCP_SECONDS, self.name, "error" if result.is_error else "success", seconds=time.perf_counter() - began)
        if not result.is_error and self.guard is not Guard.READ:
            count(USER_ACTIONS, f"mcp.{self.name}")
        return result

    async def _answer(self, call: Call, arguments: Mapping[str, Any]) -> CallToolResult:
        try:
            refuse_role(call.identity.role, self.guard)
            refuse_scope(call.identity.scope, self.guard)
            given = await self.act(call, self._read(arguments))
        except Exception as error:  # noqa: BLE001 - the edge of the process: what is unexpected is logged and hidden
            return failed(error)
        content = given.model_dump(mode="json")
        text = TextContent(type="text", text=json.dumps(content, ensure_ascii=False))
        return CallToolResult(content=[text], structured_content=content)

    def _read(self, arguments: Mapping[str, Any]) -> A:
        try:
            return self.takes.model_validate(arguments)
        except ValidationError as error:
            raise InvalidFields("Some arguments are not valid.", faults_of(error)) from error


def unknown_tool(name: str, known: Mapping[str, Tool[Any]]) -> CallToolResult:
    """The answer for a name that no tool has."""
    told = f"There is no tool {name[:100]}. There are: {', '.join(known)}."
    return failed(Refused("unknown_tool", told, "Call one of the tools that there are."))
