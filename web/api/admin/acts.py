"""The log of what staff did."""

from flask import Response

from jobs.support.acts import ActFilter, read_acts
from web.api.admin.desk import blueprint, staff_database
from web.cursors import cursor_after, read_cursor
from web.envelope import page
from web.responses import LISTING
from web.schemas.admin.acts import ActQuery, SupportActRecord
from web.schemas.envelope import Page

acts = blueprint("acts", "/acts")


@acts.get("", responses={200: Page[SupportActRecord], **LISTING})
def list_acts(query: ActQuery) -> Response:
    """List what staff did, to whom, why, and how it was before and after; the newest first."""
    wanted = ActFilter(query.organization, query.user, query.staff, query.action)
    before = read_cursor(query.cursor) if query.cursor else None
    rows = read_acts(staff_database(), wanted, limit=query.limit + 1, before=before)
    shown = rows[: query.limit]
    cursor = cursor_after(shown[-1].id) if len(rows) > query.limit else None
    return page((SupportActRecord.model_validate(row, from_attributes=True) for row in shown), cursor)
