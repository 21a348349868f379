"""What the questions of staff have in common: a search, a page, and a reason."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from jobs.support.acts import LONGEST_REASON
from web.schemas.text import refuse_unstorable, strip

Reason = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=LONGEST_REASON),
    AfterValidator(refuse_unstorable),
]
Text = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(min_length=1, max_length=200),
    AfterValidator(refuse_unstorable),
]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=200)]
EXAMPLE = "Asked for by the owner, ticket 4711."


class SupportPage(BaseModel):
    """Which page."""

    model_config = ConfigDict(extra="forbid")

    cursor: Cursor | None = Field(default=None, description="`meta.next_cursor` of the page before.")
    limit: int = Field(default=50, ge=1, le=200, description="How many at most.")


class SupportSearch(SupportPage):
    """Whom to look for."""

    q: Text | None = Field(default=None, description="A part of a name or an e-mail address, or an id.")


class SupportReason(BaseModel):
    """Why something is done; kept with the act, and shown to the organization's owners where it is on one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"reason": EXAMPLE}})

    reason: Reason = Field(description="For the log of acts.")


class UserPath(BaseModel):
    """The person's id."""

    user_id: UUID = Field(description="The person's id.")


class OrganizationPath(BaseModel):
    """The organization's id."""

    org_id: UUID = Field(description="The organization's id.")
