"""What the tools take and give. Field descriptions are read by models: they say units, limits and what follows."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from jobs.sheets import Choice, Citation
from web.mcp.waiting import LONGEST_SECONDS
from web.schemas.conversations import Words
from web.schemas.headers import IdempotencyKey
from web.schemas.jobs import JobError, JobWish
from web.schemas.revisions import Instruction
from web.schemas.text import RequestText

LONGEST_PART = 50_000
USUAL_PART = 20_000
JobId = Annotated[UUID, Field(description="The job's id, as submit_job or list_jobs gave it.")]
FileName = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=300)]
Seconds = Annotated[
    float, Field(ge=0, le=LONGEST_SECONDS, description="The longest to wait. It returns earlier when the job ends.")
]
Key = Annotated[
    IdempotencyKey | None,
    Field(description="Makes repeating safe: the same key with the same arguments gives the first job again."),
]


class Arguments(BaseModel):
    """Unknown arguments are refused: a misspelt one would be lost in silence."""

    model_config = ConfigDict(extra="forbid")


class SubmitJob(JobWish):
    """What submit_job takes."""

    request: RequestText = Field(description="What to build, in plain English, with numbers where they are known.")
    idempotency_key: Key = None


class OneJob(Arguments):
    """A job."""

    job_id: JobId


class WaitForJob(OneJob):
    """A job, and how long to wait."""

    seconds: Seconds = 45.0


class ListJobs(Arguments):
    """Which jobs."""

    state: Literal["queued", "running", "succeeded", "failed", "cancelled"] | None = None
    mode: Literal["brainstorm", "analyze", "implement", "verify"] | None = None
    limit: int = Field(default=20, ge=1, le=100)
    cursor: str | None = Field(default=None, max_length=120, description="`next_cursor` of the page before.")


class ReadFile(OneJob):
    """A file, and which part of it."""

    name: FileName = Field(
        description="Path of the file in the bundle, as list_bundle_files gives it: `terraform/main.tf`."
    )
    offset: int = Field(default=0, ge=0, le=10_000_000, description="Characters to skip: `next_offset` of the last.")
    limit: int = Field(default=USUAL_PART, ge=1, le=LONGEST_PART, description="The most characters to return.")


class FileLink(OneJob):
    """A file."""

    name: FileName = Field(default="bundle.zip", description="Path of the file; without it everything, as one zip.")


class ReviseBundle(OneJob):
    """A bundle, and what to change."""

    instruction: Instruction = Field(description="What to change, in words: `drop Redis, and make it multi-AZ`.")
    idempotency_key: Key = None


class Ask(Arguments):
    """What is said, and in which conversation."""

    message: Words | None = Field(
        default=None, description="What to say. Without it the last answer is returned, waited for if on its way."
    )
    conversation_id: UUID | None = Field(default=None, description="Of an earlier answer; without it a new one begins.")
    seconds: Seconds = 45.0
    idempotency_key: Key = None


class JobReport(BaseModel):
    """A job as it stands."""

    id: UUID
    mode: Literal["brainstorm", "analyze", "implement", "verify"]
    state: Literal["queued", "running", "succeeded", "failed", "cancelled"]
    stage: str | None = Field(description="The stage it is in, or was in last.")
    request: str = Field(description="What was asked for; cut where it is long.")
    created_at: datetime
    finished_at: datetime | None
    error: JobError | None = Field(description="Why it failed.")
    summary: dict[str, Any] | None = Field(
        description="What was made: title, region, expected cost in USD a month, checks, notes, version of the plan; "
        "of an analyze job the recommendation. null until it has succeeded."
    )
    page: str = Field(description="Where a person sees it in the browser.")
    next_step: str = Field(description="What to do now.")


class JobLine(BaseModel):
    """A job in a list."""

    id: UUID
    mode: str
    state: str
    title: str = Field(description="Of what was made, or the beginning of the request.")
    created_at: datetime


class JobList(BaseModel):
    """A page of jobs, newest first."""

    jobs: list[JobLine]
    next_cursor: str | None = Field(description="For the next page; null on the last.")


class RecoveryTimes(BaseModel):
    """What losing a zone or a region costs, in minutes."""

    rto_minutes: float | None = Field(description="Until everything works again.")
    rpo_minutes: float | None = Field(description="Of data that may be lost.")


class OptionRow(BaseModel):
    """One option of an analyze job. What is not known is null."""

    name: str = Field(description="What submit_job takes as `option`.")
    title: str
    aim: str
    monthly_usd: dict[str, float] | None = Field(description="low, expected and high.")
    availability_percent: float | None = Field(description="Composite of what AWS's service level agreements promise.")
    downtime_minutes_per_month: float | None
    limited_by: str | None = Field(description="The component that costs most of the availability.")
    zone_lost: RecoveryTimes | None
    region_lost: RecoveryTimes | None
    typical_latency_ms: float | None
    effort: str | None = Field(description="To operate it: its level.")
    effort_reason: str | None
    review_score: int | None = Field(description="Of the Well-Architected review, 0 to 100.")
    components: int | None
    gains: list[str]
    gives_up: list[str]
    same_as: str = Field(description="The option that this one equals; empty where it differs.")


class OptionTable(BaseModel):
    """The options side by side, and the recommendation."""

    job_id: UUID
    title: str
    options: list[OptionRow]
    recommended: str = Field(description="Name of the option.")
    reasons: list[str]
    cautions: list[str] = Field(description="Demands that even the recommended option does not meet.")
    next_step: str


class BundleFile(BaseModel):
    """One file."""

    name: str
    size: int = Field(description="Bytes.")
    media_type: str


class FileList(BaseModel):
    """A job's files; empty until it has succeeded."""

    job_id: UUID
    files: list[BundleFile]
    next_step: str


class FilePart(BaseModel):
    """A part of a text file."""

    name: str
    media_type: str
    size: int = Field(description="Bytes of the whole file.")
    sha256: str
    text: str
    offset: int
    total_characters: int
    next_offset: int | None = Field(description="Where the next part begins; null at the end.")


class Link(BaseModel):
    """Where to download a file without an API key, for a short time. Whoever has the address can read the file."""

    name: str
    size: int = Field(description="Bytes.")
    sha256: str
    url: str
    expires_at: datetime


class Reply(BaseModel):
    """The answer to what was said, or how far it is."""

    conversation_id: UUID
    job_id: UUID | None
    state: Literal["answering", "complete", "stopped", "failed"]
    answer: str
    citations: list[Citation] = Field(description="What the answer rests on.")
    choices: list[Choice] = Field(description="Answers to its question: say one's `value`.")
    page: str = Field(description="Where a person sees the conversation in the browser.")
    next_step: str
