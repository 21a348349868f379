"""The Implement pipeline: a request becomes a bundle that was checked.

understand → design → render → check → bundle. Everything but the architect is pure and deterministic.
"""

import logging
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from worker.agents.architect import Architect, Design
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate, estimate
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.requirements import Requirements
from worker.checks import CheckResult, report_of, run_checks
from worker.errors import BundleFailedChecks
from worker.pipelines.availability import availability_check
from worker.pipelines.delivery import deliver, engine_faults, faults_of, finding_event, placed
from worker.pipelines.designing import design_with
from worker.pipelines.run import Run, Stages
from worker.pipelines.understanding import understood
from worker.render.cloudformation import render_cloudformation
from worker.render.cost import render_cost
from worker.render.diagram import render_diagram
from worker.render.documents import render_documents
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

    def __init__(self, architect: Architect, catalogue: Catalogue) -> None:
        self._architect = architect
        self._catalogue = catalogue

    def run(self, run: Run) -> dict[str, Any]:
        """Deliver the bundle and its files, and return the summary that users see.

        Raises EngineRefused, BundleFailedChecks, what the architect and the delivery raise, and the run's stop reason.
        """
        started = time.monotonic()
        with engine_faults():
            with STAGES.stage(run, "understand"):
                requirements = understood(run, self._catalogue)
            with STAGES.stage(run, "design"):
                design = design_with(self._architect, run, requirements, self._catalogue)
            with STAGES.stage(run, "render"):
                cost = self._price(requirements, design.architecture)
                files = self._render(run, design.architecture) | render_cost(cost)
            with STAGES.stage(run, "check"):
                checks = self._check(run, design, files)
            with STAGES.stage(run, "bundle"):
                files |= render_documents(
                    requirements, design.architecture, cost, self._catalogue, files=files, checks=checks
                )
                files["checks.json"] = report_of(checks)
                deliver(run, files)
        summary = self._summary(requirements, design, cost, checks)
        return {**summary, "files": len(files) + 1, "seconds": round(time.monotonic() - started, 2)}

    def warm_up(self) -> None:
        """Run the engine once on a small request: cfn-lint alone takes two seconds to import and read its schemas."""
        started = time.monotonic()
        requirements = read_requirements(WARM_UP_REQUEST, catalogue=self._catalogue)
        architecture = plan(requirements, self._catalogue)
        files = render_terraform(architecture, self._catalogue), render_cloudformation(architecture, self._catalogue)
        cost = estimate(architecture, self._catalogue)
        run_checks(architecture, self._catalogue, placed(*files))
        render_diagram(architecture, self._catalogue)
        render_documents(requirements, architecture, cost, self._catalogue)
        seconds = round(time.monotonic() - started, 2)
        logger.info("warmed up", extra={"action": "warm_up", "seconds": seconds})

    def _price(self, requirements: Requirements, architecture: Architecture) -> CostEstimate:
        budget = requirements.measure("budget_usd_per_month")
        return estimate(architecture, self._catalogue, budget_usd_per_month=budget)

    def _render(self, run: Run, architecture: Architecture) -> dict[str, bytes]:
        terraform = render_terraform(architecture, self._catalogue)
        run.stop.check()
        cloudformation = render_cloudformation(architecture, self._catalogue)
        run.stop.check()
        return placed(terraform, cloudformation) | render_diagram(architecture, self._catalogue)

    def _check(self, run: Run, design: Design, files: dict[str, bytes]) -> list[CheckResult]:
        results = run_checks(design.architecture, self._catalogue, files)
        results.append(availability_check(design, self._catalogue))
        failed = [result for result in results if result.status == "failed"]
        for result in failed:
            for finding in result.findings:
                run.report("finding", finding_event(result.id, result.severity, finding.component, finding.message))
        if any(result.severity == "high" for result in failed):
            raise BundleFailedChecks(faults_of([result for result in failed if result.severity == "high"]))
        return results

    def _summary(
        self, requirements: Requirements, design: Design, cost: CostEstimate, checks: Sequence[CheckResult]
    ) -> dict[str, Any]:
        architecture = design.architecture
        counts = Counter(check.status for check in checks)
        told = [f"{one.subject}: {one.value}. {one.reason}" for one in architecture.assumptions if one.important]
        notes = [*design.notes, *told, *map(str, requirements.conflicts), *([cost.conflict] if cost.conflict else [])]
        return {
            "title": architecture.title,
            "summary": architecture.summary,
            "explanation": design.explanation,
            "region": architecture.region,
            "architect": self._architect.name,
            "components": listed(architecture, self._catalogue),
            "connections": len(architecture.connections),
            "monthly_usd": cost.monthly_usd,
            "checks": {status: counts[status] for status in ("passed", "failed", "skipped")},
            "notes": notes,
            "references": [{"title": one.title, "url": one.url} for one in design.references],
        }


def listed(architecture: Architecture, catalogue: Catalogue) -> list[dict[str, str]]:
    """The components as a summary lists them."""
    return [
        {"id": one.id, "block": one.block, "name": one.name, "service": catalogue.block(one.block).service}
        for one in architecture.components
    ]
