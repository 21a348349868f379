"""What organizations use, and what their agents called."""

from datetime import UTC, date, datetime

from flask import Response

from jobs.support.usage import CallFilter, tool_calls, usage_by_organization
from web.api.admin.desk import blueprint, staff_database
from web.cursors import cursor_after, cursor_from, read_cursor, read_cursor_from
from web.envelope import page
from web.responses import LISTING
from web.schemas.admin.usage import SupportCall, SupportCallQuery, SupportUsage, SupportUsageQuery
from web.schemas.envelope import Page

usage = blueprint("usage", "")


@usage.get("/usage", responses={200: Page[SupportUsage], **LISTING})
def list_usage(query: SupportUsageQuery) -> Response:
    """List what organizations used in a month, those with the most jobs first."""
    month = date.fromisoformat(f"{query.month}-01") if query.month else datetime.now(UTC).date().replace(day=1)
    after = read_cursor_from(query.cursor) if query.cursor else None
    rows = usage_by_organization(staff_database(), month, limit=query.limit + 1, after=after)
    shown = rows[: query.limit]
    cursor = cursor_from(shown[-1]["jobs"], shown[-1]["org_id"]) if len(rows) > query.limit else None
    return page(map(SupportUsage.model_validate, shown), cursor)


@usage.get("/tool-calls", responses={200: Page[SupportCall], **LISTING})
def list_calls_of_all(query: SupportCallQuery) -> Response:
    """List the audit of tool calls of all organizations, newest first, without arguments and errors."""
    wanted = CallFilter(query.organization, query.job, query.user, query.server, query.status)
    before = read_cursor(query.cursor) if query.cursor else None
    rows = tool_calls(staff_database(), wanted, limit=query.limit + 1, before=before)
    shown = rows[: query.limit]
    cursor = cursor_after(shown[-1]["id"]) if len(rows) > query.limit else None
    return page(map(SupportCall.model_validate, shown), cursor)
