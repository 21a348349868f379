"""What the suite wants of every server: sample tools, resources and prompts by fixed names, and requests to the client.

They are added to the reference server for the suite alone. So its scenarios run through the server and the transport
that are shipped; without these most of them would have nothing to ask.
"""

import asyncio
import json
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.prompts.base import Message, UserMessage
from mcp_types import (
    AudioContent,
    Completion,
    ContentBlock,
    EmbeddedResource,
    EmptyResult,
    ImageContent,
    SamplingMessage,
    SetLevelRequestParams,
    SubscribeRequestParams,
    TextContent,
    TextResourceContents,
    UnsubscribeRequestParams,
)

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA="
PAUSE = 0.05
IMAGE = ImageContent(type="image", data=PNG, mime_type="image/png")
DEFAULTS = {
    "name": {"type": "string", "default": "John Doe"},
    "age": {"type": "integer", "default": 30},
    "score": {"type": "number", "default": 95.5},
    "status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
    "verified": {"type": "boolean", "default": True},
}
_PLAIN = ["option1", "option2", "option3"]
_TITLED = [{"const": f"value{number}", "title": title} for number, title in ((1, "First"), (2, "Second"), (3, "Third"))]
ENUMS = {
    "untitledSingle": {"type": "string", "enum": _PLAIN},
    "titledSingle": {"type": "string", "oneOf": _TITLED},
    "legacyEnum": {"type": "string", "enum": ["opt1", "opt2", "opt3"], "enumNames": ["One", "Two", "Three"]},
    "untitledMulti": {"type": "array", "items": {"type": "string", "enum": _PLAIN}},
    "titledMulti": {"type": "array", "items": {"anyOf": _TITLED}},
}


SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {"address": {"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
    "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"}},
    "additionalProperties": False,
}


def add_samples(server: MCPServer) -> None:
    """All of them."""
    _add_answers(server)
    _add_signs_of_life(server)
    _add_schema(server)
    _add_requests(server)
    _add_resources(server)
    _add_prompts(server)
    _add_handlers(server)


