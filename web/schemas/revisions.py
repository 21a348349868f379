"""What makes the next version of a bundle."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from web.schemas.architectures import PostedArchitecture
from web.schemas.jobs import MOST_FIXES, Check, Chosen
from web.schemas.text import refuse_unstorable, strip
from web.validation import broken_rule

Instruction = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=4000),
    AfterValidator(refuse_unstorable),
]


class NewRevision(BaseModel):
    """At least one of the four; an architecture goes by itself."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"instruction": "Drop Redis, and make it highly available"}}
    )

    instruction: Instruction | None = Field(default=None, description="What to change, in plain English.")
    assumptions: dict[Chosen, Chosen] = Field(
        default={}, max_length=50, description="Assumption → another value: `{'users': '50000'}`."
    )
    fixes: list[Check] = Field(
        default=[],
        max_length=MOST_FIXES,
        description="Checks of the review whose findings are fixed, as `fixes.json` of the bundle offers it.",
    )
    architecture: PostedArchitecture | None = Field(
        default=None, description="`architecture.json`, edited by hand: it is made as it is."
    )
    notify: bool = Field(default=False, strict=True, description="Send one mail when the job has succeeded or failed.")

    @model_validator(mode="after")
    def refuse_nothing(self) -> Self:
        """Something has to change, and by one way."""
        if not (self.instruction or self.assumptions or self.fixes or self.architecture):
            raise broken_rule("changes nothing", "an instruction, assumptions, fixes or an architecture")
        if self.architecture and (self.instruction or self.assumptions or self.fixes):
            raise broken_rule("has an architecture and words or fixes beside it", "one or the other")
        return self


class Version(BaseModel):
    """One version of a bundle, and the job that makes it."""

    version: int
    job_id: UUID
    parent_id: UUID | None
    instruction: str | None
    state: str
    created_at: datetime
