"""Links to results, as they are made and listed."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from web.schemas.text import refuse_unstorable, strip

Title = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=200),
    AfterValidator(refuse_unstorable),
]
Days = Annotated[int, Field(ge=1, le=30, strict=True)]
_DOWNLOAD = "May visitors download all files as one zip? Each file by itself they may read in any case."


class Allowed(StrEnum):
    """Which links of an organization open: none, those that end, or all."""

    OFF = "off"
    ENDING = "ending"
    ENDLESS = "endless"


class NewShareLink(BaseModel):
    """A link to make."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"title": "For the review", "expires_in_days": 7, "allows_download": True}},
    )

    title: Title | None = Field(default=None, description="What visitors read above it; without one the result's own.")
    expires_in_days: Days | None = Field(
        default=30, description="Then it opens nothing; null for never, where the organization allows `endless` links."
    )
    allows_download: bool = Field(default=False, strict=True, description=_DOWNLOAD)


class ShareLinkChange(BaseModel):
    """What to change; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"expires_in_days": 7}})

    title: Title | None = Field(default=None, description="What visitors read above it.")
    expires_in_days: Days | None = Field(
        default=None, description="From now on; null for never, where the organization allows `endless` links."
    )
    allows_download: Annotated[bool, Field(strict=True)] | None = Field(default=None, description=_DOWNLOAD)


class ShareLink(BaseModel):
    """A link to a job's result."""

    id: UUID
    job_id: UUID
    title: str
    url: str | None = Field(
        description="The link itself. Null for who may not make links, and where the server's key is another by now: "
        "it works still, and nobody can be shown it again."
    )
    state: Literal["open", "expired", "revoked", "switched_off"] = Field(
        description="`switched_off`: the organization allows no links, or none without an end."
    )
    allows_download: bool = Field(description=_DOWNLOAD)
    created_at: datetime
    created_by: str = Field(description="The name of who made it; empty where they are no member any more.")
    expires_at: datetime | None = Field(description="Null for never.")
    revoked_at: datetime | None
    views: int = Field(description="How often it was opened, reloads included.")
    first_viewed_at: datetime | None
    last_viewed_at: datetime | None


class ShareAct(BaseModel):
    """What was done to a link, or to whether the organization allows any."""

    act: Literal["made", "changed", "revoked", "restored", "first_viewed", "allowed"]
    at: datetime
    share_link_id: UUID | None = Field(description="Null where it concerned all links.")
    job_id: UUID | None
    user_id: UUID | None = Field(description="Who did; null for a visitor, of whom nothing is kept.")
    user_name: str | None
    facts: dict[str, Any] = Field(description="What it was set to.")


class SharedJobPath(BaseModel):
    """The job whose result is shared."""

    job_id: UUID


class ShareLinkPath(BaseModel):
    """The link's id."""

    share_link_id: UUID
