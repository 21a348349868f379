"""The record of every tool call that an agent makes, written before the call and after it, and read by those who may.

It is append-only: the application's role may insert and select, and a trigger refuses every change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jobs.claims import Claim
from jobs.database import Database
from jobs.models import Job, ToolCall

OWN_TOOLS = "groundplan"
"""What the tools of our own process are called where a server is asked for; in the rows it is null."""
BATCH_ROWS = 500


@dataclass(frozen=True)
class AuditFilter:
    """Which records; None leaves the field open. `since` is included, `until` is not."""

    job_id: UUID | None = None
    user_id: UUID | None = None
    server: str | None = None
    tool: str | None = None
    phase: str | None = None
    status: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def record_tool_call(  # noqa: PLR0913, PLR0917 - the columns of the record
    database: Database,
    claim: Claim,
    name: str,
    server: str | None,
    phase: str,
    input: Any,
    status: str,
    error: str | None = None,
    seconds: float | None = None,
) -> None:
    """Write one record; `phase` is before or after, `server` None for a tool of our own. The user is the job's.

    Raises DatabaseUnavailable: a call that cannot be recorded must not be made.
    """
    with database.tenant(claim.org_id):
        ToolCall.create(
            org_id=claim.org_id,
            job_id=claim.job_id,
            user_id=Job.select(Job.created_by).where(Job.id == claim.job_id),
            attempt=claim.attempt,
            name=name,
            server=server,
            phase=phase,
            input=input,
            status=status,
            error=error,
            seconds=seconds,
        )


def read_audit(
    database: Database, org_id: UUID, wanted: AuditFilter, *, limit: int, before: UUID | None = None
) -> list[ToolCall]:
    """The organization's newest records, at most `limit`; those older than the record `before`, where it is given."""
    rows = ToolCall.select().where(ToolCall.org_id == org_id, *_conditions(wanted))
    if before is not None:
        rows = rows.where(ToolCall.id < before)
    with database.tenant(org_id):
        return list(rows.order_by(ToolCall.id.desc()).limit(limit))


def follow_audit(
    database: Database, org_id: UUID, wanted: AuditFilter, *, limit: int, before: UUID | None = None
) -> Iterator[ToolCall]:
    """The same, without holding more than a few hundred of them, or a transaction, while they are consumed."""
    left = limit
    while left > 0:
        rows = read_audit(database, org_id, wanted, limit=min(left, BATCH_ROWS), before=before)
        yield from rows
        left -= len(rows)
        if len(rows) < BATCH_ROWS:
            return
        before = rows[-1].id


def _conditions(wanted: AuditFilter) -> Iterator[Any]:
    columns = (ToolCall.job_id, ToolCall.user_id, ToolCall.name, ToolCall.phase, ToolCall.status)
    values = (wanted.job_id, wanted.user_id, wanted.tool, wanted.phase, wanted.status)
    yield from (column == value for column, value in zip(columns, values, strict=True) if value is not None)
    if wanted.server is not None:
        own = wanted.server == OWN_TOOLS
        yield ToolCall.server.is_null() if own else ToolCall.server == wanted.server
    if wanted.since is not None:
        yield ToolCall.at >= wanted.since
    if wanted.until is not None:
        yield ToolCall.at < wanted.until
