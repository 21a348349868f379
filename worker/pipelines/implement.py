"""The Implement pipeline: a request becomes a bundle that was checked.

understand → design → render → check → bundle. Everything but the architect is pure and deterministic.
"""

import json
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from jobs.errors import GroundplanError
from worker.agents.architect import Architect, Design
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate, estimate
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture
from worker.architecture.reading import read_requirements
from worker.architecture.requirements import Requirements
from worker.architecture.validation import validate
from worker.checks import CheckResult, run_checks
from worker.errors import BundleFailedChecks, EngineRefused
from worker.pipelines.narration import Narration
from worker.pipelines.run import File, Run, Stages
from worker.render.bundle import pack
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
MAX_FAULTS_IN_MESSAGE = 3


class Implement:
    """Shared by all jobs of a worker; it keeps nothing of them."""

    def __init__(self, architect: Architect, catalogue: Catalogue) -> None:
        self._architect = architect
        self._catalogue = catalogue

    def run(self, run: Run) -> dict[str, Any]:
        """Deliver the bundle and its files, and return the summary that users see.

        Raises EngineRefused, BundleFailedChecks, what the architect raises, and the run's stop reason.
        """
        started = time.monotonic()
        with _engine_faults():
            with STAGES.stage(run, "understand"):
                requirements = read_requirements(
                    run.request, region=run.region, environment=run.environment, catalogue=self._catalogue
                )
            with STAGES.stage(run, "design"):
                design = self._design(run, requirements)
            with STAGES.stage(run, "render"):
                cost = estimate(design.architecture, self._catalogue)
                files = self._render(run, requirements, design.architecture, cost)
            with STAGES.stage(run, "check"):
                checks = run_checks(design.architecture, self._catalogue, files)
                _report_checks(run, checks)
            with STAGES.stage(run, "bundle"):
                self._bundle(run, requirements, design, cost, checks, files)
        return self._summary(requirements, design, cost, checks, files, time.monotonic() - started)

    def warm_up(self) -> None:
        """Run the engine once on a small request: cfn-lint alone takes two seconds to import."""
        raise NotImplementedError

    def _design(self, run: Run, requirements: Requirements) -> Design:
        narration = Narration(run.report)
        try:
            design = self._architect.design(
                requirements, audit=run.audit, listener=narration.listener(), cancel=run.stop.event
            )
        except GroundplanError:
            # An agent that was told to stop ends without an architecture: the reason is why it was told to.
            run.stop.check()
            raise
        finally:
            narration.flush()
        return design
