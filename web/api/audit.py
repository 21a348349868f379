"""The organization's audit of tool calls, for its owners and admins."""

import json
from collections.abc import Iterator

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from jobs.audit import follow_audit, read_audit
from web.cursors import cursor_after, read_cursor
from web.envelope import page
from web.identity import current_identity
from web.responses import LISTING, SECURITY
from web.schemas.audit import AuditExport, AuditQuery, AuditRecord, Person
from web.schemas.envelope import Page
from web.services import services

audit = APIBlueprint(
    "audit", __name__, url_prefix="/api/v1/admin/audit", abp_tags=[Tag(name="audit")], abp_security=SECURITY
)
_LINES = {"description": "JSON Lines.", "content": {"application/x-ndjson": {"schema": {"type": "string"}}}}


@audit.get("", responses={200: Page[AuditRecord], **LISTING})
def list_audit(query: AuditQuery) -> Response:
    """List what the agents of the organization called, newest first; for owners and admins."""
    identity = current_identity()
    before = read_cursor(query.cursor) if query.cursor else None
    rows = read_audit(services().database, identity.org_id, query.as_filter(), limit=query.limit + 1, before=before)
    shown = rows[: query.limit]
    return page(map(_as_record, shown), cursor_after(shown[-1].id) if len(rows) > query.limit else None)


@audit.get("/people", responses={200: Page[Person], **LISTING})
def list_people() -> Response:
    """List the organization's members, to read and choose records by name; for owners and admins."""
    org_id = current_identity().org_id
    with services().database.tenant(org_id):
        members = models.Membership.select(models.Membership.user_id).where(models.Membership.org_id == org_id)
        people = list(models.User.select().where(models.User.id.in_(members)).order_by(models.User.name))
    return page(Person.model_validate(one, from_attributes=True) for one in people)


@audit.get("/export", responses={200: _LINES, **LISTING})
def export_audit(query: AuditExport) -> Response:
    """Export the same as JSON Lines, one record a line, newest first; for owners and admins.

    Where there are more than `limit`, the last line is `{"next_cursor": …}`, for the next export's `cursor`.
    """
    identity = current_identity()
    before = read_cursor(query.cursor) if query.cursor else None
    database, wanted, limit = services().database, query.as_filter(), query.limit

    def lines() -> Iterator[str]:
        last = None
        rows = follow_audit(database, identity.org_id, wanted, limit=limit + 1, before=before)
        for number, row in enumerate(rows):
            if number == limit and last is not None:
                yield json.dumps({"next_cursor": cursor_after(last.id)}) + "\n"
                return
            yield _as_record(row).model_dump_json() + "\n"
            last = row

    response = Response(lines(), mimetype="application/x-ndjson")
    response.headers["Content-Disposition"] = 'attachment; filename="groundplan-audit.jsonl"'
    return response


def _as_record(row: models.ToolCall) -> AuditRecord:
    return AuditRecord.model_validate(row, from_attributes=True)
