"""A small index, so that a test need not wait for the whole of AWS, and one of everything for what needs it."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp.server.mcpserver import MCPServer

from worker.reference.build import build
from worker.reference.cards import Card, Entry
from worker.reference.documents import API_REFERENCE, Document
from worker.reference.index import Index, index_path
from worker.reference.names import SERVICE, Name
from worker.reference.server import build_server

INVOKE = f"{API_REFERENCE}/lambda-2015-03-31/Invoke"
LAMBDA = {"id": "lambda", "title": "AWS Lambda", "url": INVOKE, "prefix": "lambda", "about": "", "operations": 1}
ENTRIES: tuple[Entry, ...] = (
    Document("https://example.com/guide", "guide", "lambda_function", "AWS Lambda function", "Runs code.", "timeout"),
    Document(INVOKE, "operation", "lambda/Invoke", "AWS Lambda Invoke", "Invokes a function.", "invoke timeout event"),
    Document(
        "https://example.com/table", "resource", "AWS::DynamoDB::Table", "AWS::DynamoDB::Table", "A table.", "key"
    ),
    Card("service", "lambda", LAMBDA),
    Name("lambda", SERVICE, "service", "lambda"),
)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder that holds the index of the installed versions, with three pages in it."""
    build(index_path(tmp_path), ENTRIES)
    return tmp_path


@pytest.fixture
def index(cache: Path) -> Index:
    return Index(index_path(cache))


@pytest.fixture
def invoke_url() -> str:
    return INVOKE


@pytest.fixture(scope="session")
def whole_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of everything: some seconds, once a session."""
    folder = tmp_path_factory.mktemp("reference")
    build(index_path(folder))
    return folder


@pytest.fixture(scope="session")
def whole_index(whole_cache: Path) -> Index:
    return Index(index_path(whole_cache))


@pytest.fixture(scope="session")
def whole_server(whole_cache: Path) -> MCPServer:
    return build_server(whole_cache)


@pytest.fixture(scope="session")
def ask(whole_server: MCPServer) -> Callable[..., Any]:
    """Calls a tool of the server that knows everything; what stands under `content` of its one text block."""

    def call(tool: str, **arguments: Any) -> Any:
        result: Any = asyncio.run(whole_server.call_tool(tool, arguments))
        (block,) = result.content
        return json.loads(block.text)["content"]

    return call
