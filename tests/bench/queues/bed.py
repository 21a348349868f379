"""The servers and the organization that the queue's figures are measured on."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import psutil
from peewee import Expression, fn

from jobs import aws
from jobs.database import Database
from jobs.dispatch import dispatch
from jobs.identifiers import new_id
from jobs.migrate import migrate
from jobs.models import Job, Membership, Organization, User
from jobs.provision import provision
from jobs.queue import Queue
from jobs.roles import Role
from jobs.settings import load_settings
from jobs.states import State
from jobs.submission import NewJob, submit
from stack.servers.ministack import MiniStack
from stack.servers.postgres import Postgres
from stack.servers.server import Server
from stack.servers.valkey import Valkey
from stack.testing.application import QUICK, wired_environment
from stack.testing.databases import create_database, urls_of
from stack.testing.servers import running

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

SECONDS = 300
"""More than any run takes; one that takes longer is at fault."""


@dataclass
class Bed:
    """`environment` is the worker's; `servers` all that work for it; `results_url` a place for results of others."""

    directory: Path
    environment: dict[str, str]
    servers: dict[str, Server]
    database: Database
    queue: Queue
    results_url: str
    org_id: UUID
    user_id: UUID

    def fill(self, count: int) -> list[UUID]:
        """Submit jobs that do nothing and have them sent, as the web tier would."""
        new = [NewJob(request="nothing") for _ in range(count)]
        jobs = submit(self.database, org_id=self.org_id, user_id=self.user_id, jobs=new)
        sent = dispatch(self.database, self.queue, jobs)
        assert sent == count, f"the queue took {sent} of {count} messages"
        return [job.id for job in jobs]

    def wait_for_ends(self, job_ids: list[UUID]) -> datetime:
        """When the last one ended; each must have succeeded at the first attempt."""
        deadline = time.monotonic() + SECONDS
        left = (Job.id.in_(job_ids)) & (Job.state != State.SUCCEEDED)
        while self._count(left):
            assert time.monotonic() < deadline, "jobs did not end"
            time.sleep(0.2)
        assert not self._count(Job.id.in_(job_ids) & (Job.attempt != 1)), "a job was taken twice"
        with self.database.tenant(self.org_id):
            last: datetime = Job.select(fn.max(Job.finished_at)).where(Job.id.in_(job_ids)).scalar()
        return last

    def wait_until_empty(self) -> None:
        """Every message is acknowledged, too."""
        deadline = time.monotonic() + SECONDS
        while left := self.queue.depth():
            assert time.monotonic() < deadline, f"{left} messages were not acknowledged"
            time.sleep(0.1)

    @property
    def queue_name(self) -> str:
        return self.environment["JOBS_QUEUE_NAME"]

    def sqs(self) -> "SQSClient":
        """For queues that are not ours."""
        return aws.sqs(load_settings(self.environment))

    def _count(self, which: Expression) -> int:
        with self.database.tenant(self.org_id):
            return int(Job.select().where(which).count())

    def processor_seconds(self) -> dict[str, float]:
        """What each server and its children have used so far."""
        return {name: _processor_seconds(server) for name, server in self.servers.items()}


@contextmanager
def made_bed(directory: Path, threads: int) -> Iterator[Bed]:
    """Servers of its own, and settings as they are by default but for `threads`."""
    with (
        running(_durable_postgres, directory / "postgres") as postgres,
        running(Valkey, directory / "valkey") as valkey,
        running(MiniStack, directory / "ministack") as ministack,
    ):
        create_database(postgres, "bench")
        urls = urls_of(postgres, "bench")
        migrate(owner_url=urls.owner_url, app_url=urls.app_url, chores_url=urls.chores_url)
        wired = wired_environment(
            urls, redis_url=valkey.url, aws_endpoint=ministack.url, oidc_issuer="http://127.0.0.1:9"
        )
        environment = {name: value for name, value in wired.items() if name not in QUICK}
        environment |= {"PATH": os.environ.get("PATH", os.defpath), "WORKER_CONCURRENCY": str(threads)}
        environment |= {"MCP_SERVERS_FILE": str(_no_servers(directory)), "PYTHONUNBUFFERED": "1"}
        settings = load_settings(environment)
        provision(settings)
        database = Database(settings.database_url)
        servers: dict[str, Server] = {"MiniStack": ministack, "Postgres": postgres, "Valkey": valkey}
        bed = Bed(
            directory,
            environment,
            servers,
            database,
            Queue.from_settings(settings),
            results_url=_results(postgres),
            org_id=new_id(),
            user_id=new_id(),
        )
        _found(bed)
        try:
            yield bed
        finally:
            database.close()


def _results(postgres: Postgres) -> str:
    """A database for somebody else's results, as SQLAlchemy names it."""
    create_database(postgres, "results")
    return urls_of(postgres, "results").owner_url.replace("postgresql://", "db+postgresql+psycopg2://", 1)


def _no_servers(directory: Path) -> Path:
    file = directory / "mcp_servers.yaml"
    file.write_text("servers: {}\n", encoding="utf-8")
    return file


def _found(bed: Bed) -> None:
    identity = {"issuer": "https://provider.example", "subject": "ada"}
    with bed.database.identity(**identity):
        User.create(id=bed.user_id, **identity, email="ada@example.com", name="Ada")
    with bed.database.tenant(bed.org_id):
        Organization.create(id=bed.org_id, name="Bench", tier="enterprise")
        Membership.create(org_id=bed.org_id, user_id=bed.user_id, role=Role.OWNER)


def _durable_postgres(directory: Path, port: int) -> Postgres:
    """Each commit reaches the disk, as in a stack that somebody uses."""
    return Postgres(directory, port, password=secrets.token_hex(8))


def _processor_seconds(server: Server) -> float:
    """Of those that have ended, too: their parent, which is read last, has their sum."""
    parent = psutil.Process(server.pid)
    return sum(_used(one) for one in (*parent.children(recursive=True), parent))


def _used(process: psutil.Process) -> float:
    """Its own, and of the children that it waited for; nothing of one that went away since it was listed."""
    try:
        return sum(process.cpu_times()[:4])
    except psutil.NoSuchProcess:
        return 0.0
