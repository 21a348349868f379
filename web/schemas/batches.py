"""Batches: many jobs in one submission, how they stand, and their items."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from web.schemas.architectures import PostedArchitecture
from web.schemas.jobs import Chosen, Environment, JobError, JobOptions, Option, Pin, Region
from web.schemas.revisions import Instruction
from web.schemas.text import RequestText, refuse_unstorable, strip

MOST_ITEMS = 10_000

Reference = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=200),
    AfterValidator(refuse_unstorable),
]
Title = Annotated[
    str, BeforeValidator(strip), StringConstraints(strict=True, max_length=200), AfterValidator(refuse_unstorable)
]
ItemState = Literal["waiting", "queued", "running", "succeeded", "failed", "cancelled"]


class BatchItem(BaseModel):
    """One job to be: what `POST /jobs` takes but `notify`, the next version of a bundle, or a trial of one."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "reference": "shop-17",
                "mode": "implement",
                "request": "A web shop on containers with PostgreSQL, for 2,000 users a day",
                "region": "eu-central-1",
            }
        },
    )

    reference: Reference | None = Field(default=None, description="Your own name for it, unique in the batch.")
    mode: Literal["analyze", "implement", "verify"] = Field(
        default="implement",
        description="`analyze` compares three options, `implement` makes one bundle, or with `based_on` its next "
        "version, `verify` tries the bundle of `based_on`.",
    )
    request: RequestText | None = Field(
        default=None, description="What to build; required without `based_on` and `architecture`."
    )
    region: Region | None = Field(default=None, description="Overrides what the request says.")
    environment: Environment | None = Field(default=None, description="`production`, `staging` …; part of names.")
    option: Option | None = Field(default=None, description="Of `implement`: which of the compared options.")
    pins: list[Pin] = Field(default=[], max_length=10, description="Choices that go before the request.")
    assumptions: dict[Chosen, Chosen] = Field(
        default={}, max_length=50, description="Values in the place of assumptions."
    )
    architecture: PostedArchitecture | None = Field(
        default=None, description="Of `implement`: an `architecture.json` edited by hand; it is made as it is."
    )
    based_on: UUID | None = Field(default=None, description="The job whose bundle is tried, or gets a next version.")
    instruction: Instruction | None = Field(default=None, description="Of a next version: what to change.")


