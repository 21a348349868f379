"""Runs the Implement pipeline over the samples, in this process, as `python -m worker.design` does."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jobs.errors import GroundplanError
from jobs.states import Mode
from tests.scorecard.samples import Sample
from worker.agents.audit import MemoryAudit
from worker.agents.mcp_clients import ToolServers
from worker.agents.mcp_servers_file import ROOT, load_servers
from worker.agents.pins import load_pins
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture
from worker.bootstrap import make_models, make_pipelines, warm_up
from worker.pipelines.run import File, Pipeline, Run
from worker.stop import Stop

TIMEOUT_SECONDS = 15.0


@dataclass
class Design:
    """What came of one sample; `fault` says why nothing did, `result` is what a job's row keeps."""

    sample: Sample
    files: dict[str, bytes] = field(default_factory=dict)
    seconds: float = 0.0
    fault: str = ""
    result: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def architecture(self) -> Architecture:
        """As the bundle has it. Raises KeyError where there is no bundle."""
        return Architecture.model_validate(json.loads(self.files["architecture.json"]))

    @cached_property
    def checks(self) -> dict[str, dict[str, Any]]:
        """Check id → its result in checks.json."""
        return {check["id"]: check for check in json.loads(self.files["checks.json"])["checks"]}

    def terraform(self) -> dict[str, bytes]:
        """The Terraform files, without their folder."""
        return {
            name.removeprefix("terraform/"): content
            for name, content in self.files.items()
            if name.startswith("terraform/")
        }

    def template(self) -> bytes:
        """The CloudFormation template."""
        return self.files["cloudformation/template.yaml"]


@contextmanager
def warm_pipelines() -> Iterator[dict[Mode, Pipeline]]:
    """The pipelines with the offline architect and the MCP servers of mcp_servers.yaml, warmed up."""
    with warm_servers() as (pipelines, _):
        yield pipelines


@contextmanager
def warm_servers() -> Iterator[tuple[dict[Mode, Pipeline], ToolServers]]:
    """The same, and the servers beside it, whose answers are kept from design to design."""
    file = ROOT / "mcp_servers.yaml"
    servers = ToolServers(load_servers(file), timeout_seconds=TIMEOUT_SECONDS, pins=load_pins(file))
    pipelines = dict(make_pipelines({}, make_models({}, "offline", ""), servers))
    servers.start(["analyze", "implement"])
    try:
        warm_up(pipelines)
        yield pipelines, servers
    finally:
        servers.close()


def design_all(pipeline: Pipeline, samples: Sequence[Sample]) -> list[Design]:
    """One after the other; a fault of one does not end the others."""
    return [design(pipeline, sample) for sample in samples]


def design(pipeline: Pipeline, sample: Sample) -> Design:
    """Run the pipeline on one request. Never raises what the engine or a pipeline raises; `fault` has it."""
    files: dict[str, bytes] = {}

    def deliver(delivered: Sequence[File]) -> None:
        files.update({file.name: file.content for file in delivered})

    started = time.perf_counter()
    fault, result = "", {}
    try:
        result = pipeline.run(_run(sample.request, deliver))
    except (GroundplanError, EngineError) as error:
        fault = f"{type(error).__name__}: {error}"
    return Design(sample, files, time.perf_counter() - started, fault, result)


def _run(request: str, deliver: Any) -> Run:
    return Run(
        request=request,
        region=None,
        environment=None,
        report=lambda _type, _data: None,
        note_stage=lambda _: None,
        deliver=deliver,
        audit=MemoryAudit(),
        stop=Stop(),
    )
