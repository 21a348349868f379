"""One measurement."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measurement and what it should not exceed, in the same unit."""

    name: str
    measured: float
    target: float
    unit: str
