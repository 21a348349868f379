"""What an architecture costs a month, line by line, with what may change it; see estimate.py."""

from worker.architecture.cost.estimate import estimate, monthly_usd
from worker.architecture.cost.model import (
    ComponentCost,
    CostEstimate,
    CostLine,
    NotPriced,
    Saving,
    Sensitivity,
)

__all__ = [
    "ComponentCost",
    "CostEstimate",
    "CostLine",
    "NotPriced",
    "Saving",
    "Sensitivity",
    "estimate",
    "monthly_usd",
]
