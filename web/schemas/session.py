"""Who is signed in."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field


class User(BaseModel):
    """The signed-in person."""

    name: str
    email: str | None


class Organization(BaseModel):
    """The tenant that is worked in."""

    id: UUID
    name: str


class Architect(BaseModel):
    """What answers."""

    name: str
    is_language_model: bool = Field(description="False for the offline architect.")


class Session(BaseModel):
    """Who you are, where you work, and what answers."""

    user: User
    organization: Organization
    role: Literal["owner", "admin", "member", "viewer"]
    live_url: str
    architect: Architect
