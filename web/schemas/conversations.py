"""Conversations, what is said in them, and the sheet beside them."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from jobs.conversations import LONGEST_TITLE
from jobs.sheets import Choice, Citation, Sheet
from web.schemas.jobs import Chosen, Job, JobError, Pin, Region
from web.schemas.query import Query
from web.schemas.text import Sought, refuse_unstorable, strip
from web.validation import broken_rule

Words = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=8_000),
    AfterValidator(refuse_unstorable),
]
Title = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=LONGEST_TITLE),
    AfterValidator(refuse_unstorable),
]
Composed = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, max_length=20_000),
    AfterValidator(refuse_unstorable),
]
Cursor = Annotated[str, StringConstraints(max_length=120)]
CURSOR = Field(default=None, description="`meta.next_cursor` of the page before.")


class NewConversation(BaseModel):
    """Nothing is required: a conversation may begin in silence."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"text": "A booking site for 40 clinics, what would it cost?"}}
    )

    text: Words | None = Field(default=None, description="What is said first; its answer is a job.")
    title: Title | None = Field(default=None, description="Without one, the first answer gives it.")


class NewUtterance(BaseModel):
    """What the user says next."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"text": "What if twice as many came?"}})

    text: Words


class SheetChange(BaseModel):
    """What the user sets; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"region": "eu-central-1"}})

    request: Composed = Field(default="", description="What to build, in plain English.")
    region: Region | None = Field(default=None, description="null: the request decides.")
    assumptions: dict[Chosen, Chosen] = Field(
        default={}, max_length=50, description="All values in the place of assumptions, as an analyze job takes them."
    )
    pins: list[Pin] = Field(default=[], max_length=10, description="All choices that go before the request.")


class ConversationChange(BaseModel):
    """Another title, another sheet, or both."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"title": "Clinics"}})

    title: Title | None = None
    sheet: SheetChange | None = None

    @model_validator(mode="after")
    def refuse_nothing(self) -> Self:
        """Something has to change."""
        if self.title is None and (self.sheet is None or not self.sheet.model_fields_set):
            raise broken_rule("changes nothing", "a title, or something of the sheet")
        return self


class Conversation(BaseModel):
    """A conversation as it is listed."""

    id: UUID
    title: str = Field(description="Empty until it was given one.")
    created_at: datetime
    updated_at: datetime = Field(description="When something was said in it last.")


class Utterance(BaseModel):
    """What was said at once. A user's has an odd `seq`; its answer the even one after it."""

    seq: int
    role: Literal["user", "assistant"]
    text: str
    citations: list[Citation] = Field(description="What the answer rests on.")
    choices: list[Choice] = Field(description="Answers to pick: `value` is what to say then.")
    state: Literal["complete", "stopped", "failed"]
    created_at: datetime
    job_id: UUID | None = Field(description="The turn's job: follow its events, cancel it to stop the answer.")
    job_state: Literal["queued", "running", "succeeded", "failed", "cancelled"] | None
    error: JobError | None = Field(description="Why the turn has no answer, or none that is whole.")


class Turn(BaseModel):
    """What the user said, and the job that answers."""

    utterance: Utterance
    job: Job


class ShownConversation(Conversation):
    """A conversation with its sheet."""

    summary: str = Field(description="What was said long ago, in short; the utterances are all there.")
    sheet: Sheet
    running: Job | None = Field(description="The turn that is not answered yet.")


class BegunConversation(ShownConversation):
    """A new conversation, and its first turn, if something was said."""

    turn: Turn | None


class ConversationPath(BaseModel):
    """The conversation's id."""

    conversation_id: UUID


class NewBranch(BaseModel):
    """Other words in the place of some that were said."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"seq": 1, "text": "A blog instead."}})

    seq: int = Field(ge=1, strict=True, description="Of the utterance in whose place it is said: one of a user's.")
    text: Words = Field(description="What is said.")


class ConversationFilter(Query):
    """Which conversations to list."""

    q: Sought = Field(default="", description="Words, or their beginnings; all are in the title or in what was said.")
    limit: int = Field(default=20, ge=1, le=100, description="Conversations on a page.")
    cursor: Cursor | None = CURSOR


class UtteranceFilter(Query):
    """Which utterances to list."""

    limit: int = Field(default=50, ge=1, le=100, description="Utterances on a page.")
    cursor: Cursor | None = CURSOR
