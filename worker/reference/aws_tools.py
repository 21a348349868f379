"""AWS Knowledge's tools, with the same names, arguments and shapes, so that this server can stand in for it."""

import json
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field, WithJsonSchema

from worker.reference.index import KINDS, Kind
from worker.reference.knowledge import Knowledge
from worker.reference.regions import ResourceType, availability, region_names, types_in

READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
TOPICS: dict[str, tuple[Kind, ...]] = {
    "general": KINDS,
    "reference_documentation": ("guide", "pricing", "sla", "service", "operation"),
    "cloudformation": ("resource",),
    "agent_skills": ("pattern",),
}
NOT_OFFLINE = frozenset(("current_awareness", "troubleshooting", "amplify_docs", "cdk_docs", "cdk_constructs"))
MAX_TOPICS = 3
MAX_RESULTS = 50
MAX_PAGES = 10
MAX_REGIONS = 10
MAX_FILTERS = 100
MAX_PHRASE = 500
DEFAULT_PAGE_LENGTH = 10_000
AVAILABILITY_PAGE = 200

Topics = Annotated[
    list[str] | None,
    Field(
        description="Up to three of general, reference_documentation, cloudformation, agent_skills. Default: general."
    ),
]
PageRequests = Annotated[
    list[dict[str, Any]],
    Field(description="One to ten pages, or parts of pages."),
    WithJsonSchema(
        {
            "type": "array",
            "description": "One to ten pages, or parts of pages.",
            "minItems": 1,
            "maxItems": MAX_PAGES,
            "items": {
                "type": "object",
                "required": ["url"],
                "properties": {
                    "url": {"type": "string", "description": "As a search gave it."},
                    "max_length": {"type": "integer", "minimum": 1, "default": DEFAULT_PAGE_LENGTH},
                    "start_index": {"type": "integer", "minimum": 0, "default": 0},
                },
            },
        }
    ),
]
Filters = Annotated[
    list[str] | None,
    Field(description="The names to ask about, up to 100. Without it, everything that exists there, in pages."),
]


def add_aws_tools(server: MCPServer, knowledge: Knowledge) -> None:
    """Search, read, skills, regions and what exists in which."""

    @server.tool(title="Search AWS documentation", annotations=READ_ONLY, structured_output=False)
    def aws___search_documentation(
        search_phrase: Annotated[str, Field(description="Words to look for. Pages that hold all of them come first.")],
        topics: Topics = None,
        limit: Annotated[int, Field(description="How many results, 1 to 50.")] = 10,
    ) -> str:
        """Search AWS documentation: guides, prices, service level agreements, services, API operations and
        CloudFormation resource types; with the topic agent_skills, patterns of architectures.

        Gives {"content": {"result": [{"rank_order", "url", "title", "context"}]}}, best first.
        """
        _check(bool(search_phrase.strip()), "search_phrase is empty")
        _check(len(search_phrase) <= MAX_PHRASE, f"search_phrase is longer than {MAX_PHRASE} characters")
        _check(1 <= limit <= MAX_RESULTS, f"limit is {limit}; it takes 1 to {MAX_RESULTS}")
        return answer({"result": knowledge.search(search_phrase, _kinds(topics), limit)})

    @server.tool(title="Read AWS documentation", annotations=READ_ONLY, structured_output=False)
    def aws___read_documentation(requests: PageRequests) -> str:
        """Read documentation pages that a search has found, as Markdown. Pages are this server's own summaries of its
        sources, not copies of AWS's pages.

        Gives {"content": [{"url", "status", "content", "total_length", "end_index", "truncated"}]}.
        """
        _check(1 <= len(requests) <= MAX_PAGES, f"{len(requests)} requests; it takes 1 to {MAX_PAGES}")
        return answer([_read(knowledge, request) for request in requests])

    @server.tool(title="Read a skill", annotations=READ_ONLY, structured_output=False)
    def aws___retrieve_skill(
        skill_name: Annotated[str, Field(description="A skill_name that a search with the topic agent_skills gave.")],
        file: Annotated[str | None, Field(description="SKILL.md, which is also the default.")] = None,
    ) -> str:
        """Read a pattern of an architecture as a skill, in Markdown: its parts, why each is there, how they connect.

        Gives {"content": "…"}.
        """
        from worker.reference.fact_answers import skill

        return answer(skill(knowledge, skill_name, file))

    @server.tool(title="List AWS regions", annotations=READ_ONLY, structured_output=False)
    def aws___list_regions() -> str:
        """List every AWS region with its long name.

        Gives {"content": [{"region_id", "region_long_name"}]}.
        """
        names = region_names()
        return answer([{"region_id": key, "region_long_name": name} for key, name in sorted(names.items())])

    @server.tool(title="What exists in which region", annotations=READ_ONLY, structured_output=False)
    def aws___get_regional_availability(
        regions: Annotated[list[str], Field(description="One to ten region ids, such as eu-west-1.")],
        resource_type: Annotated[
            ResourceType,
            Field(description="product (AWS Lambda), api (lambda or lambda+Invoke) or cfn (AWS::Lambda::Function)."),
        ],
        filters: Filters = None,
        next_token: Annotated[str | None, Field(description="The next_token of the page before.")] = None,
    ) -> str:
        """Say what is available in which region.

        Gives {"content": {"resource_type", "regions": {region: {name: "isAvailableIn" | "isNotAvailableIn" |
        "Not Found"}}, "next_token"?}}.
        """
        return answer(_availability(knowledge, regions, resource_type, filters or [], next_token))


