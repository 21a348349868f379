"""Progress events."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class EventFilter(BaseModel):
    """Which events to return."""

    model_config = ConfigDict(extra="forbid")

    after: int = Field(default=0, ge=0, le=2**63 - 1, description="Only events with a `seq` above this.")


class Event(BaseModel):
    """One step of a job, as the socket sends it."""

    job_id: str
    seq: int
    at: str
    type: str = Field(description="`state`, `stage`, `delta`, `tool`, `finding` or `artifact`.")
    data: dict[str, Any]
