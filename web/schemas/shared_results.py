"""What visitors see who hold a link: a result, without whose it is and who made it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

RESULT = frozenset(
    {
        *("title", "summary", "explanation", "region", "services", "components", "connections", "monthly_usd", "cost"),
        *("availability_percent", "recovery", "review", "checks", "assumptions", "notes", "references", "files"),
        *("seconds", "pins", "options", "recommendation", "fixes"),
    }
)
"""Of a job's result what a link shows. What is not named here stays inside: usage, model, versions, conversation."""


class SharedResult(BaseModel):
    """One version of a plan, or one comparison, as it was when it was made."""

    title: str
    mode: Literal["analyze", "implement"]
    option: str | None = Field(description="Of a bundle that was made of a comparison: which option it is.")
    version: int = Field(description="Of the plan. A later version has links of its own.")
    made_at: datetime
    shared_at: datetime
    expires_at: datetime | None = Field(description="When the link ends; null for never.")
    allows_download: bool = Field(description="Is `bundle.zip` among the files?")
    has_receipt: bool = Field(description="Was it tried? Then `receipt.json` is of the newest trial.")
    files_removed_at: datetime | None = Field(description="When its files were removed, because their time was over.")
    result: dict[str, Any] = Field(description="What was made, in short.")


class SharedFile(BaseModel):
    """One file behind the link."""

    name: str
    size: int = Field(description="Bytes.")
    sha256: str
    media_type: str
    url: str = Field(description="Where to read it.")


Token = Annotated[str, StringConstraints(max_length=200)]


class SharedPath(BaseModel):
    """The secret in the link: `gps_…`."""

    token: Token


class SharedFilePath(BaseModel):
    """The secret in the link, and the file's name, which may have slashes."""

    token: Token
    name: str
