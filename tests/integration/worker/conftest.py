"""A worker on the real servers. Its pipelines do what a test tells them, or are the real ones."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from jobs import conversations
from jobs.artifacts import Artifacts
from jobs.database import Database
from jobs.dispatch import dispatch
from jobs.events import Event
from jobs.identifiers import new_id
from jobs.models import Artifact, Conversation, Job, Membership, Organization, ToolCall, User, Utterance
from jobs.progress import Progress
from jobs.queue import Queue
from jobs.roles import Role
from jobs.settings import Settings
from jobs.sheets import Sheet
from jobs.states import TERMINAL, Mode, State
from jobs.submission import NewJob, submit
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_choice import Models
from worker.agents.model_providers import offline_provider
from worker.bootstrap import Worker
from worker.job_runner import JobRunner
from worker.lambda_handler import handler
from worker.pipelines.run import File, Pipeline, Run
from worker.poller import _event

Step = Callable[[Run], None]


class Scripted:
    """A pipeline that calls the next of its steps with the run, then delivers one small file."""

    def __init__(self, *steps: Step) -> None:
        self._steps = list(steps)
        self.runs = 0

    def run(self, run: Run) -> dict[str, Any]:
        self.runs += 1
        if self._steps:
            self._steps.pop(0)(run)
        run.stop.check()
        run.deliver([File("README.md", b"# done")])
        return {"title": "done"}

    def warm_up(self) -> None:
        """Nothing is slow here."""


@dataclass
class Bed:
    """The real servers, an organization on them, and short ways to look at what a job left."""

    settings: Settings
    environment: dict[str, str]
    database: Database
    queue: Queue
    progress: Progress
    models: Models = field(default_factory=lambda: Models(offline_provider()))
    org_id: UUID = field(default_factory=new_id)
    user_id: UUID = field(default_factory=new_id)

    def submit(self, request: str = "an API", *, max_attempts: int = 3, send: bool = True, **options: str) -> UUID:
        new = NewJob(request=request, options=options, max_attempts=max_attempts)
        jobs = submit(self.database, org_id=self.org_id, user_id=self.user_id, jobs=[new])
        if send:
            dispatch(self.database, self.queue, jobs)
        return jobs[0].id

    def worker(self, pipeline: Pipeline, *, backoff: float = 0.0) -> Worker:
        runner = JobRunner(
            self.settings,
            database=self.database,
            queue=self.queue,
            progress=self.progress,
            artifacts=Artifacts.from_settings(self.settings),
            pipelines={Mode.IMPLEMENT: pipeline},
            models=self.models,
            worker="test",
            backoff=lambda _: backoff,
        )
        servers = ToolServers((), timeout_seconds=1)
        pipelines = {Mode.IMPLEMENT: pipeline}
        return Worker(self.settings, self.database, self.queue, self.progress, servers, pipelines, runner)

    def job(self, job_id: UUID) -> Job:
        with self.database.tenant(self.org_id):
            return Job.get_by_id(job_id)

    def rows(self, model: Any, job_id: UUID) -> list[Any]:
        with self.database.tenant(self.org_id):
            return list(model.select().where(model.job_id == job_id).order_by(model.id))

    def artifacts(self, job_id: UUID) -> list[Artifact]:
        return self.rows(Artifact, job_id)

    def tool_calls(self, job_id: UUID) -> list[ToolCall]:
        return self.rows(ToolCall, job_id)

    def events(self, job_id: UUID) -> list[Event]:
        return self.progress.replay(self.org_id, job_id)

    def states(self, job_id: UUID) -> list[str]:
        return [event.data["state"] for event in self.events(job_id) if event.type == "state"]

    def read(self, artifact: Artifact) -> bytes:
        return b"".join(Artifacts.from_settings(self.settings).open(artifact.key))

    def receive(self) -> list[dict[str, Any]]:
        """The next message, waited for as long as a backoff in these tests can be."""
        return self.queue.receive(wait_seconds=3, max_messages=1)

    def deliver(self, messages: list[dict[str, Any]]) -> list[str]:
        """What Lambda would do with messages: hand them over, delete those that did not fail, name the others."""
        failed = [one["itemIdentifier"] for one in handler(_event(messages))["batchItemFailures"]]
        for message in messages:
            if message["MessageId"] not in failed:
                self.queue.delete(message["ReceiptHandle"])
        return failed

    def wait_until(self, holds: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, "it never came to hold"
            time.sleep(0.02)

    def wait_for_end(self, job_id: UUID, seconds: float = 30) -> Job:
        self.wait_until(lambda: self.job(job_id).state in TERMINAL, seconds)
        return self.job(job_id)


@pytest.fixture
def bed(settings: Settings, environment: dict[str, str]) -> Iterator[Bed]:
    database = Database(settings.database_url)
    queue = Queue.from_settings(settings)
    progress = Progress(settings.redis_url)
    one = Bed(settings, environment, database, queue, progress)
    identity = {"issuer": "https://provider.example", "subject": f"subject of {one.user_id}"}
    with database.identity(**identity):
        User.create(id=one.user_id, **identity, email="ada@example.com", name="Ada")
    with database.tenant(one.org_id):
        Organization.create(id=one.org_id, name="Analytical Engines", tier="enterprise")
        Membership.create(org_id=one.org_id, user_id=one.user_id, role=Role.OWNER)
    yield one
    progress.close()
    database.close()


@pytest.fixture
def scripted() -> Callable[..., Scripted]:
    return Scripted


@pytest.fixture
def use(bed: Bed, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Worker]:
    """Makes a worker with the given pipeline the one that the handler finds."""

    def use(pipeline: Pipeline, **more: Any) -> Worker:
        worker = bed.worker(pipeline, **more)
        monkeypatch.setattr("worker.lambda_handler._worker", worker)
        return worker

    return use


@pytest.fixture
def talk(bed):
    """Says one thing after another in a conversation, and gives each answer with its turn's job."""

    class Talk:
        def __init__(self):
            row, _ = conversations.create(bed.database, org_id=bed.org_id, user_id=bed.user_id)
            self.id = row.id

        def begin(self, text):
            turn = conversations.say(
                bed.database, org_id=bed.org_id, user_id=bed.user_id, conversation_id=self.id, text=text
            )
            dispatch(bed.database, bed.queue, [turn.job])
            return turn.job.id

        def say(self, text):
            job_id = self.begin(text)
            assert bed.deliver(bed.receive()) == []
            job = bed.job(job_id)
            assert job.error is None, job.error
            assert job.state == State.SUCCEEDED
            return self.answers(job_id)[0], job

        def answers(self, job_id):
            return [one for one in bed.rows(Utterance, job_id) if one.role == "assistant"]

        def row(self):
            with bed.database.tenant(bed.org_id):
                return Conversation.get_by_id(self.id)

        def sheet(self):
            return Sheet.model_validate(self.row().sheet)

    return Talk()
