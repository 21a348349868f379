"""The one envelope around every answer, and around every error."""

from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from web.schemas.kept import KeptSchema

Data = TypeVar("Data")


class Meta(BaseModel):
    """When the answer was made, and the id to quote when asking about it."""

    timestamp: str = Field(description="RFC 3339, UTC.")
    request_id: str


class PageMeta(Meta):
    """Meta of a list; `next_cursor` is absent on its last page."""

    next_cursor: str | None = None


class Answer(BaseModel, Generic[Data]):
    """One thing."""

    data: Data
    meta: Meta


class Page(BaseModel, Generic[Data]):
    """A page of things, newest first."""

    data: list[Data]
    meta: PageMeta


class Detail(BaseModel):
    """One field's fault."""

    field: str
    fault: str
    limit: str


class ErrorBody(BaseModel):
    """What went wrong."""

    code: str = Field(description="Stable; programs may branch on it.")
    message: str = Field(description="For people.")
    details: list[Detail] = []


class ErrorAnswer(KeptSchema):
    """The shape of every error."""

    error: ErrorBody
    meta: Meta
