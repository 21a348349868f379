"""Where the worker's parts meet: settings, Postgres, Redis, SQS, S3, the MCP servers and the pipelines."""

import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobs.agent_limits import Limits
from jobs.artifacts import Artifacts
from jobs.database import Database
from jobs.language_models import ModelConfig, load_models
from jobs.progress import Progress
from jobs.queue import Queue
from jobs.settings import Part, Settings, load_settings
from jobs.states import Mode
from jobs.tool_servers import ToolServerRecords
from worker.agents.architect import Architect
from worker.agents.first_seen import FirstSeenPins
from worker.agents.mcp_clients import ToolServers
from worker.agents.mcp_servers_file import ROOT, load_servers
from worker.agents.model_choice import Models
from worker.agents.model_providers import choose_provider
from worker.agents.model_settings import ModelSettings
from worker.agents.pins import load_pins
from worker.agents.talk.designs import Designs
from worker.agents.talk.talker import Talker
from worker.architecture.catalogue import load_catalogue
from worker.checks.lint import lint_here
from worker.checks.lint.process import LintProcess
from worker.garbage import settle_memory
from worker.job_runner import JobRunner
from worker.pipelines.analyze import Analyze
from worker.pipelines.brainstorm import Brainstorm
from worker.pipelines.implement import Implement
from worker.pipelines.run import Pipeline
from worker.pipelines.verify import Verify


@dataclass(frozen=True)
class Worker:
    """Everything one worker process holds."""

    settings: Settings
    database: Database
    queue: Queue
    progress: Progress
    servers: ToolServers
    pipelines: Mapping[Mode, Pipeline]
    runner: JobRunner

    def warm_up(self) -> None:
        """Pay for slow imports and caches now, not in the first job."""
        warm_up(self.pipelines)

    def close(self) -> None:
        """Give everything back. Takes a few seconds at most."""
        self.servers.close()
        self.progress.close()
        self.database.close()


def warm_up(pipelines: Mapping[Mode, Pipeline]) -> None:
    """Pay for slow imports and caches now. What they leave is not looked through for garbage again: it stays."""
    for pipeline in pipelines.values():
        pipeline.warm_up()
    settle_memory()


def bootstrap(environ: Mapping[str, str] | None = None) -> Worker:
    """Wire a worker. It connects to nothing yet, but for the MCP servers, which begin to start.

    Raises MissingSettings, ModelNotConfigured, ModelsMisconfigured, ToolServersMisconfigured or CatalogueError: a
    worker that cannot work does not start, and its jobs stay queued.
    """
    variables = os.environ if environ is None else environ
    settings = load_settings(variables, Part.WORKER)
    choices = load_models(ROOT / settings.models_file, variables)
    models = make_models(variables, settings.model_provider, settings.aws_region, choices)
    database = Database(settings.database_url)
    queue = Queue.from_settings(settings)
    progress = Progress(settings.redis_url)
    name = f"{socket.gethostname()}:{os.getpid()}"
    servers = _tool_servers(settings, variables, name)
    pipelines = make_pipelines(variables, models, servers)
    servers.start(pipelines)
    runner = JobRunner(
        settings,
        database=database,
        queue=queue,
        progress=progress,
        artifacts=Artifacts.from_settings(settings),
        pipelines=pipelines,
        models=models,
        worker=name,
    )
    return Worker(settings, database, queue, progress, servers, pipelines, runner)


def make_models(environ: Mapping[str, str], provider: str, region: str, choices: Sequence[ModelConfig] = ()) -> Models:
    """The platform's own model and limits, and what organizations may choose beside it.

    Raises ModelNotConfigured, MissingSettings.
    """
    settings = ModelSettings.from_environment(environ, provider=provider, region=region)
    return Models(choose_provider(settings), choices, Limits.from_environment(environ), region=settings.region)


def _tool_servers(settings: Settings, variables: Mapping[str, str], worker: str) -> ToolServers:
    file = ROOT / settings.mcp_servers_file
    configs, records = load_servers(file, variables), ToolServerRecords(settings.redis_url)
    by_sight = [one.name for one in configs if one.approval == "first-seen"]
    return ToolServers(
        configs,
        timeout_seconds=settings.mcp_timeout_seconds,
        records=records,
        worker=worker,
        pins=FirstSeenPins(load_pins(file), by_sight, records),
    )


def make_pipelines(environ: Mapping[str, str], models: Models, servers: ToolServers) -> dict[Mode, Pipeline]:
    """The pipelines, without anything that only a worker has: the command line runs the same ones."""
    catalogue = load_catalogue()
    architect = Architect(models.own, servers, catalogue, models.limits)
    designs = Designs(catalogue)
    # A second processor is worth a second process; on Lambda each runs one job, mostly on one processor.
    beside = (os.cpu_count() or 1) > 1 and "AWS_LAMBDA_FUNCTION_NAME" not in environ
    linter = LintProcess().lint if beside else lint_here
    return {
        Mode.BRAINSTORM: Brainstorm(Talker(models.own, servers, designs, models.limits), designs),
        Mode.ANALYZE: Analyze(architect, catalogue, linter),
        Mode.IMPLEMENT: Implement(architect, catalogue, linter),
        Mode.VERIFY: Verify(catalogue, environ),
    }
