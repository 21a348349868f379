"""What every architect ends with: a word on its draft, refused until the draft can be built."""

from collections.abc import Callable, Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from worker.architecture.model import Assumption

MOST_ASSUMPTIONS = 20


class Assumed(BaseModel):
    """What the architect took that the request does not say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str = Field(min_length=1, max_length=80, description="What it is about: api.memory_mb, working hours.")
    value: str = Field(min_length=1, max_length=200)
    reason: str = Field(min_length=1, max_length=500)

    def as_assumption(self) -> Assumption:
        """As an architecture keeps it."""
        return Assumption(subject=self.subject, value=self.value, reason=self.reason)


class Proposal(BaseModel):
    """The draft is finished. Call this last, once; the draft on the board is what is proposed."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Proposal")

    explanation: str = Field(
        default="",
        max_length=4000,
        description="A few plain sentences: what it does, why these services, what was assumed.",
    )
    assumptions: tuple[Assumed, ...] = Field(
        default=(),
        max_length=MOST_ASSUMPTIONS,
        description="What you took beyond the request, besides what plan and requirements tell already.",
    )


FINAL = Proposal.__name__
"""Strands names the structured output's tool after its class."""


def proposal_for(faults: Callable[[], Sequence[str]]) -> type[Proposal]:
    """The same, refused with the faults of the draft while there are any."""

    class Judged(Proposal):
        @model_validator(mode="after")
        def _can_be_built(self) -> Self:
            if found := faults():
                raise ValueError("the draft cannot be proposed yet: " + "; ".join(found))
            return self

    Judged.__name__ = Judged.__qualname__ = FINAL
    Judged.__doc__ = Proposal.__doc__
    return Judged
