"""How the MCP servers do that the agents ask: for owners and admins."""

from collections.abc import Iterator

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.tool_servers import LookupCounts, ServerHealth, ToolServerRecords
from web.envelope import page
from web.responses import LISTING, SECURITY
from web.schemas.envelope import Page
from web.schemas.tool_servers import Lookups, ToolServer, ToolServerTools
from web.services import services

tool_servers = APIBlueprint(
    "tool_servers",
    __name__,
    url_prefix="/api/v1/admin/tool-servers",
    abp_tags=[Tag(name="administration")],
    abp_security=SECURITY,
)


@tool_servers.get("", responses={200: Page[ToolServer], **LISTING})
def list_tool_servers() -> Response:
    """List every MCP server as every worker sees it, by name; empty while no worker runs."""
    return page(seen_by_workers(services().tool_servers))


def seen_by_workers(records: ToolServerRecords) -> Iterator[ToolServer]:
    """Every server as every worker sees it, by name. Raises ToolServersUnavailable."""
    rows, counts = records.servers(), records.counts()
    return (_as_tool_server(row, counts.get(row.name, LookupCounts())) for row in rows)


def _as_tool_server(row: ServerHealth, counts: LookupCounts) -> ToolServer:
    asked = counts.hits + counts.misses
    rate = round(counts.hits / asked, 4) if asked else None
    lists = {name: list(getattr(row, name)) for name in ("allowed", "missing", "unapproved", "changed")}
    tools = ToolServerTools(offered=row.offered, **lists)
    lookups = Lookups(hits=counts.hits, misses=counts.misses, hit_rate=rate)
    return ToolServer(**row.model_dump(exclude={*lists, "offered"}), tools=tools, lookups=lookups)
