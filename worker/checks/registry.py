"""Finds the checks: every subclass of Check in worker/checks/rules."""

import importlib
import pkgutil
from functools import cache

from worker.checks import rules
from worker.checks.check import Check


@cache
def all_checks() -> tuple[Check, ...]:
    """One of each, ordered by id. A new file in rules/ is enough to add one."""
    for module in pkgutil.iter_modules(rules.__path__):
        importlib.import_module(f"{rules.__name__}.{module.name}")
    return tuple(
        sorted(
            (kind() for kind in Check.__subclasses__() if kind.__module__.startswith(rules.__name__)),
            key=lambda c: c.id,
        )
    )
