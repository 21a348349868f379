"""The Implement pipeline: a request becomes a bundle that was checked.

understand → design → render → check → bundle. Everything but the architect is pure and deterministic.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from jobs.errors import GroundplanError
from worker.agents.architect import Architect, Design
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate, estimate
from worker.architecture.errors import EngineError, InvalidArchitecture
from worker.architecture.model import Architecture, Assumption
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.requirements import Requirements
from worker.architecture.validation import validate
from worker.checks import CheckResult, report_of, run_checks
from worker.errors import BundleFailedChecks, EngineRefused
from worker.pipelines.availability import availability_check
from worker.pipelines.narration import Narration
from worker.pipelines.run import File, Run, Stages
from worker.render.bundle import MANIFEST, manifest, pack
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
BUNDLE = "bundle.zip"
MAX_FAULTS_IN_MESSAGE = 3
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
        with _engine_faults():
            with STAGES.stage(run, "understand"):
                requirements = self._understand(run)
            with STAGES.stage(run, "design"):
                design = self._design(run, requirements)
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
                _deliver(run, files)
        summary = self._summary(requirements, design, cost, checks)
        return {**summary, "files": len(files) + 1, "seconds": round(time.monotonic() - started, 2)}

    def warm_up(self) -> None:
        """Run the engine once on a small request: cfn-lint alone takes two seconds to import and read its schemas."""
        started = time.monotonic()
        requirements = read_requirements(WARM_UP_REQUEST, catalogue=self._catalogue)
        architecture = plan(requirements, self._catalogue)
        files = render_terraform(architecture, self._catalogue), render_cloudformation(architecture, self._catalogue)
        cost = estimate(architecture, self._catalogue)
        run_checks(architecture, self._catalogue, _placed(*files))
        render_diagram(architecture, self._catalogue)
        render_documents(requirements, architecture, cost, self._catalogue)
        seconds = round(time.monotonic() - started, 2)
        logger.info("warmed up", extra={"action": "warm_up", "seconds": seconds})

    def _understand(self, run: Run) -> Requirements:
        _check_chosen(run)
        return read_requirements(run.request, region=run.region, environment=run.environment, catalogue=self._catalogue)

    def _design(self, run: Run, requirements: Requirements) -> Design:
        narration = Narration(run.report)
        try:
            design = self._architect.design(
                requirements, audit=run.audit, listener=narration.listener(), cancel=run.stop.event
            )
        except GroundplanError:
            # An agent that was told to stop ends without an architecture; why it was told to is the better answer.
            run.stop.check()
            raise
        finally:
            narration.flush()
        for note in design.notes:
            run.report("finding", _finding("knowledge_servers", "low", "", note))
        chosen = _as_chosen(design.architecture, run, design.notes)
        validate(chosen, self._catalogue)
        return replace(design, architecture=chosen)

    def _price(self, requirements: Requirements, architecture: Architecture) -> CostEstimate:
        budget = requirements.measure("budget_usd_per_month")
        return estimate(architecture, self._catalogue, budget_usd_per_month=budget)

    def _render(self, run: Run, architecture: Architecture) -> dict[str, bytes]:
        terraform = render_terraform(architecture, self._catalogue)
        run.stop.check()
        cloudformation = render_cloudformation(architecture, self._catalogue)
        run.stop.check()
        return _placed(terraform, cloudformation) | render_diagram(architecture, self._catalogue)

    def _check(self, run: Run, design: Design, files: dict[str, bytes]) -> list[CheckResult]:
        results = run_checks(design.architecture, self._catalogue, files)
        results.append(availability_check(design, self._catalogue))
        failed = [result for result in results if result.status == "failed"]
        for result in failed:
            for finding in result.findings:
                run.report("finding", _finding(result.id, result.severity, finding.component, finding.message))
        if any(result.severity == "high" for result in failed):
            raise BundleFailedChecks(_faults([result for result in failed if result.severity == "high"]))
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
            "components": [
                {
                    "id": one.id,
                    "block": one.block,
                    "name": one.name,
                    "service": self._catalogue.block(one.block).service,
                }
                for one in architecture.components
            ],
            "connections": len(architecture.connections),
            "monthly_usd": cost.monthly_usd,
            "checks": {status: counts[status] for status in ("passed", "failed", "skipped")},
            "notes": notes,
            "references": [{"title": one.title, "url": one.url} for one in design.references],
        }


def _check_chosen(run: Run) -> None:
    """Raises InvalidArchitecture for a region or environment that cannot be one, whatever the request says."""
    chosen = {"region": run.region, "environment": run.environment}
    try:
        Architecture.model_validate(
            {"title": "any", "project": "any", "components": (), **{key: one for key, one in chosen.items() if one}}
        )
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"]))
        raise InvalidArchitecture(f"{fault['input']!r} is not one: {fault['msg']}", place=place) from error


def _as_chosen(architecture: Architecture, run: Run, notes: Sequence[str]) -> Architecture:
    """What the user chose goes before what any model proposed; what could not be asked is told as an assumption."""
    told = tuple(Assumption(subject="knowledge", value="not asked", reason=note) for note in notes)
    chosen: dict[str, Any] = {"assumptions": architecture.assumptions + told}
    if run.region:
        chosen["region"] = run.region
    if run.environment:
        chosen["environment"] = run.environment
    return architecture.model_copy(update=chosen)


def _placed(terraform: dict[str, bytes], cloudformation: dict[str, bytes]) -> dict[str, bytes]:
    files = {f"terraform/{name}": content for name, content in terraform.items()}
    return files | {f"cloudformation/{name}": content for name, content in cloudformation.items()}


def _deliver(run: Run, files: dict[str, bytes]) -> None:
    """Every file by itself, for those who look, and all in one zip."""
    named = {**files, MANIFEST: manifest(files), BUNDLE: pack(files)}
    delivered = [File(name, content) for name, content in named.items()]
    run.stop.check()
    run.deliver(delivered)
    for file in delivered:
        run.report("artifact", {"name": file.name, "size": len(file.content), "media_type": file.media_type})


def _finding(check: str, severity: str, component: str, message: str) -> dict[str, str]:
    return {"check": check, "severity": severity, "component": component, "message": message}


def _faults(failed: Sequence[CheckResult]) -> str:
    shown = "; ".join(
        f"{one.component or 'the bundle'}: {one.message} ({one.id})" for one in failed[:MAX_FAULTS_IN_MESSAGE]
    )
    more = f"; and {len(failed) - MAX_FAULTS_IN_MESSAGE} more" if len(failed) > MAX_FAULTS_IN_MESSAGE else ""
    return f"The bundle failed {len(failed)} of its checks: {shown}{more}."


@contextmanager
def _engine_faults() -> Iterator[None]:
    """The engine knows nothing of jobs: its errors become permanent ones, with their words and the place."""
    try:
        yield
    except EngineError as error:
        raise EngineRefused(str(error)) from error