class BatchSubmission(BaseModel):
    """The items as one JSON document; JSON Lines and CSV have one item a line."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "items": [
                    {"reference": "shop", "mode": "implement", "request": "A web shop on containers with PostgreSQL"},
                    {"reference": "notes", "mode": "analyze", "request": "A serverless API for taking notes"},
                ]
            }
        },
    )

    items: list[BatchItem] = Field(min_length=1, max_length=MOST_ITEMS, description="The jobs to be.")


class NewBatchQuery(BaseModel):
    """How the batch is taken."""

    model_config = ConfigDict(extra="forbid")

    mode: Literal["all_or_nothing", "partial"] = Field(
        default="all_or_nothing",
        description="Where some items cannot be accepted: refuse the batch, or take the others.",
    )
    name: Title = Field(default="", description="What people call it.")
    notify: bool = Field(default=False, description="Send one mail when the last item has ended.")


class BatchFault(BaseModel):
    """Why an item was not accepted."""

    line: int = Field(description="Where it stands: the line, from 1; of a JSON document the item's number.")
    reference: str | None = Field(description="Its own name.")
    field: str = Field(description="Which field.")
    fault: str = Field(description="What is wrong with it.")
    limit: str = Field(description="What holds.")


class BatchCounts(BaseModel):
    """Items by state."""

    waiting: int = Field(description="Held back by the batch: a few at a time are queued.")
    queued: int = Field(description="A worker takes them next.")
    running: int = Field(description="In a worker's hands.")
    succeeded: int = Field(description="Done.")
    failed: int = Field(description="Can be retried.")
    cancelled: int = Field(description="Ended by somebody.")


class BatchZip(BaseModel):
    """All bundles in one file."""

    state: Literal["making", "ready"] = Field(description="It is made in the background.")
    size: int | None = Field(description="Bytes; null until it is ready.")
    files: int | None = Field(description="How many are in it; while it is made, how many that are so far.")
    url: str | None = Field(description="Where to download it.")


class Batch(BaseModel):
    """Many jobs in one submission."""

    id: UUID
    name: str = Field(description="What people call it.")
    state: Literal["running", "paused", "cancelling", "cancelled", "finished"] = Field(
        description="`finished` once its last item has ended."
    )
    acceptance: Literal["all_or_nothing", "partial"] = Field(description="How it was taken.")
    total: int = Field(description="Items that were accepted.")
    counts: BatchCounts
    refused: int = Field(description="Items that were not accepted.")
    faults: list[BatchFault] = Field(description="Why, of the first of them.")
    more_faults: int = Field(description="How many faults more there were.")
    round: int = Field(description="1, and one more each time that it began again after its end.")
    per_minute: float | None = Field(description="Items that ended in a minute, lately; null before it began.")
    finishes_at: datetime | None = Field(description="When the last item ends at that pace; an estimate.")
    notify: bool
    zip: BatchZip | None = Field(description="Null until it is asked for.")
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class ListedBatch(BaseModel):
    """A batch in a list: how it stands, without its faults and its pace."""

    id: UUID
    name: str = Field(description="What people call it.")
    state: Literal["running", "paused", "cancelling", "cancelled", "finished"]
    total: int = Field(description="Items that were accepted.")
    counts: BatchCounts
    created_at: datetime
    finished_at: datetime | None


class RetriedBatch(BaseModel):
    """A batch whose failed items begin again."""

    retried: int = Field(description="How many items that are.")
    batch: Batch = Field(description="How it stands now.")


class ListedItem(BaseModel):
    """One item, and the job that it is."""

    line: int = Field(description="Where it stood when it was submitted.")
    reference: str | None = Field(description="Your own name for it.")
    job_id: UUID
    mode: Literal["analyze", "implement", "verify"]
    state: ItemState = Field(description="`waiting` ones are held back by the batch.")
    attempt: int = Field(description="How often a worker has started it.")
    options: JobOptions
    error: JobError | None
    title: str | None = Field(description="Of what was made.")
    finished_at: datetime | None


class ItemResult(ListedItem):
    """One line of the results."""

    result: dict[str, Any] | None


class BatchPath(BaseModel):
    """The batch's id."""

    batch_id: UUID


class BatchFilter(BaseModel):
    """A page of batches."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=20, ge=1, le=100, description="Batches on a page.")
    cursor: Annotated[str, StringConstraints(max_length=100)] | None = Field(
        default=None, description="`meta.next_cursor` of the page before."
    )


class ItemQuery(BaseModel):
    """Which items to list."""

    model_config = ConfigDict(extra="forbid")

    state: ItemState | None = Field(default=None, description="Only those in this state.")
    reference: Annotated[str, StringConstraints(max_length=200), AfterValidator(refuse_unstorable)] | None = Field(
        default=None, description="Only the one with this name."
    )
    q: Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(refuse_unstorable)] | None = (
        Field(default=None, description="Only those with this in their name, in whichever case.")
    )
    limit: int = Field(default=100, ge=1, le=500, description="Items on a page.")
    cursor: Annotated[str, StringConstraints(max_length=100)] | None = Field(
        default=None, description="`meta.next_cursor` of the page before."
    )


class ResultsQuery(BaseModel):
    """Which results, and as what."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["ndjson", "csv"] = Field(default="ndjson", description="JSON Lines, or a table.")
    state: Literal["succeeded", "failed", "cancelled"] | None = Field(
        default=None, description="Only items that ended so; without it every item that has ended."
    )
