"""What linting is, for those who ask for it; cfn-lint itself takes two seconds to import."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Lint(NamedTuple):
    """One error or warning."""

    rule: str
    message: str
    line: int
    path: list[Any]


Linter = Callable[[str, str], list[Lint]]
"""Takes a template and a region."""


def lint_here(template: str, region: str) -> list[Lint]:
    """Every error and warning, by cfn-lint in this process."""
    from worker.checks.lint.sparing import lint

    return lint(template, region)
