"""Places in the picture."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """Pixels, from the top left."""

    x: float
    y: float
    width: float
    height: float
