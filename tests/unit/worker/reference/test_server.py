"""The tools, in the shapes of AWS Knowledge."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from worker.reference.server import build_server


@pytest.fixture
def server(cache: Path) -> MCPServer:
    return build_server(cache)


def ask(server: MCPServer, tool: str, **arguments: Any) -> Any:
    """What stands under `content` of the one text block."""
    answer: Any = asyncio.run(server.call_tool(f"aws___{tool}", arguments))
    blocks = answer.content if hasattr(answer, "content") else answer
    assert len(blocks) == 1
    return json.loads(blocks[0].text)["content"]


def test_offers_aws_knowledges_tools_and_ours_as_read_only(server: MCPServer) -> None:
    tools = asyncio.run(server.list_tools())
    assert {tool.name for tool in tools} == {
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
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)


def test_search_gives_ranked_rows(server: MCPServer) -> None:
    rows = ask(server, "search_documentation", search_phrase="lambda timeout")["result"]
    assert [row["rank_order"] for row in rows] == [1, 2]
    assert set(rows[0]) == {"rank_order", "url", "title", "context"}


def test_search_keeps_to_the_topics(server: MCPServer) -> None:
    rows = ask(server, "search_documentation", search_phrase="table lambda", topics=["cloudformation"])["result"]
    assert [row["title"] for row in rows] == ["AWS::DynamoDB::Table"]


def test_search_passes_over_topics_that_only_aws_has_beside_one_that_is_here(server: MCPServer) -> None:
    topics = ["cdk_docs", "cloudformation"]
    rows = ask(server, "search_documentation", search_phrase="table lambda", topics=topics)["result"]
    assert [row["title"] for row in rows] == ["AWS::DynamoDB::Table"]


def test_reads_a_page_in_parts(server: MCPServer, invoke_url: str) -> None:
    requests = [{"url": invoke_url, "max_length": 20}, {"url": invoke_url, "max_length": 20, "start_index": 20}]
    first, second = ask(server, "read_documentation", requests=requests)
    assert first["status"] == "success"
    assert first["content"].startswith("# AWS Lambda Invoke")
    assert (first["end_index"], first["truncated"]) == (20, True)
    assert second["end_index"] == 40


def test_a_page_that_it_does_not_have_is_an_error_beside_those_it_has(server: MCPServer, invoke_url: str) -> None:
    statuses = [
        one["status"] for one in ask(server, "read_documentation", requests=[{"url": "x"}, {"url": invoke_url}])
    ]
    assert statuses == ["error", "success"]


def test_lists_regions(server: MCPServer) -> None:
    assert {"region_id": "eu-west-1", "region_long_name": "Europe (Ireland)"} in ask(server, "list_regions")


def test_says_what_is_available_where(server: MCPServer) -> None:
    names = ["AWS::Lambda::Function"]
    answer = ask(server, "get_regional_availability", regions=["eu-west-1"], resource_type="cfn", filters=names)
    assert answer["regions"] == {"eu-west-1": {"AWS::Lambda::Function": "isAvailableIn"}}


def test_gives_long_answers_in_pages(server: MCPServer) -> None:
    question = {"regions": ["eu-west-1"], "resource_type": "cfn"}
    first = ask(server, "get_regional_availability", **question)
    second = ask(server, "get_regional_availability", **question, next_token=first["next_token"])
    assert not set(first["regions"]["eu-west-1"]) & set(second["regions"]["eu-west-1"])


@pytest.mark.parametrize(
    ("tool", "arguments", "fault"),
    [
        ("search_documentation", {"search_phrase": " "}, "search_phrase is empty"),
        ("search_documentation", {"search_phrase": "a" * 501}, "longer than 500"),
        ("search_documentation", {"search_phrase": "a", "limit": 51}, "limit is 51; it takes 1 to 50"),
        ("search_documentation", {"search_phrase": "a", "topics": ["poetry"]}, "nothing offline about poetry"),
        ("search_documentation", {"search_phrase": "a", "topics": ["cdk_docs"]}, "nothing offline about cdk_docs"),
        ("read_documentation", {"requests": []}, "0 requests"),
        ("read_documentation", {"requests": [{"url": 1}]}, "needs a url"),
        ("read_documentation", {"requests": [{"url": "x", "start_index": -1}]}, "start_index"),
        ("get_regional_availability", {"regions": ["mars-1"], "resource_type": "cfn"}, "no such region: mars-1"),
        ("get_regional_availability", {"regions": [], "resource_type": "cfn"}, "0 regions"),
        ("get_regional_availability", {"regions": ["me-south-1"], "resource_type": "cfn"}, "nothing is known offline"),
        ("get_regional_availability", {"regions": ["eu-west-1"], "resource_type": "x"}, "resource_type"),
    ],
)
def test_says_what_is_wrong_with_a_question(
    server: MCPServer, tool: str, arguments: dict[str, Any], fault: str
) -> None:
    with pytest.raises(ToolError, match=fault):
        asyncio.run(server.call_tool(f"aws___{tool}", arguments))


def test_says_that_the_index_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ToolError, match="index cannot be made"):
        asyncio.run(build_server(tmp_path / "file").call_tool("aws___search_documentation", {"search_phrase": "a"}))
