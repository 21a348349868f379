"""What the agents of a job used: tokens, seconds, and what that is estimated to cost."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self


@dataclass(frozen=True)
class Usage:
    """What a job's agents came to; a job without an agent has none of it.

    The price's basis: free, recorded, set by the operator, or assumed (the dearest). `limit_reached` names the first.
    """

    turns: int = 0
    tool_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    estimated_usd: float = 0.0
    price_basis: str = "free"
    limit_reached: str = ""

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_json` gave; what another version wrote beside it is left out."""
        return cls(**{one.name: kept[one.name] for one in fields(cls) if one.name in kept})

    def as_json(self) -> dict[str, Any]:
        """For a row and for the job's result."""
        return {**vars(self), "seconds": round(self.seconds, 3), "estimated_usd": round(self.estimated_usd, 6)}

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            turns=self.turns + other.turns,
            tool_calls=self.tool_calls + other.tool_calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            seconds=self.seconds + other.seconds,
            estimated_usd=self.estimated_usd + other.estimated_usd,
            price_basis=self.price_basis if self.price_basis != "free" else other.price_basis,
            limit_reached=self.limit_reached or other.limit_reached,
        )


NOTHING_USED = Usage()


def total(attempts: Mapping[str, Mapping[str, Any]]) -> Usage | None:
    """Of all attempts at a job, as `job.usage` keeps them by number; None where no agent ran."""
    if not attempts:
        return None
    in_order = sorted(attempts.items(), key=lambda one: int(one[0]))
    return sum((Usage.from_json(kept) for _, kept in in_order), NOTHING_USED)
