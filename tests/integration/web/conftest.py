"""The application over the real servers: in process for most tests, as real gunicorn processes for some."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import requests
from flask import Response
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI

from jobs.chores.services import Services as Chores
from jobs.database import Database
from jobs.models import Membership
from jobs.roles import Role
from jobs.settings import Settings
from jobs.support.staff import grant
from stack.testing.databases import Migrated
from web.access_tokens import soon
from web.accounts import Account, Person, account_of
from web.app import create_app
from web.cookies import session_cookies
from web.login_sessions import Device, begin
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


def tokens_of(app: OpenAPI, database: Database, account: Account) -> dict[str, str]:
    """Begin a login session, and return the cookies that the browser gets for it."""
    with app.test_request_context():
        cookies, response = session_cookies(), Response()
        login = begin(database, cookies.refresh_tokens, account, Device("192.0.2.1", "a test"))
        cookies.give(response, login, soon())
    made = [SimpleCookie(header) for header in response.headers.getlist("Set-Cookie")]
    return {name: morsel.value for cookie in made for name, morsel in cookie.items()}


def client_of(app: OpenAPI, database: Database, account: Account) -> FlaskClient:
    """A browser that is signed in as someone, on a page of ours."""
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = app.extensions["groundplan"].settings.web_url
    for name, value in tokens_of(app, database, account).items():
        client.set_cookie(name, value)
    return client


@pytest.fixture(scope="module")
def chores(settings: Settings) -> Iterator[Chores]:
    """What the chores' process has at hand."""
    parts = Chores.from_settings(settings)
    yield parts
    parts.close()


@pytest.fixture(scope="session")
def signed_in_client() -> Callable[..., FlaskClient]:
    """`client_of`, for applications of a test's own."""
    return client_of


@pytest.fixture(scope="session")
def new_tokens() -> Callable[..., dict[str, str]]:
    """`tokens_of`, for what is no test client."""
    return tokens_of


@pytest.fixture(scope="module")
def services(settings: Settings) -> Iterator[Services]:
    parts = connect(settings)
    yield parts
    parts.database.close()
    parts.progress.close()
    parts.tool_servers.close()
    parts.staff_database.close()


@pytest.fixture(scope="module")
def app(services: Services) -> OpenAPI:
    return create_app(services)


@pytest.fixture
def new_account(services: Services) -> Callable[..., Account]:
    """Make a person with an organization, or a further member of one."""

    def make(organization: UUID | None = None, role: Role = Role.OWNER) -> Account:
        name = uuid4().hex
        person = Person(services.settings.oidc_issuer, name, f"{name}@example.com", f"Person {name[:6]}")
        account = account_of(services.database, person, services.settings.new_organization_tier)
        if organization is None:
            return account
        with services.database.tenant(organization):
            Membership.create(org_id=organization, user_id=account.user_id, role=role)
        return Account(account.user_id, organization)

    return make


@pytest.fixture(scope="module")
def make_staff(migrated: Migrated) -> Iterator[Callable[[Account], Account]]:
    """Make somebody staff, as the command does."""
    owner = Database(migrated.owner_url, max_connections=1)

    def make(account: Account) -> Account:
        grant(owner, str(account.user_id), "A test.")
        return account

    yield make
    owner.close()


@pytest.fixture
def sign_in(app: OpenAPI, services: Services) -> Callable[[Account], SignedIn]:
    def start(account: Account) -> SignedIn:
        return SignedIn(client_of(app, services.database, account), account)

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
        with suppress(requests.ConnectionError, requests.Timeout):
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
