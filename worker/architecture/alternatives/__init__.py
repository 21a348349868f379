"""The options that a request is compared in: one plan a profile, each different from the others."""

from worker.architecture.alternatives.differences import Difference, differences
from worker.architecture.alternatives.option import Alternative, alternative, make_alternatives
from worker.architecture.alternatives.pins import pinned_requirements

__all__ = ["Alternative", "Difference", "alternative", "differences", "make_alternatives", "pinned_requirements"]
