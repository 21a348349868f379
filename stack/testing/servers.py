"""The servers that all tests of a run share; each starts when the first test asks for it."""

import itertools
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from stack.environment import local_aws_credentials
from stack.servers.ministack import REGION, MiniStack
from stack.servers.oidc import OidcProvider
from stack.servers.ports import free_port
from stack.servers.postgres import Postgres
from stack.servers.server import Server
from stack.servers.valkey import Valkey

S = TypeVar("S", bound=Server)

_redis_databases = itertools.count(1)


@contextmanager
def temporary_directory() -> Iterator[Path]:
    """Under the system's own folder and passable: PostgreSQL may run as another user than the tests."""
    directory = Path(tempfile.mkdtemp(prefix="groundplan-"))
    directory.chmod(0o711)
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def running(make: Callable[[Path, int], S], directory: Path) -> Iterator[S]:
    """A started server on a free port; ended without ceremony, since its data go too."""
    server = make(directory, free_port())
    try:
        server.start()
        yield server
    finally:
        server.kill()


def throwaway_postgres(directory: Path, port: int) -> Postgres:
    """Its password is in the URL that the tests get."""
    return Postgres(directory, port, password=secrets.token_hex(8), durable=False)


@pytest.fixture(scope="session")
def runtime_directory() -> Iterator[Path]:
    with temporary_directory() as directory:
        yield directory


@pytest.fixture(scope="session")
def postgres(runtime_directory: Path) -> Iterator[Postgres]:
    with running(throwaway_postgres, runtime_directory / "postgres") as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    """The superuser's URL of the database `postgres`."""
    return postgres.url


@pytest.fixture(scope="session")
def valkey(runtime_directory: Path) -> Iterator[Valkey]:
    with running(Valkey, runtime_directory / "valkey") as server:
        yield server


@pytest.fixture(scope="module")
def redis_url(valkey: Valkey) -> str:
    """An empty Redis database of the module's own; channels of pub/sub are shared by all."""
    return valkey.url.removesuffix("/0") + f"/{next(_redis_databases)}"


@pytest.fixture(scope="session")
def ministack(runtime_directory: Path) -> Iterator[MiniStack]:
    with running(MiniStack, runtime_directory / "ministack") as server:
        yield server


@pytest.fixture(scope="session")
def aws_endpoint(ministack: MiniStack) -> Iterator[str]:
    """MiniStack's URL; from here on every boto3 client of the test process can only reach that."""
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            environment.delenv(name)
        for name, value in local_aws_credentials(ministack.url).items():
            environment.setenv(name, value)
        environment.setenv("AWS_DEFAULT_REGION", REGION)
        yield ministack.url


@pytest.fixture(scope="session")
def oidc_provider(runtime_directory: Path) -> Iterator[OidcProvider]:
    with running(OidcProvider, runtime_directory / "oidc") as server:
        yield server


@pytest.fixture(scope="session")
def oidc_issuer(oidc_provider: OidcProvider) -> str:
    return oidc_provider.url
