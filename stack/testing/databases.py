"""Migrated databases: the migrations run once, every module then gets a copy of its own."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest
from psycopg2 import sql

from stack.environment import Addresses, application_environment
from stack.servers.ministack import REGION
from stack.servers.postgres import Postgres

PROJECT = Path(__file__).parents[2]
APP_ROLE = ("groundplan_app", "app")
CHORES_ROLE = ("groundplan_chores", "chores")


@dataclass(frozen=True)
class Migrated:
    """One database by three roles: the application's, the chores' and its owner's."""

    app_url: str
    chores_url: str
    owner_url: str


def urls_of(postgres: Postgres, database: str) -> Migrated:
    return Migrated(
        app_url=postgres.url_for(*APP_ROLE, database),
        chores_url=postgres.url_for(*CHORES_ROLE, database),
        owner_url=postgres.url.removesuffix("/postgres") + f"/{database}",
    )


def create_database(postgres: Postgres, name: str, template: str | None = None) -> None:
    connection = psycopg2.connect(postgres.url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            copy = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + copy)
    finally:
        connection.close()


def run_command(module: str, environment: Mapping[str, str]) -> None:
    """`python -m MODULE` as the stack runs it; its output shows when it fails."""
    finished = subprocess.run(
        [sys.executable, "-m", module],
        cwd=PROJECT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        pytest.fail(f"{module} failed:\n{finished.stdout}\n{finished.stderr}")


def migrate(databases: Migrated) -> None:
    """Nothing but the databases is there yet, so the other addresses are ones that cannot answer."""
    nowhere = "http://127.0.0.1:9"
    addresses = Addresses(
        databases.app_url,
        databases.chores_url,
        databases.owner_url,
        redis_url="redis://127.0.0.1:9/0",
        aws_endpoint=nowhere,
        oidc_issuer=nowhere,
        web_url=nowhere,
        live_url="ws://127.0.0.1:9",
    )
    environment = application_environment(
        addresses, region=REGION, secret_key=uuid4().hex, oidc_client_secret=uuid4().hex, overrides={}
    )
    run_command("jobs.migrate", environment)


@pytest.fixture(scope="session")
def migrated_template(postgres: Postgres) -> str:
    name = "migrated"
    create_database(postgres, name)
    migrate(urls_of(postgres, name))
    return name


@pytest.fixture(scope="module")
def migrated(postgres: Postgres, migrated_template: str) -> Migrated:
    """A fresh migrated database of the module's own."""
    name = f"groundplan_{uuid4().hex[:12]}"
    create_database(postgres, name, template=migrated_template)
    return urls_of(postgres, name)
