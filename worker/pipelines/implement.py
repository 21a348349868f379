"""The Implement pipeline: a request becomes a bundle that was checked.

understand → design → render → check → bundle. Everything but the architect is pure and deterministic.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from worker.agents.architect import Architect, Design
from worker.architecture.alternatives.assessment import Judgement, judge
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import estimate
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.requirements import Requirements
from worker.checks import CheckResult, report_of, run_checks
from worker.checks.lint import Lint, Linter, lint_here
from worker.errors import BundleFailedChecks
from worker.pipelines.availability import availability_check
from worker.pipelines.delivery import deliver, engine_faults, faults_of, finding_event, placed
from worker.pipelines.designing import design_with
from worker.pipelines.fixing import fix_files, with_fixes
from worker.pipelines.revise import RULES, first_version, known_before, revised
from worker.pipelines.run import Run, Stages
from worker.pipelines.summary import summary_of
from worker.pipelines.understanding import understood
from worker.render.cloudformation import render_cloudformation
from worker.render.cost import render_cost
from worker.render.diagram import render_diagram
from worker.render.documents import render_documents
from worker.render.documents.review import render_review
from worker.render.terraform import render_terraform

logger = logging.getLogger(__name__)

STAGES = Stages(
    {
        "understand": "Understanding the request",
        "design": "Designing the architecture",
        "render": "Writing Terraform, CloudFormation and the diagram",
        "check": "Checking every file",
        "bundle": "Packing the bundle",
    }
)
WARM_UP_REQUEST = "A static site on CloudFront, and an HTTP API on Lambda with a DynamoDB table and an SQS queue"


class Implement:
    """Shared by all jobs of a worker; it keeps nothing of them."""

    def __init__(self, architect: Architect, catalogue: Catalogue, linter: Linter = lint_here) -> None:
        """`linter` may work in another process."""
        self._architect = architect
        self._catalogue = catalogue
        self._linter = linter

    def run(self, run: Run) -> dict[str, Any]:
        """Deliver the bundle and its files, and return the summary that users see.

        Raises EngineRefused, BundleFailedChecks, what the architect and the delivery raise, and the run's stop reason.
        """
        started = time.monotonic()
        with engine_faults(), ThreadPoolExecutor(max_workers=1) as pool:
            with STAGES.stage(run, "understand"):
                requirements = (
                    understood(run, self._catalogue) if run.basis is None else known_before(run, self._catalogue)
                )
            with STAGES.stage(run, "design"):
                if run.basis is None:
                    design, revision = design_with(self._architect, run, requirements, self._catalogue), None
                    requirements = design.requirements or requirements
                    design = with_fixes(design, run, requirements, self._catalogue)
                else:
                    revision = revised(run.basis, requirements, self._catalogue)
                    design, requirements = revision.design, revision.requirements
            with STAGES.stage(run, "render"):
                judgement = judge(design.architecture, requirements, self._catalogue)
                files, linted = self._render(run, design, pool)
                files |= render_cost(judgement.cost) | render_review(judgement.review)
                files |= fix_files(design.architecture, requirements, self._catalogue, judgement.review, files)
            with STAGES.stage(run, "check"):
                checks = self._check(run, design, files, linted.result)
            with STAGES.stage(run, "bundle"):
                files |= self._documents(requirements, design, judgement, files, checks)
                files |= revision.files(files, self._catalogue) if revision else first_version(design.architecture)
                deliver(run, files)
        name = RULES if revision else design.architect or self._architect.terms(run.terms).provider.name
        summary = summary_of(requirements, design, judgement, checks, self._catalogue, architect=name)
        if revision:
            summary["revision"] = revision.summary(files)
        return {**summary, "files": len(files) + 1, "seconds": round(time.monotonic() - started, 2)}

    def warm_up(self) -> None:
        """Run the engine once on a small request: cfn-lint alone takes two seconds to import and read its schemas."""
        started = time.monotonic()
        requirements = read_requirements(WARM_UP_REQUEST, catalogue=self._catalogue)
        architecture = plan(requirements, self._catalogue)
        files = placed(
            render_terraform(architecture, self._catalogue), render_cloudformation(architecture, self._catalogue)
        )
        run_checks(architecture, self._catalogue, files, lint=self._linter)
        render_diagram(architecture, self._catalogue)
        cost = estimate(architecture, self._catalogue)
        render_documents(requirements, architecture, cost, self._catalogue)
        seconds = round(time.monotonic() - started, 2)
        logger.info("warmed up", extra={"action": "warm_up", "seconds": seconds})

    def _render(
        self, run: Run, design: Design, pool: ThreadPoolExecutor
    ) -> tuple[dict[str, bytes], Future[list[Lint]]]:
        """The files, and what the linter will say: it is the slowest, and looks at the template meanwhile."""
        architecture = design.architecture
        cloudformation = render_cloudformation(architecture, self._catalogue)
        linted = pool.submit(self._linter, cloudformation["template.yaml"].decode(), architecture.region)
        run.stop.check()
        terraform = render_terraform(architecture, self._catalogue)
        run.stop.check()
        return placed(terraform, cloudformation) | render_diagram(architecture, self._catalogue), linted

    def _check(
        self, run: Run, design: Design, files: dict[str, bytes], linted: Callable[[], list[Lint]]
    ) -> list[CheckResult]:
        lint: Linter = lambda _template, _region: linted()  # noqa: E731 - it was asked while the files were written
        results = run_checks(design.architecture, self._catalogue, files, lint=lint)
        results.append(availability_check(design, self._catalogue))
        failed = [result for result in results if result.status == "failed"]
        for result in failed:
            for finding in result.findings:
                run.report("finding", finding_event(result.id, result.severity, finding.component, finding.message))
        if any(result.severity == "high" for result in failed):
            raise BundleFailedChecks(faults_of([result for result in failed if result.severity == "high"]))
        return results

    def _documents(
        self,
        requirements: Requirements,
        design: Design,
        judgement: Judgement,
        files: dict[str, bytes],
        checks: list[CheckResult],
    ) -> dict[str, bytes]:
        written = render_documents(
            requirements, design.architecture, judgement.cost, self._catalogue, files=files, checks=checks
        )
        return written | {"checks.json": report_of(checks)}
