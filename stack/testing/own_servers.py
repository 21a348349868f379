"""Servers of one test's own, which it may kill and start again: the port and the data stay the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stack.servers.ministack import MiniStack
from stack.servers.postgres import Postgres
from stack.servers.valkey import Valkey
from stack.testing.servers import running, temporary_directory, throwaway_postgres


@pytest.fixture
def own_directory() -> Iterator[Path]:
    with temporary_directory() as directory:
        yield directory


@pytest.fixture
def own_postgres(own_directory: Path) -> Iterator[Postgres]:
    with running(throwaway_postgres, own_directory / "postgres") as server:
        yield server


@pytest.fixture
def own_valkey(own_directory: Path) -> Iterator[Valkey]:
    with running(Valkey, own_directory / "valkey") as server:
        yield server


@pytest.fixture
def own_ministack(own_directory: Path) -> Iterator[MiniStack]:
    with running(MiniStack, own_directory / "ministack") as server:
        yield server
