"""The real pipeline in process: the offline architect, no servers, and lists for what it tells and delivers."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from worker.agents.architect import Architect
from worker.agents.audit import MemoryAudit
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_providers import choose_provider
from worker.agents.model_settings import ModelSettings
from worker.architecture.catalogue import load_catalogue
from worker.pipelines.analyze import Analyze
from worker.pipelines.implement import Implement
from worker.pipelines.run import Run
from worker.stop import Stop


@dataclass
class Record:
    """What a run told and delivered."""

    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    stop: Stop = field(default_factory=Stop)

    def run(self, request: str, *, region: str | None = None, environment: str | None = None, **chosen: Any) -> Run:
        return Run(
            request=request,
            region=region,
            environment=environment,
            report=lambda kind, data: self.events.append((kind, dict(data))),
            note_stage=self.stages.append,
            deliver=lambda files: self.files.update({one.name: one.content for one in files}),
            audit=MemoryAudit(),
            stop=self.stop,
            **chosen,
        )

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [data for known, data in self.events if known == kind]


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture(scope="session")
def architect() -> Architect:
    return Architect(choose_provider(ModelSettings()), ToolServers((), timeout_seconds=1), load_catalogue())


@pytest.fixture(scope="session")
def implement(architect: Architect) -> Implement:
    return Implement(architect, load_catalogue())


@pytest.fixture(scope="session")
def analyze(architect: Architect) -> Analyze:
    return Analyze(architect, load_catalogue())
