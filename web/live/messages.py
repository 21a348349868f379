"""What a client may say on its socket."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

MAX_SEQ = 2**63 - 1


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Subscribe(_Message):
    """Send me the job's events with a `seq` above `after`; a batch is followed by its id in the same way."""

    type: Literal["subscribe"]
    job_id: UUID
    after: Annotated[int, Field(ge=0, le=MAX_SEQ, strict=True)] = 0


class Unsubscribe(_Message):
    """Send me nothing more of this job."""

    type: Literal["unsubscribe"]
    job_id: UUID


class Ping(_Message):
    """Are you there? (Browsers cannot send WebSocket pings.)"""

    type: Literal["ping"]


ClientMessage = Annotated[Subscribe | Unsubscribe | Ping, Field(discriminator="type")]
CLIENT_MESSAGE: TypeAdapter[Subscribe | Unsubscribe | Ping] = TypeAdapter(ClientMessage)
