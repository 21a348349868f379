"""An MCP server that reads and acts, and writes down what it was made to do.

`acts.py CASE RECORD [--readonly] [--http PORT]`

CASE is a JSON file that is read at every request: tools, and what they answer. Each call that runs is a line of RECORD.
"""

import json
import sys
from pathlib import Path
from typing import Any

import anyio
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import CallToolResult, ListToolsResult, TextContent, Tool, ToolAnnotations

CASE, RECORD = map(Path, sys.argv[1:3])
READONLY = "--readonly" in sys.argv
ACTING = ("create", "update", "delete", "put", "run", "invoke")
ANY: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": True}


async def list_tools(*_: Any) -> ListToolsResult:
    tools = json.loads(CASE.read_text())["tools"]
    return ListToolsResult(tools=[_tool(one) for one in tools])


async def call_tool(_: Any, call: Any) -> CallToolResult:
    name, case = call.name, json.loads(CASE.read_text())
    acts = name.split("_")[0] in ACTING
    if READONLY and acts:
        return CallToolResult(content=[TextContent(type="text", text="this server is read-only")], is_error=True)
    with RECORD.open("a") as record:
        record.write(json.dumps({"tool": name, "arguments": call.arguments, "acts": acts}) + "\n")
    if name in case.get("errors", {}):
        return CallToolResult(content=[TextContent(type="text", text=case["errors"][name])], is_error=True)
    return CallToolResult(content=[TextContent(type="text", text=case.get("results", {}).get(name, "done"))])


def _tool(one: dict[str, Any]) -> Tool:
    hints = ToolAnnotations(**one["annotations"]) if "annotations" in one else None
    return Tool(
        name=one["name"], description=one["description"], input_schema=one.get("schema", ANY), annotations=hints
    )


async def over_stdio(server: Server[Any]) -> None:
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


one: Server[Any] = Server("acts", on_list_tools=list_tools, on_call_tool=call_tool)
if "--http" in sys.argv:
    port = int(sys.argv[sys.argv.index("--http") + 1])
    uvicorn.run(one.streamable_http_app(stateless_http=True, json_response=True), port=port, log_level="critical")
else:
    anyio.run(over_stdio, one)
