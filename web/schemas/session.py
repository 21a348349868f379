"""Who is signed in, and where."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class User(BaseModel):
    """The signed-in person."""

    name: str
    email: str | None


class Organization(BaseModel):
    """The tenant that is worked in."""

    id: UUID
    name: str
    tier: Literal["free", "pro", "enterprise"]
    deletion_due_at: datetime | None = Field(description="When it is deleted, where an owner asked for that.")


class Place(BaseModel):
    """An organization that you are a member of."""

    id: UUID
    name: str
    role: Literal["owner", "admin", "member", "viewer"]


class Architect(BaseModel):
    """What answers."""

    name: str
    is_language_model: bool = Field(description="False for the offline architect.")


class Session(BaseModel):
    """Who you are, where you work, and what answers."""

    user: User
    organization: Organization
    organizations: list[Place] = Field(description="Where you may work, by name; an API key works in one.")
    role: Literal["owner", "admin", "member", "viewer"]
    scope: Literal["read", "submit", "admin"] = Field(description="What an API key is good for; admin for a session.")
    expires_at: datetime | None = Field(
        description="When the browser's access token wants to be renewed at POST /auth/refresh; an API key's end."
    )
    staff: bool = Field(description="Of the operator's staff, signed in as a person; an API key never is.")
    live_url: str
    architect: Architect


class Renewed(BaseModel):
    """New tokens are in the cookies."""

    expires_at: datetime = Field(description="When the access token wants to be renewed.")


class OrganizationChoice(BaseModel):
    """Where to work from here on."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"organization_id": "01890000-0000-7000-8000-000000000000"}}
    )

    organization_id: UUID = Field(description="One of the session's `organizations`.")
