"""Progress events."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from web.schemas.query import Query


class EventFilter(Query):
    """Which events to return."""

    after: int = Field(default=0, ge=0, le=2**63 - 1, description="Only events with a `seq` above this.")


class Event(BaseModel):
    """One step of a job, as the socket sends it."""

    job_id: UUID
    seq: int
    at: datetime
    type: str = Field(description="`state`, `stage`, `delta`, `tool`, `finding` or `artifact`.")
    data: dict[str, Any]
