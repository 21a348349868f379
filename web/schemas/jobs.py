"""Jobs, as they are submitted and as they are shown."""

from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from jobs.catalogue import catalogue_digest
from jobs.usage import total
from web.schemas.architectures import PostedArchitecture
from web.schemas.patterns import ENVIRONMENT
from web.schemas.query import Query
from web.schemas.regions import known_regions
from web.schemas.text import RequestText, Sought, refuse_unstorable, strip
from web.validation import broken_rule


def refuse_unknown_region(region: str) -> str:
    """Return ``region`` if AWS has it."""
    if region not in known_regions():
        raise broken_rule("is not a region of AWS", "a region's name, such as eu-central-1")
    return region


def refuse_unknown_check(check: str) -> str:
    """Return ``check`` if the review has it."""
    known = catalogue_digest().checks
    if check not in known:
        close = ", ".join(get_close_matches(check, known, n=3, cutoff=0.3)) or known[0]
        raise broken_rule("is not a check of the review", f"a check's id, such as {close}")
    return check


Region = Annotated[str, StringConstraints(strict=True, max_length=30), AfterValidator(refuse_unknown_region)]
Option = Literal["cost-optimised", "balanced", "resilient"]
Pin = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=200),
    AfterValidator(refuse_unstorable),
]
Environment = Annotated[str, StringConstraints(strict=True, pattern=ENVIRONMENT.pattern)]
Check = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=100), AfterValidator(refuse_unknown_check)
]
MOST_FIXES = 60
Chosen = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200), AfterValidator(refuse_unstorable)]


class JobWish(BaseModel):
    """What is asked for in words, and what goes before them."""

    model_config = ConfigDict(extra="forbid")

    mode: Literal["analyze", "implement"] = Field(
        description="`analyze` compares three options, `implement` makes one bundle; others are not available yet."
    )
    request: RequestText = Field(
        default="", description="What to build, in plain English; required, but beside an architecture."
    )
    region: Region | None = Field(default=None, description="Overrides what the request says.")
    environment: Environment | None = Field(default=None, description="`production`, `staging` …; part of names.")
    option: Option | None = Field(
        default=None, description="Of `implement`: which of the compared options; without it the ordinary plan."
    )
    pins: list[Pin] = Field(
        default=[], max_length=10, description="Choices that go before the request: `must use Aurora`, `no Lambda`."
    )
    assumptions: dict[Chosen, Chosen] = Field(
        default={},
        max_length=50,
        description="Values in the place of assumptions: `{'users': '50000', 'api.memory_mb': '1024'}`. "
        "`region`, `environment`, a quantity, or `component.option`.",
    )
    notify: bool = Field(default=False, strict=True, description="Send one mail when the job has succeeded or failed.")

    @model_validator(mode="after")
    def refuse_option_of_analyze(self) -> Self:
        """An analyze job makes all options."""
        if self.mode == "analyze" and self.option is not None:
            raise broken_rule("cannot be chosen for an analyze job, which makes all options", "no option")
        return self


class NewJob(JobWish):
    """A request to turn into a bundle."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "mode": "implement",
                "request": "A web shop on containers with PostgreSQL, for 2,000 users a day",
                "region": "eu-central-1",
            }
        },
    )

    fixes: list[Check] = Field(
        default=[],
        max_length=MOST_FIXES,
        description="Of `implement`: checks of the review whose findings are fixed in what is planned, as "
        "`fixes.json` offers it.",
    )
    option_fixes: dict[Option, Annotated[list[Check], Field(max_length=MOST_FIXES)]] = Field(
        default={}, description="Of `analyze`: the same by the option: `{'balanced': ['dependencies_are_watched']}`."
    )
    architecture: PostedArchitecture | None = Field(
        default=None, description="Of `implement`: an `architecture.json` edited by hand; it is made as it is."
    )


class JobOptions(BaseModel):
    """What was chosen beside the request; null where the request decides."""

    region: str | None = None
    environment: str | None = None
    option: str | None = None
    pins: list[str] = []
    based_on: UUID | None = Field(
        default=None,
        description="The job whose bundle a verify job tries, or of which this one makes the next version.",
    )
    plan: UUID | None = Field(default=None, description="Of a revision: the job that made the plan's first version.")
    version: int = Field(default=1, description="Of the plan: numbers follow the order of asking.")
    instruction: str | None = Field(default=None, description="What was to change.")
    assumptions: dict[str, str] | None = Field(default=None, description="Other values for assumptions.")
    fixes: list[str] = Field(default=[], description="Checks of the review whose findings were to be fixed.")
    option_fixes: dict[str, list[str]] = Field(default={}, description="The same of an analyze job, by the option.")
    conversation_id: UUID | None = Field(default=None, description="Where it was asked for in a conversation.")


class JobError(BaseModel):
    """Why the job failed."""

    code: str
    message: str


class JobUsage(BaseModel):
    """What the agents of all attempts used together."""

    turns: int = Field(description="Answers of the model.")
    tool_calls: int
    input_tokens: int
    output_tokens: int
    seconds: float
    estimated_usd: float
    price_basis: str = Field(
        description="Where the price of a token comes from: `free`, `recorded`, `set` by the operator, or `assumed`: "
        "the dearest that is recorded."
    )
    limit_reached: str = Field(description="The first limit that an agent came to; empty where none.")


def _summed(attempts: object) -> object:
    """Rows keep it by attempt."""
    used = total(attempts) if isinstance(attempts, Mapping) else None
    return used and used.as_json()


class Job(BaseModel):
    """One unit of work."""

    id: UUID
    mode: Literal["brainstorm", "analyze", "implement", "verify"]
    request: str
    options: JobOptions
    state: Literal["queued", "running", "succeeded", "failed", "cancelled"]
    stage: str | None = Field(description="The stage it is in, or was in last.")
    attempt: int = Field(description="How often a worker has started it.")
    max_attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error: JobError | None
    result: dict[str, Any] | None = Field(description="What was made, in short; null until it has succeeded.")
    usage: Annotated[JobUsage | None, BeforeValidator(_summed)] = Field(
        description="What its agents used, also where it failed or was cancelled; null where none ran."
    )
    notify: bool
    batch_id: UUID | None = Field(description="Of an item of a batch: the batch.")
    reference: str | None = Field(description="Of an item of a batch: your own name for it.")
    files_removed_at: datetime | None = Field(
        description="When its files were removed, because their time was over; null while they are there."
    )


LISTED_OF_RESULT = ("title", "summary", "region", "monthly_usd", "checks", "files", "seconds")


class ListedJob(Job):
    """One unit of work, as a list shows it."""

    result: dict[str, Any] | None = Field(
        description=f"Of what was made {', '.join(f'`{name}`' for name in LISTED_OF_RESULT)}; all of it tells the job "
        "by itself."
    )


class JobPath(BaseModel):
    """The job's id."""

    job_id: UUID


class JobFilter(Query):
    """Which jobs to list."""

    q: Sought = Field(default="", description="Words, or parts of them; all are in the request or in the title.")
    state: Literal["queued", "running", "succeeded", "failed", "cancelled"] | None = None
    mode: Literal["brainstorm", "analyze", "implement", "verify"] | None = Field(
        default=None, description="Without it every mode but brainstorm, whose jobs are the turns of conversations."
    )
    limit: int = Field(default=20, ge=1, le=100, description="Jobs on a page.")
    cursor: Annotated[str, StringConstraints(max_length=100)] | None = Field(
        default=None, description="`meta.next_cursor` of the page before."
    )
