"""Looks at a draft while it is still drafted: would its bundle fail a check of high severity?"""

from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture
from worker.checks import run_checks
from worker.checks.lint import Lint
from worker.pipelines.delivery import placed
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform

MOST_OF_A_CHECK = 3


def examine(architecture: Architecture, catalogue: Catalogue) -> tuple[str, ...]:
    """A sentence for each grave finding. The linter is left out: it is slow, and what we render is clean."""
    try:
        files = placed(render_terraform(architecture, catalogue), render_cloudformation(architecture, catalogue))
    except EngineError as error:
        return (str(error),)
    grave = [
        result
        for result in run_checks(architecture, catalogue, files, lint=_unlinted)
        if result.status == "failed" and result.severity == "high"
    ]
    return tuple(
        f"{finding.component or 'the design'}: {finding.message} ({result.id})"
        for result in grave
        for finding in result.findings[:MOST_OF_A_CHECK]
    )


def _unlinted(_template: str, _region: str) -> list[Lint]:
    return []
