"""What travels over the queue: which job, of whom, and nothing else."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jobs.errors import InvalidRequest


class Message(BaseModel):
    """Version 1 of the message. Everything else is in Postgres, read when the job is claimed.

    `traceparent` travels beside the body, as an attribute: which trace the job belongs to.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    v: Literal[1] = 1
    job_id: UUID
    org_id: UUID
    traceparent: str | None = Field(default=None, exclude=True)

    def to_json(self) -> str:
        """The body to send."""
        return self.model_dump_json()

    @classmethod
    def parse(cls, body: str | bytes) -> "Message":
        """Read a body. Raises InvalidRequest: a message that cannot be read never gets better."""
        try:
            message = cls.model_validate_json(body)
        except ValidationError as error:
            raise InvalidRequest("The queue held a message that is not one of ours.") from error
        if message.traceparent is not None:
            raise InvalidRequest("The queue held a message that is not one of ours.")
        return message
