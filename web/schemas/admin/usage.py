"""What organizations use, and what their agents called."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from web.schemas.admin.asking import SupportPage, Text

Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class SupportUsageQuery(SupportPage):
    """Which month."""

    month: Month | None = Field(default=None, description="As `2026-11`; the present one by default. UTC.")


class SupportUsage(BaseModel):
    """What an organization used in a month."""

    org_id: UUID
    name: str
    tier: Literal["free", "pro", "enterprise"]
    jobs: int = Field(description="As they count against the plan.")
    by_mode: dict[str, int] = Field(description="The same by mode.")
    succeeded: int = Field(description="Of the jobs that ended in the month.")
    failed: int
    running_seconds: float
    agent_usd: float = Field(description="What its agents' tokens are estimated to cost.")


class SupportCallQuery(SupportPage):
    """Which tool calls."""

    organization: UUID | None = Field(default=None, description="Of this organization.")
    job: UUID | None = Field(default=None, description="Of this job.")
    user: UUID | None = Field(default=None, description="Of jobs that this person submitted.")
    server: Text | None = Field(default=None, description="An MCP server.")
    status: Literal["allowed", "refused", "success", "error"] | None = Field(default=None, description="How it ended.")


class SupportCall(BaseModel):
    """One record of the audit, without arguments and errors: those hold the organization's words."""

    id: UUID
    org_id: UUID
    user_id: UUID | None = Field(description="Who submitted the job.")
    job_id: UUID
    attempt: int
    name: str = Field(description="The tool.")
    server: str | None = Field(description="Null for a tool of our own.")
    phase: Literal["before", "after"]
    status: str
    seconds: float | None
    at: datetime
