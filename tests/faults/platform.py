"""A whole Groundplan of the tests' own, on real servers that they may kill, behind an AWS that they may break."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import boto3

from groundplan import Client, Job
from jobs.migrate import migrate
from jobs.provision import provision
from jobs.queue import Queue
from jobs.settings import Settings, load_settings
from stack.demo.client import client_of
from stack.program import Program
from stack.servers.ministack import MiniStack
from stack.servers.postgres import Postgres
from stack.servers.server import Server
from stack.servers.valkey import Valkey
from stack.testing.application import wired_environment
from stack.testing.databases import create_database, urls_of
from stack.testing.processes import Programs
from stack.testing.servers import running, temporary_directory, throwaway_postgres
from tests.faults.endings import Account, account_for, count_endings
from tests.faults.proxy import FaultyAws

SECONDS = 90  # far more than anything here takes, for a machine that does much else
REQUEST = "A web application on containers with PostgreSQL, Redis, a queue, file uploads and a CDN in front"
SMALL_REQUEST = "A static website with a CDN"


@dataclass
class Groundplan:
    """The servers, the processes, and a client that is signed in. `workers` are those of the running test."""

    postgres: Postgres
    valkey: Valkey
    ministack: MiniStack
    aws: FaultyAws
    programs: Programs
    environment: dict[str, str]
    owner_url: str
    client: Client
    web: Program
    chores: Program
    workers: list[Program] = field(default_factory=list)
    worker: Program | None = None

    @property
    def settings(self) -> Settings:
        return load_settings(self.environment)

    @property
    def queue(self) -> Queue:
        return Queue.from_settings(self.settings)

    def have_worker(self) -> Program:
        """A worker that tests share which do it no harm: a start costs five seconds of a processor."""
        if self.worker is None or self.worker.pid is None:
            self.worker = self.start("worker")
        return self.worker

    def have_no_worker(self) -> None:
        """What is submitted waits, until a worker is started."""
        if self.worker is not None:
            self.worker.kill()

    def start_worker(self, environment: Mapping[str, str] | None = None) -> Program:
        worker = self.start("worker", environment)
        self.workers.append(worker)
        return worker

    def start(self, process: str, environment: Mapping[str, str] | None = None) -> Program:
        name = f"{process}-{time.monotonic_ns()}"
        return self.programs.start(process, {**self.environment, **(environment or {})}, name=name)

    def aws_client(self, service: str) -> Any:
        """A boto3 client of the emulated AWS."""
        settings = self.settings
        return boto3.client(
            service,  # type: ignore[call-overload]  # whichever is asked for
            endpoint_url=settings.aws_endpoint_url,
            region_name=settings.aws_region,
            aws_access_key_id=settings.aws_access_key_id,
            aws_secret_access_key=settings.aws_secret_access_key,
        )

    def send_text(self, text: str) -> None:
        """Put something on the queue that no part of ours would send."""
        sqs = self.aws_client("sqs")
        url = sqs.get_queue_url(QueueName=self.settings.jobs_queue_name)["QueueUrl"]
        sqs.send_message(QueueUrl=url, MessageBody=text)

    def submit(self, request: str = REQUEST) -> str:
        return str(self.client.jobs.submit(request).id)

    def wait(self, job_id: str, until: Callable[[Job], bool], seconds: float = SECONDS) -> Job:
        """Poll the job until it is so, and return it. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            job = self.client.jobs.get(job_id)
            if until(job):
                return job
            time.sleep(0.02)
        raise TimeoutError(f"after {seconds} s the job is still {job}")

    def wait_for_end(self, job_id: str) -> Job:
        return self.wait(job_id, lambda job: job.has_ended)

    def account_for(self, *job_ids: str) -> Account:
        """Wait for their ends; a job that broke the rule fails the test."""
        for job_id in job_ids:
            self.wait_for_end(job_id)
        account = account_for(self.client, self.owner_url, job_ids)
        assert account.broken == ()
        return account

    def put_right(self) -> None:
        """What one test broke is whole for the next: AWS answers, servers, web and chores run, its workers do not."""
        self.aws.mend()
        for worker in self.workers:
            worker.kill()
        self.workers.clear()
        servers: tuple[Server, ...] = (self.postgres, self.valkey, self.ministack, self.web, self.chores)
        for server in servers:
            server.start()


@contextmanager
def started(oidc_issuer: str, overrides: Mapping[str, str] | None = None) -> Iterator[Groundplan]:
    """Web and chores run; workers are the test's to start. `overrides` are settings."""
    with (
        temporary_directory() as directory,
        running(throwaway_postgres, directory / "postgres") as postgres,
        running(Valkey, directory / "valkey") as valkey,
        running(MiniStack, directory / "ministack") as ministack,
        FaultyAws(ministack.url) as aws,
    ):
        create_database(postgres, "groundplan")
        urls = urls_of(postgres, "groundplan")
        migrate(owner_url=urls.owner_url, app_url=urls.app_url, chores_url=urls.chores_url)
        count_endings(urls.owner_url)
        wired = wired_environment(urls, redis_url=valkey.url, aws_endpoint=aws.url, oidc_issuer=oidc_issuer)
        environment = {**wired, **(overrides or {})}
        provision(load_settings(environment))
        programs = Programs(directory)
        try:
            web, chores = programs.start("web", environment), programs.start("chores", environment)
            with client_of("ada", environment["WEB_URL"], "faults") as client:
                yield Groundplan(
                    postgres, valkey, ministack, aws, programs, environment, urls.owner_url, client, web, chores
                )
        finally:
            programs.kill_all()