def _add_answers(server: MCPServer) -> None:
    @server.tool(structured_output=False)
    def test_simple_text() -> str:
        """Text."""
        return "This is a simple text response for testing."

    @server.tool(structured_output=False)
    def test_image_content() -> list[ContentBlock]:
        """A picture."""
        return [IMAGE]

    @server.tool(structured_output=False)
    def test_audio_content() -> list[ContentBlock]:
        """A sound."""
        return [AudioContent(type="audio", data=WAV, mime_type="audio/wav")]

    @server.tool(structured_output=False)
    def test_embedded_resource() -> list[ContentBlock]:
        """A resource."""
        return [_embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")]

    @server.tool(structured_output=False)
    def test_multiple_content_types() -> list[ContentBlock]:
        """Text, a picture and a resource."""
        resource = _embedded("test://mixed-content-resource", "application/json", '{"test":"data","value":123}')
        return [TextContent(type="text", text="Multiple content types test:"), IMAGE, resource]

    @server.tool(structured_output=False)
    def test_error_handling() -> str:
        """An error."""
        raise ToolError("This tool intentionally returns an error for testing")


def _add_signs_of_life(server: MCPServer) -> None:
    @server.tool(structured_output=False)
    async def test_tool_with_logging(context: Context) -> str:
        """Logs while it works."""
        for said in ("Tool execution started", "Tool processing data", "Tool execution completed"):
            await context.info(said)
            await asyncio.sleep(PAUSE)
        return "done"

    @server.tool(structured_output=False)
    async def test_tool_with_progress(context: Context) -> str:
        """Reports how far it is."""
        for progress in (0, 50, 100):
            await context.report_progress(progress, 100)
            await asyncio.sleep(PAUSE)
        return "done"


def _add_schema(server: MCPServer) -> None:
    @server.tool(structured_output=False)
    def json_schema_2020_12_tool(name: str) -> str:
        """Has a schema of its own."""
        return name

    tool = server._tool_manager.get_tool("json_schema_2020_12_tool")
    assert tool is not None
    tool.parameters = SCHEMA


def _add_requests(server: MCPServer) -> None:
    @server.tool(structured_output=False)
    async def test_sampling(prompt: str, context: Context) -> str:
        """Asks the client's model."""
        message = SamplingMessage(role="user", content=TextContent(type="text", text=prompt))
        result = await context.session.create_message([message], max_tokens=100, related_request_id=context.request_id)
        return f"LLM response: {getattr(result.content, 'text', '')}"

    @server.tool(structured_output=False)
    async def test_elicitation(message: str, context: Context) -> str:
        """Asks the client's user."""
        names = {"username": {"type": "string"}, "email": {"type": "string"}}
        return await _elicit(context, message, {"properties": names, "required": list(names)})

    @server.tool(structured_output=False)
    async def test_elicitation_sep1034_defaults(context: Context) -> str:
        """Asks the client's user, with defaults."""
        return await _elicit(context, "Defaults", {"properties": DEFAULTS})

    @server.tool(structured_output=False)
    async def test_elicitation_sep1330_enums(context: Context) -> str:
        """Asks the client's user to choose."""
        return await _elicit(context, "Choices", {"properties": ENUMS})


async def _elicit(context: Context, message: str, schema: dict[str, Any]) -> str:
    result = await context.session.elicit_form(
        message, {"type": "object", **schema}, related_request_id=context.request_id
    )
    return f"Elicitation completed: action={result.action}, content={json.dumps(result.content)}"


def _add_resources(server: MCPServer) -> None:
    @server.resource("test://static-text", mime_type="text/plain")
    def static_text() -> str:
        """Text."""
        return "This is the content of the static text resource."

    @server.resource("test://static-binary", mime_type="image/png")
    def static_binary() -> bytes:
        """Bytes."""
        return b"\x89PNG\r\n\x1a\n"

    @server.resource("test://watched-resource", mime_type="text/plain")
    def watched_resource() -> str:
        """May be subscribed to."""
        return "Watched."

    @server.resource("test://template/{id}/data", mime_type="application/json")
    def template(id: str) -> str:
        """By id."""
        return json.dumps({"id": id, "templateTest": True, "data": f"Data for ID: {id}"})


def _add_prompts(server: MCPServer) -> None:
    @server.prompt()
    def test_simple_prompt() -> str:
        """Text."""
        return "This is a simple prompt for testing."

    @server.prompt()
    def test_prompt_with_arguments(arg1: str, arg2: str) -> str:
        """With arguments."""
        return f"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"

    @server.prompt()
    def test_prompt_with_embedded_resource(resourceUri: str) -> list[Message]:  # noqa: N803 - the suite names it
        """With a resource."""
        resource = _embedded(resourceUri, "text/plain", "Embedded resource content for testing.")
        return [UserMessage(content=resource), UserMessage(content="Please process the embedded resource above.")]

    @server.prompt()
    def test_prompt_with_image() -> list[Message]:
        """With a picture."""
        return [UserMessage(content=IMAGE), UserMessage(content="Please analyze the image above.")]


def _add_handlers(server: MCPServer) -> None:
    @server.completion()
    async def complete(_ref: Any, _argument: Any, _context: Any) -> Completion:
        return Completion(values=[], total=0, has_more=False)

    async def accept(_context: Any, _params: Any) -> EmptyResult:
        return EmptyResult()

    # MCPServer has no public way to these two; the suite wants them of a server that has resources and logs.
    add = server._lowlevel_server.add_request_handler
    add("logging/setLevel", SetLevelRequestParams, accept)
    add("resources/subscribe", SubscribeRequestParams, accept)
    add("resources/unsubscribe", UnsubscribeRequestParams, accept)


def _embedded(uri: str, mime_type: str, text: str) -> EmbeddedResource:
    contents = TextResourceContents(uri=uri, mime_type=mime_type, text=text)
    return EmbeddedResource(type="resource", resource=contents)
