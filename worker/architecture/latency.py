"""What a request usually waits for on its way, as a class: figures would claim more than an architecture can know."""

from typing import get_args

from pydantic import Field

from worker.architecture.block import Latency as LatencyClass
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Frozen
from worker.architecture.request_path import Paths

CLASSES: tuple[LatencyClass, ...] = get_args(LatencyClass)
# The middle of each class, in milliseconds: enough to see that ten parts of a class are no longer of that class.
TYPICAL_MS: dict[LatencyClass, float] = {
    "none": 0,
    "microseconds": 0.5,
    "milliseconds": 4,
    "tens_of_milliseconds": 30,
    "hundreds_of_milliseconds": 250,
    "seconds": 3000,
    "minutes": 120_000,
}
_STARTS_MS: dict[LatencyClass, float] = {
    "microseconds": 0,
    "milliseconds": 1,
    "tens_of_milliseconds": 15,
    "hundreds_of_milliseconds": 120,
    "seconds": 1000,
    "minutes": 60_000,
}


class LatencyPart(Frozen):
    """One component's share."""

    component: str
    name: str
    latency: LatencyClass


class Latency(Frozen):
    """The class of the slowest path, and what it is made of. Network distance to the client is not in it."""

    latency: LatencyClass
    typical_ms: float = Field(description="Sum of the classes' middles along the path; an order of magnitude.")
    parts: tuple[LatencyPart, ...] = Field(description="Slowest first; without those that nobody waits for.")


def latency(architecture: Architecture, catalogue: Catalogue) -> Latency:
    """Class of the slowest path of a request, or of an event where nobody calls. Raises UnknownBlock."""
    ways = Paths(architecture, catalogue)
    rows = [
        [LatencyPart(component=c.id, name=c.name, latency=ways.block(c).latency) for c in p.components]
        for p in ways.paths
    ]
    waiting = [[part for part in parts if part.latency != "none"] for parts in rows]
    slowest = max(waiting, key=_typical, default=[])
    total = _typical(slowest)
    return Latency(
        latency=_class_of(total) if slowest else "none",
        typical_ms=round(total, 1),
        parts=tuple(sorted(slowest, key=lambda part: -CLASSES.index(part.latency))),
    )


def _typical(parts: list[LatencyPart]) -> float:
    return sum(TYPICAL_MS[part.latency] for part in parts)


def _class_of(milliseconds: float) -> LatencyClass:
    return max((one for one, start in _STARTS_MS.items() if milliseconds >= start), key=lambda one: _STARTS_MS[one])
