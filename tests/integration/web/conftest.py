"""The application over the real servers: in process for most tests, as real gunicorn processes for some."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import requests
from flask_openapi3.openapi import OpenAPI

from jobs.models import Membership
from jobs.roles import Role
from jobs.settings import Settings
from web.accounts import Account, Person, account_of
from web.app import create_app
from web.services import Services, connect

PROJECT = Path(__file__).parents[3]


@dataclass(frozen=True)
class SignedIn:
    """A test client with someone's session cookie; unsafe requests carry our own origin."""

    client: object
    account: Account

    def get(self, path: str, **more):
        return self.client.get(path, buffered=True, **more)

    def post(self, path: str, **more):
        return self.client.post(path, **more)

    def patch(self, path: str, **more):
        return self.client.patch(path, **more)

    def delete(self, path: str, **more):
        return self.client.delete(path, **more)


@pytest.fixture(scope="module")
def services(settings: Settings) -> Iterator[Services]:
    parts = connect(settings)
    yield parts
    parts.database.close()
    parts.progress.close()
    parts.tool_servers.close()


@pytest.fixture(scope="module")
def app(services: Services) -> OpenAPI:
    return create_app(services)


@pytest.fixture
def new_account(services: Services) -> Callable[..., Account]:
    """Make a person with an organization, or a further member of one."""

    def make(organization: UUID | None = None, role: Role = Role.OWNER) -> Account:
        name = uuid4().hex
        account = account_of(services.database, Person(name, f"{name}@example.com", f"Person {name[:6]}"))
        if organization is None:
            return account
        with services.database.tenant(organization):
            Membership.create(org_id=organization, user_id=account.user_id, role=role)
        return Account(account.user_id, organization)

    return make


@pytest.fixture
def sign_in(app: OpenAPI, settings: Settings) -> Callable[[Account], SignedIn]:
    def start(account: Account) -> SignedIn:
        client = app.test_client()
        client.environ_base["HTTP_ORIGIN"] = settings.web_url
        with client.session_transaction() as session:
            session["user_id"], session["org_id"] = str(account.user_id), str(account.org_id)
        return SignedIn(client, account)

    return start


@pytest.fixture
def ada(new_account, sign_in) -> SignedIn:
    """The owner of an organization of her own."""
    return sign_in(new_account())


@contextmanager
def running_process(
    configuration: str, application: str, url: str, environment: dict[str, str]
) -> Iterator[subprocess.Popen]:
    """A gunicorn as the Procfile starts it, answering at ``url``."""
    port = re.search(r":(\d+)$", url)[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", configuration, application],
        cwd=PROJECT,
        env={"PATH": "/usr/bin:/bin", **environment, "PORT": port, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    try:
        wait_for(f"{url.replace('ws:', 'http:')}/healthz", process)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def wait_for(url: str, process: subprocess.Popen) -> None:
    """Ask until it answers, for about a minute at most: a busy machine imports slowly."""
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"the process for {url} ended with {process.returncode}")
        with suppress(requests.ConnectionError):
            requests.get(url, timeout=5, proxies={"http": None})
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
    pytest.fail(f"{url} did not answer")


@pytest.fixture(scope="session")
def process_runner():
    """`running_process`, for the folders below."""
    return running_process


@pytest.fixture(scope="module")
def web_process(environment: dict[str, str]) -> Iterator[str]:
    """The real web process; its URL."""
    url = environment["WEB_URL"]
    with running_process("web/gunicorn.conf.py", "web.wsgi:app", url, environment):
        yield url
