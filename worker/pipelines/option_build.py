"""Makes and checks everything of one option. Pure, so that it can run in a process of its own."""

import time
from dataclasses import dataclass

from worker.architecture.alternatives import Alternative
from worker.architecture.alternatives.assessment import Assessment, assess
from worker.architecture.catalogue import Catalogue
from worker.architecture.requirements import Requirements
from worker.architecture.validation import validate
from worker.checks import CheckResult, run_checks
from worker.pipelines.delivery import placed
from worker.render.cloudformation import render_cloudformation
from worker.render.cost import render_cost
from worker.render.diagram import render_diagram
from worker.render.terraform import render_terraform


@dataclass(frozen=True)
class Built:
    """One option with its files, by their path in its own folder, and what the checks say of them."""

    assessment: Assessment
    files: dict[str, bytes]
    checks: tuple[CheckResult, ...]
    seconds: float


def build_option(option: Alternative, requirements: Requirements, catalogue: Catalogue) -> Built:
    """Validate, assess, render and check. Raises EngineError where the option cannot be made."""
    started = time.monotonic()
    design = option.architecture
    validate(design, catalogue)
    assessment = assess(option, requirements, catalogue)
    files = {
        **placed(render_terraform(design, catalogue), render_cloudformation(design, catalogue)),
        **render_diagram(design, catalogue),
        **render_cost(assessment.cost),
    }
    checks = tuple(run_checks(design, catalogue, files))
    return Built(assessment, files, checks, round(time.monotonic() - started, 3))
