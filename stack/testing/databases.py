"""Migrated databases: the migrations run once, every module then gets a copy of its own."""

from dataclasses import dataclass
from uuid import uuid4

import psycopg2
import pytest
from psycopg2 import sql

from stack.servers.postgres import Postgres

APP_ROLE = ("groundplan_app", "app")
CHORES_ROLE = ("groundplan_chores", "chores")
STAFF_ROLE = ("groundplan_staff", "staff")


@dataclass(frozen=True)
class Migrated:
    """One database by four roles: the application's, the chores', the staff's and its owner's."""

    app_url: str
    chores_url: str
    staff_url: str
    owner_url: str


def urls_of(postgres: Postgres, database: str) -> Migrated:
    return Migrated(
        app_url=postgres.url_for(*APP_ROLE, database),
        chores_url=postgres.url_for(*CHORES_ROLE, database),
        staff_url=postgres.url_for(*STAFF_ROLE, database),
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


@pytest.fixture(scope="session")
def migrated_template(postgres: Postgres) -> str:
    from jobs.migrate import migrate  # every test loads this module, few need a database

    name = "migrated"
    create_database(postgres, name)
    urls = urls_of(postgres, name)
    migrate(**vars(urls))
    return name


@pytest.fixture(scope="module")
def migrated(postgres: Postgres, migrated_template: str) -> Migrated:
    """A fresh migrated database of the module's own."""
    name = f"groundplan_{uuid4().hex[:12]}"
    create_database(postgres, name, template=migrated_template)
    return urls_of(postgres, name)
