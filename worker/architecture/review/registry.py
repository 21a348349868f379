"""Finds the checks: every subclass of Check in the folders of the pillars."""

import importlib
import pkgutil
from functools import cache

from worker.architecture.review.check import Check

PILLARS = {
    "operational_excellence": "Operational excellence",
    "security": "Security",
    "reliability": "Reliability",
    "performance_efficiency": "Performance efficiency",
    "cost_optimization": "Cost optimization",
    "sustainability": "Sustainability",
}
PACKAGE = "worker.architecture.review"


@cache
def all_checks() -> tuple[Check, ...]:
    """One of each, pillar by pillar, by best practice. A new file in a pillar's folder is enough to add one."""
    for pillar in PILLARS:
        package = importlib.import_module(f"{PACKAGE}.{pillar}")
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    kinds = [kind for kind in Check.__subclasses__() if kind.__module__.startswith(f"{PACKAGE}.")]
    order = [*PILLARS]
    return tuple(sorted((kind() for kind in kinds), key=lambda c: (order.index(c.pillar), c.practice, c.id)))
