"""Members of an organization, and the organizations of a person."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from web.schemas.text import Name

RoleName = Literal["owner", "admin", "member", "viewer"]


class Member(BaseModel):
    """Someone who belongs to the organization."""

    user_id: UUID
    name: str
    email: str | None
    role: RoleName
    joined_at: datetime
    you: bool = Field(description="True for who asks.")


class RoleChange(BaseModel):
    """Another role."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"role": "admin"}})

    role: RoleName = Field(description="Only an owner makes owners.")


class MemberPath(BaseModel):
    """The member's user id."""

    user_id: UUID


class Transfer(BaseModel):
    """Who is to own the organization."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"user_id": "01890000-0000-7000-8000-000000000000"}}
    )

    user_id: UUID = Field(description="A member. You stay as an admin.")


class NewOrganization(BaseModel):
    """An organization to make."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "Analytical Engines"}})

    name: Name


class OwnOrganization(BaseModel):
    """An organization that you belong to."""

    id: UUID
    name: str
    tier: Literal["free", "pro", "enterprise"]
    role: RoleName
    current: bool = Field(description="True where you work now.")
