"""People and organizations as staff see them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from web.schemas.admin.asking import EXAMPLE, Reason
from web.schemas.members import RoleName

TierName = Literal["free", "pro", "enterprise"]


class SupportUser(BaseModel):
    """A person."""

    id: UUID
    name: str
    email: str
    email_verified: bool = Field(description="Does the sign-in provider vouch for the address?")
    created_at: datetime
    suspended_since: datetime | None = Field(description="Null: they are not suspended.")


class SupportMembership(BaseModel):
    """An organization that a person belongs to."""

    id: UUID
    name: str
    tier: TierName
    role: RoleName
    joined_at: datetime
    suspended_since: datetime | None = Field(description="Null: it is not suspended.")


class SupportUserDetail(SupportUser):
    """A person, closer."""

    suspended_because: str | None = Field(description="The reason that was given.")
    is_staff: bool
    sessions: int = Field(description="Browsers that are signed in.")
    api_keys: int = Field(description="Keys of theirs that work, in all organizations.")
    last_active_at: datetime | None = Field(description="When a session or a key of theirs was seen last.")
    organizations: list[SupportMembership] = Field(description="The first 200.")


class SupportOrganization(BaseModel):
    """An organization."""

    id: UUID
    name: str
    tier: TierName
    created_at: datetime
    members: int = Field(description="How many.")
    suspended_since: datetime | None = Field(description="Null: it is not suspended.")
    deletion_due_at: datetime | None = Field(description="When it is deleted; null where nobody asked for that.")


class SupportMember(BaseModel):
    """Somebody who belongs to the organization."""

    user_id: UUID
    name: str
    email: str
    role: RoleName
    joined_at: datetime
    suspended_since: datetime | None = Field(description="Null: they are not suspended.")


class SupportOrganizationDetail(SupportOrganization):
    """An organization, closer."""

    suspended_because: str | None = Field(description="The reason that was given.")
    subscription_tier: TierName | None = Field(
        description="What a subscription gives. A tier that staff give stands until this changes."
    )
    unfinished_jobs: int = Field(description="Queued or running.")
    jobs_this_month: dict[str, int] = Field(description="By mode, as they count against the plan.")
    sessions: int = Field(description="Browsers that work in it.")
    api_keys: int = Field(description="Keys that work.")
    last_active_at: datetime | None = Field(description="When a session was seen, or a job submitted, last.")
    people: list[SupportMember] = Field(description="The first 200.")


class TierChange(BaseModel):
    """Another tier."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"tier": "pro", "reason": EXAMPLE}})

    tier: TierName
    reason: Reason = Field(description="For the log of acts; the organization's owners see it.")
