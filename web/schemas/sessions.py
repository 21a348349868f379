"""Where somebody is signed in."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field


class LoginSession(BaseModel):
    """One browser that is signed in as you."""

    id: UUID
    created_at: datetime = Field(description="When it signed in.")
    last_seen_at: datetime = Field(description="Within some minutes.")
    ends_at: datetime = Field(description="When it ends unless it is used before.")
    address: str = Field(description="The address that it signed in from.")
    agent: str = Field(description="What the browser calls itself.")
    current: bool = Field(description="Is it this one?")


class EndedSessions(BaseModel):
    """How many sessions were ended."""

    ended: int


class LoginSessionPath(BaseModel):
    """The session's id."""

    session_id: UUID
