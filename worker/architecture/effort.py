"""How much there is to operate, and how each part grows."""

from typing import Literal

from pydantic import Field

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Frozen

Level = Literal["low", "medium", "high"]
LOW, MEDIUM = 4, 10  # points; above the second it is high
MEANINGS = {
    1: "nothing to run",
    2: "sizes or versions to choose",
    3: "capacity to watch and maintenance windows",
    4: "servers of your own to patch",
    5: "a platform of your own",
}


class Effort(Frozen):
    """Points: 0 for a component that runs itself, up to 4 for a platform of one's own."""

    level: Level
    points: int
    most: tuple[str, ...] = Field(default=(), description="Names of the components that need most.")
    why: str = Field(description="A sentence on those.")


class Scaling(Frozen):
    """How one part grows and where that ends."""

    component: str
    name: str
    limit: str


def effort(architecture: Architecture, catalogue: Catalogue) -> Effort:
    """Sum over the components. Raises UnknownBlock."""
    needed = [(catalogue.block(component.block).effort, component.name) for component in architecture.components]
    points = sum(level - 1 for level, _ in needed)
    top = max((level for level, _ in needed), default=1)
    most = tuple(name for level, name in needed if level == top and top > 1)
    level: Level = "low" if points <= LOW else "medium" if points <= MEDIUM else "high"
    shown = ", ".join(most[:3]) + (f" and {len(most) - 3} more" if len(most) > 3 else "")
    return Effort(level=level, points=points, most=most, why=f"{shown or 'Everything'}: {MEANINGS[top]}.")


def scaling(architecture: Architecture, catalogue: Catalogue) -> tuple[Scaling, ...]:
    """One entry for each block that states how it grows. Raises UnknownBlock."""
    found: dict[str, Scaling] = {}
    for component in architecture.components:
        limit = catalogue.block(component.block).scaling
        if limit:
            found.setdefault(component.block, Scaling(component=component.id, name=component.name, limit=limit))
    return tuple(found.values())
