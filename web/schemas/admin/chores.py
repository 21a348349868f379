"""The chores, as staff see them."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field


class Chore(BaseModel):
    """Small background work, and how its last run went."""

    name: str
    does: str = Field(description="What it is for.")
    state: Literal["ok", "running", "failing", "late", "never"] = Field(
        description="`failing`: its last run ended with `fault`. `late`: it has not ended well for longer than "
        "`late_after_seconds`. `never`: it has not run yet."
    )
    interval_seconds: int = Field(description="How often it runs.")
    late_after_seconds: float = Field(description="Three intervals, and a minute at the least.")
    runs: int = Field(description="How often it has begun.")
    begun_at: datetime | None = Field(description="When its last run did.")
    ended_at: datetime | None = Field(description="When a run last did, whether well or not.")
    succeeded_at: datetime | None = Field(description="When a run last ended well.")
    seconds: float | None = Field(description="What the run took that ended last.")
    done: int | None = Field(description="How much that run had to do; null where it ended with a fault.")
    fault: str | None = Field(description="Of the last run that ended so: the code, or the kind of the error.")
    fault_at: datetime | None
