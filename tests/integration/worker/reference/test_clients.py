"""A plain client of the MCP SDK, as anybody's would be, over both transports."""

import asyncio
import json
import subprocess
from pathlib import Path
from typing import Any

import requests
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from worker.reference.index import Index, index_path

TOOLS = {
    "aws___search_documentation",
    "aws___read_documentation",
    "aws___retrieve_skill",
    "aws___list_regions",
    "aws___get_regional_availability",
    "describe_service",
    "compare_services",
    "get_quota",
    "get_price",
    "list_patterns",
}


async def content(client: Client, tool: str, **arguments: Any) -> Any:
    """What stands under `content` of the one text block."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    (block,) = result.content
    assert block.type == "text"
    return json.loads(block.text)["content"]


async def converse(server: Any) -> None:
    """What another program would do: look at the tools, search, read what was found, ask for facts, make a mistake."""
    async with Client(server, read_timeout_seconds=30) as client:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS
        for tool in tools:
            assert tool.description
            described = [about.get("description") for about in tool.input_schema["properties"].values()]
            assert all(described), tool.name
        rows = await content(client, "aws___search_documentation", search_phrase="SQS message size", limit=3)
        (page,) = await content(client, "aws___read_documentation", requests=[{"url": rows["result"][0]["url"]}])
        assert "1 MiB a message" in page["content"]
        facts = (await content(client, "get_price", service="SQS", region="eu-central-1"))["facts"]
        assert facts[0]["source"]["url"].startswith("https://aws.amazon.com/sqs/pricing")
        wrong = await client.call_tool("get_quota", {"service": "step fuctions"})
        assert wrong.is_error
        assert "AWS Step Functions" in wrong.content[0].text  # type: ignore[union-attr]


def test_a_plain_client_is_served_over_stdio(over_stdio: StdioServerParameters) -> None:
    asyncio.run(converse(over_stdio))


def test_a_plain_client_is_served_over_http(over_http: str) -> None:
    asyncio.run(converse(over_http))


def test_several_clients_are_served_over_http_at_once(over_http: str) -> None:
    async def all_at_once() -> None:
        await asyncio.gather(*(converse(over_http) for _ in range(5)))

    asyncio.run(all_at_once())


def test_a_page_of_another_site_cannot_ask_a_server_on_the_loopback_address(over_http: str) -> None:
    headers = {"Accept": "application/json, text/event-stream", "Origin": "https://evil.example.com"}
    body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert requests.post(over_http, json=body, headers=headers, timeout=10).status_code == 403


def test_two_processes_may_build_the_index_at_once(over_stdio: StdioServerParameters, tmp_path: Path) -> None:
    arguments = [over_stdio.command, "-m", "worker.reference", "--build", "--cache", str(tmp_path)]
    running = [subprocess.Popen(arguments, cwd=over_stdio.cwd) for _ in range(2)]
    assert [process.wait(timeout=240) for process in running] == [0, 0]
    assert [path.name for path in tmp_path.iterdir()] == [index_path(tmp_path).name]
    assert Index(index_path(tmp_path)).search("sqs")[0].key == "sqs_queue"
