"""Acts of support."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from web.schemas.admin.asking import SupportPage

ActionName = Literal[
    "staff.grant",
    "staff.revoke",
    "user.suspend",
    "user.unsuspend",
    "organization.suspend",
    "organization.unsuspend",
    "organization.tier",
    "jobs.redrive",
]


class OwnSupportAct(BaseModel):
    """What staff did to the organization."""

    id: UUID
    at: datetime
    action: str = Field(description="`organization.suspend`, `organization.tier`, `jobs.redrive` …")
    reason: str
    before: dict[str, Any] = Field(description="How it was.")
    after: dict[str, Any] = Field(description="How it was then.")


class SupportActRecord(OwnSupportAct):
    """What somebody of the staff did."""

    staff_id: UUID | None = Field(description="Who; null for the command line.")
    on_org: UUID | None = Field(description="To which organization.")
    on_user: UUID | None = Field(description="To which person.")


class ActQuery(SupportPage):
    """Which acts."""

    organization: UUID | None = Field(default=None, description="On this organization.")
    user: UUID | None = Field(default=None, description="On this person.")
    staff: UUID | None = Field(default=None, description="By this one of the staff.")
    action: ActionName | None = Field(default=None, description="Of this kind.")
