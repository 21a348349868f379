"""Makes and checks everything of one option."""

import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from worker.architecture.alternatives import Alternative
from worker.architecture.alternatives.assessment import Assessment, assess
from worker.architecture.catalogue import Catalogue
from worker.architecture.planner.profile import BALANCED
from worker.architecture.requirements import Requirements
from worker.architecture.validation import validate
from worker.checks import CheckResult, run_checks
from worker.checks.lint import Lint, Linter, lint_here
from worker.pipelines.delivery import placed
from worker.render.cloudformation import render_cloudformation
from worker.render.cost import render_cost
from worker.render.diagram import render_diagram
from worker.render.documents.review import render_review
from worker.render.terraform import render_terraform
from worker.stop import Stop


@dataclass(frozen=True)
class Built:
    """One option with its files, by their path in its own folder, and what the checks say of them."""

    assessment: Assessment
    files: dict[str, bytes]
    checks: tuple[CheckResult, ...]
    seconds: float


def build_options(
    options: Sequence[Alternative],
    requirements: Requirements,
    catalogue: Catalogue,
    *,
    stop: Stop,
    linter: Linter = lint_here,
) -> list[Built]:
    """Each option, in the order given. Raises EngineError where one cannot be made, and the stop's reason.

    The linter works on a thread of its own, so that one in another process takes nothing from this one.
    """
    templates: dict[str, dict[str, bytes]] = {}
    with ThreadPoolExecutor(max_workers=1) as pool:
        waiting = {}
        # The others share most with the balanced one: looked at first, it spares the linter most.
        for option in sorted(options, key=lambda one: one.name != BALANCED):
            stop.check()
            validate(option.architecture, catalogue)
            rendered = render_cloudformation(option.architecture, catalogue)
            templates[option.name] = rendered
            text = rendered["template.yaml"].decode()
            waiting[option.name] = pool.submit(linter, text, option.architecture.region)
        try:
            made = [_make(option, requirements, catalogue, templates[option.name], stop) for option in options]
            return [_checked(one, catalogue, waiting[one.assessment.name]) for one in made]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _make(
    option: Alternative, requirements: Requirements, catalogue: Catalogue, template: dict[str, bytes], stop: Stop
) -> Built:
    started = time.monotonic()
    stop.check()
    design = option.architecture
    assessment = assess(option, requirements, catalogue)
    files = {
        **placed(render_terraform(design, catalogue), template),
        **render_diagram(design, catalogue, png=False),
        **render_cost(assessment.cost),
        **render_review(assessment.review),
    }
    return Built(assessment, files, (), time.monotonic() - started)


def _checked(made: Built, catalogue: Catalogue, linted: Future[list[Lint]]) -> Built:
    started = time.monotonic()
    design = made.assessment.option.architecture
    checks = tuple(run_checks(design, catalogue, made.files, lint=lambda _template, _region: linted.result()))
    seconds = made.seconds + time.monotonic() - started
    return Built(made.assessment, made.files, checks, round(seconds, 3))
