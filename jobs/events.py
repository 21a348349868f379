"""One step of a job's progress, as browsers and the terminal get it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, field_serializer


class EventType(StrEnum):
    """What an event tells; the data of each is listed beside it."""

    STATE = "state"  # state, attempt, error?
    STAGE = "stage"  # stage, title, index, of, status (started|finished), seconds?
    DELTA = "delta"  # text, anew? (true: the answer begins again, with this text)
    TOOL = "tool"  # name, server, phase (before|after), status, seconds?
    FINDING = "finding"  # check, severity, component, message
    ARTIFACT = "artifact"  # name, size (bytes), media_type


class Event(BaseModel):
    """`seq` grows within a job, not always by one; a client names the last it saw to get what came after."""

    model_config = ConfigDict(frozen=True)

    job_id: UUID
    seq: int
    at: datetime
    type: EventType
    data: Mapping[str, Any]

    @field_serializer("at")
    def _at(self, at: datetime) -> str:
        return as_text(at)

    def to_json(self) -> str:
        """The text that travels."""
        return self.model_dump_json()

    @classmethod
    def parse(cls, text: str | bytes) -> "Event":
        """Read what `to_json` or `jobs.progress` wrote. Raises ValueError."""
        return cls.model_validate_json(text)


def as_text(at: datetime) -> str:
    """A point in time as events carry it: UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
