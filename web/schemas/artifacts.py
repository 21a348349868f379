"""Artifacts and the audit of tool calls."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field


class Artifact(BaseModel):
    """One stored file."""

    name: str
    size: int = Field(description="Bytes.")
    sha256: str
    media_type: str
    url: str = Field(description="Where to download it.")


class ArtifactPath(BaseModel):
    """The job's id and the file's name, which may have slashes."""

    job_id: UUID
    name: str


class ToolCall(BaseModel):
    """One record of the audit: written before and after each call."""

    name: str
    server: str | None
    phase: str
    status: str
    input: Any
    error: str | None
    seconds: float | None
    attempt: int
    at: datetime
