"""What the API answers, typed. Fields that a newer server adds are kept out, so that an old client goes on working."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

ENDED = frozenset({"succeeded", "failed", "cancelled"})
"""The states of a job in which nothing more happens."""


class _Answered(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class JobError(_Answered):
    """Why a job failed."""

    code: str
    message: str


class Job(_Answered):
    """One unit of work; `result` is what was made, in short, once it has succeeded."""

    id: UUID
    mode: str
    request: str
    state: str
    stage: str | None = None
    attempt: int
    max_attempts: int
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    error: JobError | None = None
    result: dict[str, Any] | None = None
    options: dict[str, Any] = {}
    batch_id: UUID | None = None
    reference: str | None = None
    files_removed_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        """Does nothing more happen?"""
        return self.state in ENDED

    @property
    def title(self) -> str:
        """What was made, or what was asked."""
        return str((self.result or {}).get("title") or self.request or "an architecture of your own")


class Event(_Answered):
    """One step of a job; `seq` grows. The data by type stands in the API's document."""

    job_id: UUID
    seq: int
    at: datetime
    type: str
    data: dict[str, Any]


class Artifact(_Answered):
    """One stored file; `size` in bytes."""

    name: str
    size: int
    sha256: str
    media_type: str


class BatchCounts(_Answered):
    """Items by state; `waiting` ones are held back by the batch."""

    waiting: int
    queued: int
    running: int
    succeeded: int
    failed: int
    cancelled: int

    @property
    def ended(self) -> int:
        """How many items have ended."""
        return self.succeeded + self.failed + self.cancelled


class BatchFault(_Answered):
    """Why an item was not accepted."""

    line: int
    reference: str | None = None
    field: str
    fault: str
    limit: str


class BatchZip(_Answered):
    """All bundles in one file; `size` in bytes, None until it is ready."""

    state: str
    size: int | None = None
    files: int | None = None


class ListedBatch(_Answered):
    """Many jobs in one submission, as a list shows it."""

    id: UUID
    name: str
    state: str
    total: int
    counts: BatchCounts
    created_at: datetime
    finished_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        """Has the last item ended?"""
        return self.finished_at is not None


class Batch(ListedBatch):
    """Many jobs in one submission; `finishes_at` is an estimate by `per_minute`."""

    refused: int
    faults: list[BatchFault] = []
    more_faults: int = 0
    per_minute: float | None = None
    finishes_at: datetime | None = None
    zip: BatchZip | None = None


class BatchItem(_Answered):
    """One item, and the job that it is."""

    line: int
    reference: str | None = None
    job_id: UUID
    mode: str
    state: str
    error: JobError | None = None
    title: str | None = None


class Person(_Answered):
    """Whose key it is."""

    name: str
    email: str | None = None


class Organization(_Answered):
    """Where the key works."""

    id: UUID
    name: str
    tier: str


class Architect(_Answered):
    """What answers."""

    name: str
    is_language_model: bool


class Session(_Answered):
    """Who asks, where, what they may do, and what answers."""

    user: Person
    organization: Organization
    role: str
    scope: str
    expires_at: datetime | None = None
    architect: Architect


class UsedOfLimit(_Answered):
    """One limit of the plan; `limit` is None where there is none."""

    name: str
    used: int
    limit: int | None = None
    resets_at: datetime | None = None


class Plan(_Answered):
    """What the organization has."""

    name: str
    title: str
    batch_size: int | None = None


class Usage(_Answered):
    """How much of the plan is used."""

    plan: Plan
    limits: list[UsedOfLimit]
