"""The Analyze pipeline: a request becomes three options, each made and checked in full, and a recommendation.

understand → design → build → compare → bundle.
"""

import logging
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jobs.states import Mode
from jobs.usage import NOTHING_USED
from worker.agents.architect import Architect, Design
from worker.architecture.alternatives import Alternative, make_alternatives
from worker.architecture.alternatives.comparison import Checks, Comparison, compare
from worker.architecture.catalogue import Catalogue
from worker.architecture.planner.profile import BALANCED
from worker.architecture.reading import read_requirements
from worker.architecture.requirements import Requirements
from worker.checks import CheckResult, report_of
from worker.checks.lint import Linter, lint_here
from worker.errors import BundleFailedChecks
from worker.pipelines.availability import availability_check
from worker.pipelines.carrying_over import options_with
from worker.pipelines.delivery import deliver, engine_faults, faults_of, finding_event
from worker.pipelines.designing import design_with
from worker.pipelines.fixing import options_with_fixes
from worker.pipelines.implement import WARM_UP_REQUEST
from worker.pipelines.option_build import Built, build_options
from worker.pipelines.revise import first_version
from worker.pipelines.run import Run, Stages
from worker.pipelines.summary import conflicts_of, joined, listed
from worker.pipelines.understanding import understood
from worker.render.comparison import render_comparison
from worker.render.documents import render_documents
from worker.stop import Stop

logger = logging.getLogger(__name__)

STAGES = Stages(
    {
        "understand": "Understanding the request",
        "design": "Designing three options",
        "build": "Writing, pricing and checking each option",
        "compare": "Comparing the options",
        "bundle": "Packing the options",
    }
)


