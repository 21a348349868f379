"""A whole Groundplan of one test's own, on real servers that the test may kill."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from groundplan import Client, Job
from groundplan.bundles import ARCHIVE
from jobs.migrate import migrate
from jobs.provision import provision
from jobs.settings import Settings, load_settings
from stack.demo.client import client_of
from stack.servers.ministack import MiniStack
from stack.servers.postgres import Postgres
from stack.servers.valkey import Valkey
from stack.testing.application import wired_environment
from stack.testing.databases import create_database, urls_of
from stack.testing.processes import Programs

SECONDS = 90  # far more than anything here takes, for a machine that does much else
REQUEST = "A web application on containers with PostgreSQL, Redis, a queue, file uploads and a CDN in front"


@dataclass
class Groundplan:
    """The servers, the processes, and a client that is signed in."""

    postgres: Postgres
    valkey: Valkey
    ministack: MiniStack
    programs: Programs
    environment: dict[str, str]
    client: Client

    @property
    def settings(self) -> Settings:
        return load_settings(self.environment)

    def start(self, process: str, name: str | None = None) -> Any:
        return self.programs.start(process, self.environment, name=name)

    def submit(self, request: str = REQUEST) -> str:
        return str(self.client.jobs.submit(request).id)

    def wait(self, job_id: str, until: Callable[[Job], bool]) -> Job:
        """Poll the job until it is so, and return it."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            job = self.client.jobs.get(job_id)
            if until(job):
                return job
            time.sleep(0.02)
        pytest.fail(f"after {SECONDS} s the job is still {job}")

    def wait_for_end(self, job_id: str) -> Job:
        return self.wait(job_id, lambda job: job.has_ended)

    def bundles(self, job_id: str) -> list[str]:
        """The names of the job's bundles; downloads what is listed, which checks that it is there."""
        found = [one.name for one in self.client.jobs.artifacts(job_id) if one.name == ARCHIVE]
        for _ in found:
            self.client.jobs.download(job_id)
        return found


@pytest.fixture
def groundplan(
    own_postgres: Postgres, own_valkey: Valkey, own_ministack: MiniStack, oidc_issuer: str, programs: Programs
) -> Iterator[Groundplan]:
    """Web and chores run; workers are the test's to start."""
    create_database(own_postgres, "groundplan")
    databases = urls_of(own_postgres, "groundplan")
    migrate(owner_url=databases.owner_url, app_url=databases.app_url, chores_url=databases.chores_url)
    environment = wired_environment(
        databases, redis_url=own_valkey.url, aws_endpoint=own_ministack.url, oidc_issuer=oidc_issuer
    )
    provision(load_settings(environment))
    programs.start("web", environment)
    programs.start("chores", environment)
    with client_of("ada", environment["WEB_URL"], "faults") as client:
        yield Groundplan(own_postgres, own_valkey, own_ministack, programs, environment, client)
