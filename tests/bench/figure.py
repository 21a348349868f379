"""One measurement."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measurement and what it should not exceed, in the same unit; None where it is only told."""

    name: str
    measured: float
    target: float | None
    unit: str

    @property
    def is_over(self) -> bool:
        """Is it worse than its target?"""
        return self.target is not None and self.measured > self.target
