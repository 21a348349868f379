"""What every architect ends with: an architecture, refused until it fits the catalogue."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from worker.architecture.catalogue import load_catalogue
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture
from worker.architecture.validation import validate


class Proposal(BaseModel):
    """The finished architecture. Call this last, once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    architecture: Architecture
    explanation: str = Field(
        default="",
        max_length=4000,
        description="A few plain sentences: what it does, why these services, what was assumed.",
    )

    @model_validator(mode="after")
    def _fits_the_catalogue(self) -> Self:
        try:
            validate(self.architecture, load_catalogue())
        except EngineError as error:
            raise ValueError(str(error)) from error
        return self


FINAL = Proposal.__name__
"""Strands names the structured output's tool after its class."""
