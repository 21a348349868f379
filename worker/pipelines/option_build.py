"""Makes and checks everything of one option."""

import time
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from worker.architecture.alternatives import Alternative
from worker.architecture.alternatives.assessment import Assessment, assess
from worker.architecture.catalogue import Catalogue
from worker.architecture.planner.profile import BALANCED
from worker.architecture.requirements import Requirements
from worker.architecture.revision import offers
from worker.architecture.validation import validate
from worker.checks import CheckResult, run_checks
from worker.checks.lint import Lint, Linter, lint_here
from worker.pipelines.delivery import placed
from worker.render.cloudformation import render_cloudformation
from worker.render.cost import render_cost
from worker.render.diagram import render_diagram
from worker.render.documents.review import render_review
from worker.render.fixes import render_fixes
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

    The linter and the layout engine of the diagrams work in processes of their own, each waited for by a thread, while
    this one goes on.
    """
    # The others share most with the balanced one: looked at first, it spares the linter most.
    ordered = sorted(options, key=lambda one: one.name != BALANCED)
    with ThreadPoolExecutor(max_workers=1) as linting, ThreadPoolExecutor(max_workers=1) as drawing:
        try:
            begun = [_begin(option, catalogue, linting, linter, drawing, stop) for option in ordered]
            made = [_make(one, requirements, catalogue, stop) for one in begun]
            built = {
                one.option.name: _checked(done, catalogue, one.linted) for one, done in zip(begun, made, strict=True)
            }
        finally:
            linting.shutdown(wait=False, cancel_futures=True)
            drawing.shutdown(wait=False, cancel_futures=True)
    return [built[option.name] for option in options]


class _Begun(NamedTuple):
    option: Alternative
    template: dict[str, bytes]
    linted: Future[list[Lint]]
    drawn: Future[dict[str, bytes]]


def _begin(  # noqa: PLR0913, PLR0917 - what works, and what it works with
    option: Alternative, catalogue: Catalogue, linting: Executor, linter: Linter, drawing: Executor, stop: Stop
) -> _Begun:
    stop.check()
    design = option.architecture
    validate(design, catalogue)
    template = render_cloudformation(design, catalogue)
    linted = linting.submit(linter, template["template.yaml"].decode(), design.region)
    return _Begun(option, template, linted, drawing.submit(render_diagram, design, catalogue, png=False))


def _make(begun: _Begun, requirements: Requirements, catalogue: Catalogue, stop: Stop) -> Built:
    started = time.monotonic()
    stop.check()
    assessment = assess(begun.option, requirements, catalogue)
    offered = offers(begun.option.architecture, requirements, catalogue, assessment.review)
    files = {
        **placed(render_terraform(begun.option.architecture, catalogue), begun.template),
        **begun.drawn.result(),
        **render_cost(assessment.cost),
        **render_review(assessment.review),
        **render_fixes(offered),
    }
    return Built(assessment, files, (), time.monotonic() - started)


def _checked(made: Built, catalogue: Catalogue, linted: Future[list[Lint]]) -> Built:
    started = time.monotonic()
    design = made.assessment.option.architecture
    checks = tuple(run_checks(design, catalogue, made.files, lint=lambda _template, _region: linted.result()))
    seconds = made.seconds + time.monotonic() - started
    return Built(made.assessment, made.files, checks, round(seconds, 3))
