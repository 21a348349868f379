"""What every view of the administration works with."""

from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.database import Database
from jobs.support.acts import By
from jobs.support.asking import Keyset, Rows
from web.cursors import cursor_at, read_cursor_at
from web.identity import current_identity
from web.problems import Forbidden
from web.responses import PERSON
from web.services import services


def blueprint(name: str, path: str) -> APIBlueprint:
    """Return a blueprint under /api/v1/admin."""
    return APIBlueprint(
        f"admin_{name}", __name__, url_prefix=f"/api/v1/admin{path}", abp_tags=[Tag(name="staff")], abp_security=PERSON
    )


def staff_database() -> Database:
    """Return the database as the staff role. The guard was here before: without one nobody is staff."""
    database = services().staff_database
    if database is None:
        raise Forbidden("This is for the staff of this site.")
    return database


def by(reason: str) -> By:
    """Return who acts, and why."""
    return By(current_identity().user_id, reason)


def after(cursor: str | None) -> Keyset:
    """Return where the page before ended. Raises InvalidFields."""
    return read_cursor_at(cursor) if cursor else None


def first(rows: Rows, limit: int, time: str = "created_at", key: str = "id") -> tuple[Rows, str | None]:
    """Return the rows of the page, of which one more than `limit` was asked for, and the next one's cursor."""
    shown = rows[:limit]
    last: dict[str, Any] | None = shown[-1] if len(rows) > limit else None
    return shown, cursor_at(last[time], last[key]) if last else None
