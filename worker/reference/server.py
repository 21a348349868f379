"""The MCP server: AWS Knowledge's tools, with the same names and shapes, answered from installed packages."""

import json
import logging
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from worker.reference.documents import Kind
from worker.reference.index import KINDS, Index, build, index_path
from worker.reference.pages import text_of
from worker.reference.regions import ResourceType, availability, region_names

logger = logging.getLogger(__name__)

READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
INSTRUCTIONS = (
    "AWS knowledge from packages installed beside this server: botocore's service models, cfn-lint's resource schemas "
    "and Groundplan's catalogue. It answers offline and changes nothing."
)
TOPICS: dict[str, tuple[Kind, ...]] = {
    "general": KINDS,
    "reference_documentation": ("guide", "service", "operation"),
    "cloudformation": ("resource",),
}
MAX_TOPICS = 3
MAX_RESULTS = 50
MAX_PAGES = 10
MAX_REGIONS = 10
MAX_FILTERS = 100
MAX_PHRASE = 500
DEFAULT_PAGE_LENGTH = 10_000
AVAILABILITY_PAGE = 200


class Knowledge:
    """The index, opened when it is first asked for and built where it is missing."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._index: Index | None = None

    def index(self) -> Index:
        """Blocks for the two or three seconds of building when this version was never built.

        Raises ToolError where the cache folder cannot be written or the file is damaged.
        """
        with self._lock:
            if self._index is None:
                try:
                    self._index = self._open()
                except (OSError, sqlite3.Error) as error:
                    raise ToolError(f"the reference index cannot be made: {error}") from error
            return self._index

    def warm_up(self) -> None:
        """Build in the background, so that the first search finds it done. A fault shows at that search."""
        with suppress(ToolError):
            self.index()

    def _open(self) -> Index:
        path = index_path(self._cache)
        if not path.exists():
            logger.info("building the reference index", extra={"action": "reference_index_build"})
            build(path)
        return Index(path)

    def search(self, phrase: str, kinds: tuple[Kind, ...], limit: int) -> list[dict[str, Any]]:
        """Rows in the shape of AWS Knowledge."""
        index = self.index()
        with self._lock:
            found = index.search(phrase, kinds, limit)
        return [
            {"rank_order": rank, "url": page.url, "title": page.title, "context": page.context}
            for rank, page in enumerate(found, start=1)
        ]

    def read(self, url: str, start: int, length: int) -> dict[str, Any]:
        """One page, or a part of it, in the shape of AWS Knowledge."""
        index = self.index()
        with self._lock:
            page = index.page(url)
        if page is None:
            missing = {"content": "no such page in the offline reference", "total_length": 0, "end_index": 0}
            return {"url": url, "status": "error", **missing, "truncated": False}
        text = text_of(page)
        part = text[start : start + length]
        end = start + len(part)
        position = {"total_length": len(text), "end_index": end, "truncated": end < len(text)}
        return {"url": url, "status": "success", "content": part, **position}


def build_server(cache: Path) -> MCPServer:
    """The server, not yet running. Its index file lives in `cache`."""
    knowledge = Knowledge(cache)

    @asynccontextmanager
    async def warm(_: MCPServer) -> AsyncIterator[None]:
        threading.Thread(target=knowledge.warm_up, name="reference-index", daemon=True).start()
        yield

    name = "groundplan-reference"
    server: MCPServer = MCPServer(name, instructions=INSTRUCTIONS, log_level="WARNING", lifespan=warm)

    @server.tool(annotations=READ_ONLY, structured_output=False)
    def aws___search_documentation(search_phrase: str, topics: list[str] | None = None, limit: int = 10) -> str:
        """Search AWS documentation: guides, services, API operations and CloudFormation resource types.

        Args:
            search_phrase: Words to look for. Pages that hold all of them come first.
            topics: Up to three of general, reference_documentation, cloudformation. Default: general.
            limit: How many results, 1 to 50.
        """
        _check(bool(search_phrase.strip()), "search_phrase is empty")
        _check(len(search_phrase) <= MAX_PHRASE, f"search_phrase is longer than {MAX_PHRASE} characters")
        _check(1 <= limit <= MAX_RESULTS, f"limit is {limit}; it takes 1 to {MAX_RESULTS}")
        return _answer({"result": knowledge.search(search_phrase, _kinds(topics), limit)})

    @server.tool(annotations=READ_ONLY, structured_output=False)
    def aws___read_documentation(requests: list[dict[str, Any]]) -> str:
        """Read documentation pages that a search has found.

        Args:
            requests: Up to ten of {"url": str, "max_length": int = 10000, "start_index": int = 0}.
        """
        _check(1 <= len(requests) <= MAX_PAGES, f"{len(requests)} requests; it takes 1 to {MAX_PAGES}")
        return _answer([_read(knowledge, request) for request in requests])

    @server.tool(annotations=READ_ONLY, structured_output=False)
    def aws___list_regions() -> str:
        """List every AWS region with its long name."""
        names = region_names()
        return _answer([{"region_id": key, "region_long_name": name} for key, name in sorted(names.items())])

    @server.tool(annotations=READ_ONLY, structured_output=False)
    def aws___get_regional_availability(
        regions: list[str],
        resource_type: ResourceType,
        filters: list[str] | None = None,
        next_token: str | None = None,
    ) -> str:
        """Say what is available in which region.

        Args:
            regions: Up to ten region ids, such as eu-west-1.
            resource_type: product (AWS Lambda), api (lambda or lambda+Invoke) or cfn (AWS::Lambda::Function).
            filters: The names to ask about, up to 100. Without it, everything that exists there, in pages.
            next_token: The next_token of the page before.
        """
        return _answer(_availability(regions, resource_type, filters or [], next_token))

    return server


def _read(knowledge: Knowledge, request: dict[str, Any]) -> dict[str, Any]:
    url = request.get("url")
    start = request.get("start_index", 0)
    length = request.get("max_length", DEFAULT_PAGE_LENGTH)
    if not isinstance(url, str):
        raise ToolError("each request needs a url that is a string")
    if not (isinstance(start, int) and isinstance(length, int) and start >= 0 and length > 0):
        raise ToolError("start_index takes 0 or more, max_length 1 or more")
    return knowledge.read(url, start, length)


def _availability(asked: list[str], kind: ResourceType, names: list[str], token: str | None) -> dict[str, Any]:
    known = region_names()
    _check(1 <= len(asked) <= MAX_REGIONS, f"{len(asked)} regions; it takes 1 to {MAX_REGIONS}")
    _check(len(names) <= MAX_FILTERS, f"{len(names)} filters; it takes up to {MAX_FILTERS}")
    unknown = [region for region in asked if region not in known]
    _check(not unknown, f"no such region: {', '.join(unknown)}")
    start = int(token) if token and token.isdecimal() else 0
    answer: dict[str, Any] = {"resource_type": kind, "regions": {}}
    longest = 0
    for region in asked:
        statuses = list(availability(region, kind, names).items())
        longest = max(longest, len(statuses))
        answer["regions"][region] = dict(statuses[start : start + AVAILABILITY_PAGE])
    if longest > start + AVAILABILITY_PAGE:
        answer["next_token"] = str(start + AVAILABILITY_PAGE)
    return answer


def _kinds(topics: list[str] | None) -> tuple[Kind, ...]:
    chosen = topics or ["general"]
    _check(len(chosen) <= MAX_TOPICS, f"{len(chosen)} topics; it takes up to {MAX_TOPICS}")
    unknown = [topic for topic in chosen if topic not in TOPICS]
    _check(not unknown, f"nothing offline about {', '.join(unknown)}; there is {', '.join(TOPICS)}")
    return tuple(dict.fromkeys(kind for topic in chosen for kind in TOPICS[topic]))


def _check(holds: bool, fault: str) -> None:
    if not holds:
        raise ToolError(fault)


def _answer(content: Any) -> str:
    return json.dumps({"content": content}, separators=(",", ":"))
