"""What another reader than the rules may correct in the requirements: each with its words, or as an assumption."""

import math
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from worker.architecture.model import Frozen
from worker.architecture.requirements import FamilyName, Quantity

LONGEST_QUOTE = 300
LONGEST_REASON = 300
MOST_ITEMS = 30
"""Of each kind, in one amendment."""


class Grounded(Frozen):
    """Something the request asks for, by its words, or something that is taken for a reason."""

    quote: str = Field(
        default="", max_length=LONGEST_QUOTE, description="The words of the request that say it, exactly as they stand."
    )
    assumed_because: str = Field(
        default="",
        max_length=LONGEST_REASON,
        description="Where the request does not say it: why it is assumed. Either this or the quote.",
    )

    @model_validator(mode="after")
    def _has_one_ground(self) -> Self:
        if bool(self.quote.strip()) == bool(self.assumed_because.strip()):
            raise ValueError(
                "give either quote (words of the request) or assumed_because (why it is taken), exactly one"
            )
        return self


class AmendedValue(Grounded):
    """A region, an environment, a capability, a framework, a preference or the purpose."""

    value: str = Field(min_length=1, max_length=160)


class AmendedFamily(Grounded):
    """The kind of system."""

    value: FamilyName


class AmendedService(Grounded):
    """A block of the catalogue that the request names, or rules out."""

    block: str = Field(min_length=1, max_length=60)
    excluded: bool = False
    count: int = Field(default=1, ge=1, le=20)


class AmendedMeasure(Grounded):
    """A number, in the unit that the quantity's name says."""

    quantity: Quantity
    value: float

    @field_validator("value")
    @classmethod
    def _is_a_quantity(cls, value: float) -> float:
        if not math.isfinite(value) or value < 0:
            raise ValueError("a measure is a number of 0 or more")
        return value


class Withdrawn(Frozen):
    """Something that was read from the request and is not meant by it."""

    kind: Literal["capability", "service", "measure", "compliance", "preference"]
    name: str = Field(min_length=1, max_length=60, description="As the requirements name it; of a service its block.")
    because: str = Field(min_length=1, max_length=LONGEST_REASON)


class Amendment(Frozen):
    """What to correct or to add. What it does not speak of stays as it was read."""

    purpose: AmendedValue | None = None
    family: AmendedFamily | None = None
    region: AmendedValue | None = None
    environment: AmendedValue | None = None
    capabilities: tuple[AmendedValue, ...] = Field(default=(), max_length=MOST_ITEMS)
    services: tuple[AmendedService, ...] = Field(default=(), max_length=MOST_ITEMS)
    measures: tuple[AmendedMeasure, ...] = Field(default=(), max_length=MOST_ITEMS)
    compliance: tuple[AmendedValue, ...] = Field(default=(), max_length=MOST_ITEMS)
    preferences: tuple[AmendedValue, ...] = Field(default=(), max_length=MOST_ITEMS)
    withdrawn: tuple[Withdrawn, ...] = Field(default=(), max_length=MOST_ITEMS)
