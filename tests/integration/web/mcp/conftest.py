"""The real MCP process behind the real web process, plain SDK clients of it, and a worker that does as it is told."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client

from jobs import claims
from jobs.artifacts import NewArtifact
from jobs.models import ApiKey
from jobs.roles import Scope
from stack.testing.processes import Programs
from web.api_key_tokens import new_token

FILES = (
    NewArtifact("main.tf", b'resource "aws_sqs_queue" "jobs" {}\n' * 10, "text/plain"),
    NewArtifact("diagram.png", b"\x89PNG\r\n\x1a\n\0", "image/png"),
    NewArtifact("bundle.zip", b"PK\x03\x04", "application/zip"),
)


@pytest.fixture(scope="module")
def web_url(environment, tmp_path_factory) -> Iterator[str]:
    """Both processes run; the web tier's address, under which /mcp is."""
    started = Programs(tmp_path_factory.mktemp("processes"))
    try:
        for name in ("mcp", "web"):
            started.start(name, environment)
        yield environment["WEB_URL"]
    finally:
        print(started.logs())  # noqa: T201 - pytest shows it with a failed test
        started.kill_all()


@pytest.fixture
def new_key(services) -> Callable[..., str]:
    """An API key of someone's."""

    def make(account, scope: Scope = Scope.SUBMIT, **more: object) -> str:
        token = new_token(account.org_id)
        with services.database.tenant(account.org_id):
            ApiKey.create(
                org_id=account.org_id,
                name="assistant",
                prefix=token.prefix,
                hash=token.sha256,
                created_by=account.user_id,
                scope=scope,
                **more,
            )
        return str(token)

    return make


@asynccontextmanager
async def client_with(url: str, key: str, **headers: str) -> AsyncIterator[Client]:
    """A plain client of the SDK, as an assistant's."""
    given = {"Authorization": f"Bearer {key}", **headers}
    async with (
        create_mcp_http_client(headers=given) as http,
        Client(streamable_http_client(f"{url}/mcp", http_client=http)) as client,
    ):
        yield client


@pytest.fixture(scope="session")
def connected() -> Callable[..., object]:
    """`client_with`."""
    return client_with


@pytest.fixture
def work_on(services) -> Callable[..., None]:
    """Do a job as a worker would: two stages, some files, the end."""

    def work(org_id: UUID, job_id: UUID, *, result: dict | None = None) -> None:
        claim = claims.claim(services.database, org_id, job_id, worker="a test", lease_seconds=30)
        assert claim is not None
        publish = services.progress.publish
        for index, title in ((1, "Reading"), (2, "Packing")):
            place = {"stage": title.lower(), "title": title, "index": index, "of": 2}
            publish(org_id, job_id, "stage", {**place, "status": "started"})
            publish(org_id, job_id, "stage", {**place, "status": "finished", "seconds": 0.1})
        stored = services.artifacts.put_many(org_id, job_id, claim.attempt, FILES)
        made = {"title": "Queue", "region": "eu-west-1", "monthly_usd": {"expected": 1.0}, **(result or {})}
        assert claims.finish(services.database, claim, made, stored)
        publish(org_id, job_id, "state", {"state": "succeeded", "attempt": claim.attempt})

    return work


@pytest.fixture
def cookies_of(app, services, new_tokens) -> Callable[..., str]:
    """The cookies of someone who is signed in."""
    return lambda account: "; ".join(f"{k}={v}" for k, v in new_tokens(app, services.database, account).items())