def answer(content: Any) -> str:
    """The one text block of every tool."""
    return json.dumps({"content": content}, separators=(",", ":"))


def _read(knowledge: Knowledge, request: dict[str, Any]) -> dict[str, Any]:
    url = request.get("url")
    start = request.get("start_index", 0)
    length = request.get("max_length", DEFAULT_PAGE_LENGTH)
    if not isinstance(url, str):
        raise ToolError("each request needs a url that is a string")
    if not (isinstance(start, int) and isinstance(length, int) and start >= 0 and length > 0):
        raise ToolError("start_index takes 0 or more, max_length 1 or more")
    return knowledge.read(url, start, length)


def _availability(
    knowledge: Knowledge, asked: list[str], kind: Literal["product", "api", "cfn"], names: list[str], token: str | None
) -> dict[str, Any]:
    known = region_names()
    _check(1 <= len(asked) <= MAX_REGIONS, f"{len(asked)} regions; it takes 1 to {MAX_REGIONS}")
    _check(len(names) <= MAX_FILTERS, f"{len(names)} filters; it takes up to {MAX_FILTERS}")
    unknown = [region for region in asked if region not in known]
    _check(not unknown, f"no such region: {', '.join(unknown)}")
    # An answer without them would read as if nothing were missing there.
    untold = [region for region in asked if kind == "cfn" and not types_in(region)]
    _check(not untold, f"nothing is known offline of resource types in {', '.join(untold)}; leave it out")
    start = int(token) if token and token.isdecimal() else 0
    found: dict[str, Any] = {"resource_type": kind, "regions": {}}
    longest = 0
    for region in asked:
        statuses = list(availability(region, kind, names, knowledge).items())
        longest = max(longest, len(statuses))
        found["regions"][region] = dict(statuses[start : start + AVAILABILITY_PAGE])
    if longest > start + AVAILABILITY_PAGE:
        found["next_token"] = str(start + AVAILABILITY_PAGE)
    return found


def _kinds(topics: list[str] | None) -> tuple[Kind, ...]:
    chosen = topics or ["general"]
    _check(len(chosen) <= MAX_TOPICS, f"{len(chosen)} topics; it takes up to {MAX_TOPICS}")
    # A client of AWS Knowledge may name its topics beside those that are here; alone they find nothing.
    found = [topic for topic in chosen if topic in TOPICS]
    unknown = [topic for topic in chosen if topic not in TOPICS and (topic not in NOT_OFFLINE or not found)]
    _check(not unknown, f"nothing offline about {', '.join(unknown)}; there is {', '.join(TOPICS)}")
    return tuple(dict.fromkeys(kind for topic in found for kind in TOPICS[topic]))


def _check(holds: bool, fault: str) -> None:
    if not holds:
        raise ToolError(fault)
