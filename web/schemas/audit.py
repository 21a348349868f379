"""The audit of an organization, as its owners and admins ask for it."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from jobs.audit import AuditFilter
from web.schemas.artifacts import ToolCall
from web.schemas.query import Query
from web.schemas.text import refuse_unstorable
from web.validation import broken_rule


def _in_utc(at: datetime) -> datetime:
    """In UTC, as a zone may be further away than the database knows any."""
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:
        raise broken_rule("is no time of the calendar", "a time in the years 1 to 9999, in UTC") from None


Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(refuse_unstorable)]
Moment = Annotated[datetime, AfterValidator(_in_utc)]
Cursor = Annotated[str, StringConstraints(max_length=100)]


class AuditRecord(ToolCall):
    """One record: written before and after each tool call; arguments have their secrets masked."""

    id: UUID
    org_id: UUID
    user_id: UUID | None = Field(description="Who submitted the job.")
    job_id: UUID


class Person(BaseModel):
    """Who may have submitted a job."""

    id: UUID
    name: str


class AuditChoice(Query):
    """Which records."""

    model_config = ConfigDict(populate_by_name=True)

    job: UUID | None = None
    user: UUID | None = Field(default=None, description="Who submitted the job.")
    server: Name | None = Field(default=None, description="An MCP server, or `groundplan` for our own tools.")
    tool: Name | None = None
    phase: Literal["before", "after"] | None = None
    status: Literal["allowed", "refused", "success", "error"] | None = None
    since: Moment | None = Field(default=None, alias="from", description="ISO 8601; UTC where it names no zone.")
    until: Moment | None = Field(default=None, alias="to", description="The same; records of this moment are not in.")
    cursor: Cursor | None = Field(default=None, description="`meta.next_cursor` of the page before.")

    def as_filter(self) -> AuditFilter:
        """Return the choice as the store takes it."""
        return AuditFilter(
            job_id=self.job,
            user_id=self.user,
            server=self.server,
            tool=self.tool,
            phase=self.phase,
            status=self.status,
            since=self.since,
            until=self.until,
        )


class AuditQuery(AuditChoice):
    """Which records to list."""

    limit: int = Field(default=50, ge=1, le=200, description="Records on a page.")


class AuditExport(AuditChoice):
    """Which records to export."""

    limit: int = Field(default=100_000, ge=1, le=100_000, description="Records at most; a last line tells of more.")
