"""The queue, what runs, and dead letters."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from web.schemas.admin.asking import EXAMPLE, Reason


class MessageCounts(BaseModel):
    """About how many messages a queue of SQS holds."""

    waiting: int
    in_flight: int = Field(description="In a worker's hands.")
    delayed: int = Field(description="Not to be received yet.")


class WaitingJobs(BaseModel):
    """Queued jobs of a mode, in organizations of a tier."""

    mode: str
    tier: str
    jobs: int
    delayed: int = Field(description="Those of them that pause before another attempt, or that their batch holds back.")
    suspended: int = Field(description="Those of them that wait for their organization's suspension to be lifted.")
    oldest_since: datetime | None = Field(description="When the oldest was submitted that only waits for a worker.")


class QueueState(BaseModel):
    """What waits."""

    messages: MessageCounts | None = Field(description="Null while the queue does not answer.")
    dead_messages: MessageCounts | None = Field(description="The same of the dead letters.")
    oldest_seconds: float | None = Field(description="For how long the oldest job has waited for a worker.")
    jobs: list[WaitingJobs]


class DeadJob(BaseModel):
    """A job that failed because no worker finished it."""

    job_id: UUID
    org_id: UUID
    organization: str = Field(description="Its name.")
    mode: str
    code: str = Field(description="`undeliverable` or `abandoned`.")
    message: str
    attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime
    may_be_sent_again: bool = Field(description="False for turns of conversations.")


class DeadMessage(BaseModel):
    """A message that was received too often, and how its job is now."""

    message_id: str
    receives: int = Field(description="How often it was received, this look included.")
    first_received_at: datetime | None
    job_id: UUID | None = Field(description="Null where nobody can read the message.")
    org_id: UUID | None
    state: str | None = Field(description="The job's; null where there is no such job.")
    mode: str | None
    code: str | None = Field(description="Of the job's error.")


class Redrive(BaseModel):
    """Which dead letters to send again."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"job_ids": ["01890000-0000-7000-8000-000000000000"], "reason": EXAMPLE}},
    )

    job_ids: list[UUID] | None = Field(min_length=1, max_length=100, description="Null: all, a thousand at a time.")
    reason: Reason = Field(description="For the log of acts; the organizations' owners see it.")


class RedriveOutcome(BaseModel):
    """What was sent again."""

    jobs: int = Field(description="How many are queued now because of it.")
    revived: int = Field(description="Those of them that had failed.")
    messages: int = Field(description="How many messages were dealt with.")


class RunningJob(BaseModel):
    """A job in a worker's hands."""

    job_id: UUID
    org_id: UUID
    mode: str
    stage: str | None
    attempt: int
    started_at: datetime | None = Field(description="When its first attempt began.")
    lease_until: datetime = Field(description="Without a word from the worker until then, another takes it over.")


class WorkerState(BaseModel):
    """A worker, with what it runs."""

    worker: str
    reported_at: datetime | None = Field(description="When it last told how its MCP servers do; null: not lately.")
    jobs: list[RunningJob] = Field(description="A thousand in all at most.")


WINDOW_HOURS = {"24h": 24, "7d": 7 * 24}


class RatesQuery(BaseModel):
    """How far back."""

    model_config = ConfigDict(extra="forbid")

    window: Literal["24h", "7d"] = Field(default="24h", description="24 hours, or seven days.")


class JobRate(BaseModel):
    """How the jobs of a mode ended in an hour."""

    hour: datetime = Field(description="Its beginning, in UTC.")
    mode: str
    succeeded: int
    failed: int
    cancelled: int
    error_rate: float = Field(description="0 to 1, of those that were not cancelled.")
    seconds: float | None = Field(description="From the first attempt to the end, on average of those that succeeded.")
    error_codes: dict[str, int] = Field(description="How often each.")