class Analyze:
    """Shared by all jobs of a worker; it keeps nothing of them."""

    def __init__(self, architect: Architect, catalogue: Catalogue, linter: Linter = lint_here) -> None:
        """`linter` may work in another process."""
        self._architect = architect
        self._catalogue = catalogue
        self._linter = linter

    def run(self, run: Run) -> dict[str, Any]:
        """Deliver the comparison and each option's bundle, and return the table and the recommendation.

        What the summary says of components, cost and checks outside the table is of the recommended option.
        Raises EngineRefused, BundleFailedChecks where an option fails a check of high severity, what the architect and
        the delivery raise, and the run's stop reason.
        """
        started = time.monotonic()
        with engine_faults():
            with STAGES.stage(run, "understand"):
                requirements = understood(run, self._catalogue)
            with STAGES.stage(run, "design"):
                options, asked, requirements = self._design(run, requirements)
                options, fixes, unfixed = options_with_fixes(options, run, requirements, self._catalogue)
            with STAGES.stage(run, "build"):
                built = self._build(run, options, requirements)
            with STAGES.stage(run, "compare"):
                comparison = self._compare(run, requirements, built)
                files = render_comparison(comparison)
            with STAGES.stage(run, "bundle"):
                files |= {"requirements.json": requirements.model_dump_json(indent=2).encode() + b"\n"}
                files |= self._option_files(requirements, built)
                deliver(run, files)
        summary = self._summary(run, requirements, comparison, built, asked)
        summary |= {"fixes": fixes, "notes": [*unfixed, *summary["notes"]]}
        return {**summary, "files": len(files) + 1, "seconds": round(time.monotonic() - started, 2)}

    def warm_up(self) -> None:
        """Make three small options once."""
        started = time.monotonic()
        requirements = read_requirements(WARM_UP_REQUEST, catalogue=self._catalogue)
        options = make_alternatives(requirements, self._catalogue)
        build_options(options, requirements, self._catalogue, stop=Stop(), linter=self._linter)
        seconds = round(time.monotonic() - started, 2)
        logger.info("warmed up", extra={"action": "warm_up_analyze", "seconds": seconds})

    def _design(
        self, run: Run, requirements: Requirements
    ) -> tuple[tuple[Alternative, ...], Design | None, Requirements]:
        """The planner's options. A language model changes the balanced one, and its changes are made in the others."""
        if not self._architect.terms(run.terms).provider.is_language_model:
            return make_alternatives(requirements, self._catalogue), None, requirements
        design = design_with(self._architect, run, requirements, self._catalogue, mode=Mode.ANALYZE, option=BALANCED)
        requirements = design.requirements or requirements
        options = make_alternatives(requirements, self._catalogue)
        options, notes = options_with(design, options, requirements, self._catalogue)
        for note in notes:
            run.report("finding", finding_event("model", "low", "", note))
        return options, replace(design, notes=(*design.notes, *notes)), requirements

    def _build(self, run: Run, options: Sequence[Alternative], requirements: Requirements) -> list[Built]:
        built = build_options(options, requirements, self._catalogue, stop=run.stop, linter=self._linter)
        run.stop.check()
        # Nobody was asked for this region: told as skipped, not as passed.
        asked = [Design(one.architecture, "", references=(), unavailable={}, notes=()) for one in options]
        built = [
            replace(made, checks=(*made.checks, availability_check(design, self._catalogue)))
            for made, design in zip(built, asked, strict=True)
        ]
        for made in built:
            _check(run, made.assessment.option, made.checks)
        return built

    def _compare(self, run: Run, requirements: Requirements, built: Sequence[Built]) -> Comparison:
        checks = {made.assessment.name: _counted(made.checks) for made in built}
        assessed = [made.assessment for made in built]
        return compare(requirements, assessed, self._catalogue, checks=checks, pins=run.pins)

    def _option_files(self, requirements: Requirements, built: Sequence[Built]) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        for made in built:
            own = dict(made.files)
            own |= render_documents(
                requirements,
                made.assessment.option.architecture,
                made.assessment.cost,
                self._catalogue,
                files=own,
                checks=made.checks,
            )
            own["checks.json"] = report_of(made.checks)
            own |= first_version(made.assessment.option.architecture)
            files |= {f"options/{made.assessment.name}/{name}": content for name, content in own.items()}
        return files

    def _summary(
        self,
        run: Run,
        requirements: Requirements,
        comparison: Comparison,
        built: Sequence[Built],
        asked: Design | None,
    ) -> dict[str, Any]:
        notes = [*asked.notes, *(one.text for one in asked.warnings)] if asked else []
        chosen = next(made for made in built if made.assessment.name == comparison.recommendation.option)
        design = chosen.assessment.option.architecture
        told = [f"{one.subject}: {one.value}. {one.reason}" for one in design.assumptions if one.important]
        conflicts = conflicts_of(requirements, chosen.assessment.cost)
        return {
            "title": design.title,
            "summary": design.summary,
            "region": design.region,
            "architect": (asked.architect if asked else "") or self._architect.terms(run.terms).provider.name,
            "components": listed(design, self._catalogue),
            "connections": joined(design, self._catalogue),
            "monthly_usd": chosen.assessment.cost.monthly_usd,
            "checks": _counted(chosen.checks).model_dump(),
            "usage": (asked.usage if asked else NOTHING_USED).as_json(),
            "pins": list(comparison.pins),
            "options": [row.model_dump(mode="json") for row in comparison.rows],
            "recommendation": comparison.recommendation.model_dump(mode="json"),
            "conflicts": [one.model_dump() for one in conflicts],
            "notes": [*notes, *dict.fromkeys(told), *map(str, conflicts)],
        }


def _check(run: Run, option: Alternative, checks: Sequence[CheckResult]) -> None:
    failed = [result for result in checks if result.status == "failed"]
    for result in failed:
        for finding in result.findings:
            message = f"{option.profile.title}: {finding.message}"
            run.report("finding", finding_event(result.id, result.severity, finding.component, message))
    grave = [result for result in failed if result.severity == "high"]
    if grave:
        raise BundleFailedChecks(f"{option.profile.title}: {faults_of(grave)}")


def _counted(checks: Sequence[CheckResult]) -> Checks:
    counts = Counter(check.status for check in checks)
    return Checks(passed=counts["passed"], failed=counts["failed"], skipped=counts["skipped"])
