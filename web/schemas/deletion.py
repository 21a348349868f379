"""Deleting an organization, after a time in which that can be taken back."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class DeletionRequest(BaseModel):
    """What is to be deleted, typed by who wants it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "Analytical Engines"}})

    name: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200)] = Field(
        description="The organization's name, as it is."
    )


class Deletion(BaseModel):
    """Whether and when the organization is deleted."""

    requested_at: datetime | None
    due_at: datetime | None = Field(description="Null where it is not to be deleted.")
