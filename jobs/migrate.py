"""`python -m jobs.migrate`: bring a database to the current schema, and make the roles that may use it.

Runs as the tables' owner, who may create roles. Safe to run again, and by several at once: they wait for each other.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from peewee import PostgresqlDatabase
from playhouse.migrations import Runner
from psycopg2 import sql

from jobs import logs
from jobs.errors import Conflict, GroundplanError, MissingSettings
from jobs.exports.rights import open_to_exports
from jobs.settings import Part, load_settings

log = logging.getLogger(__name__)

APP_ROLE = "groundplan_app"
CHORES_ROLE = "groundplan_chores"
STAFF_ROLE = "groundplan_staff"
MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 4_711_020_251  # any number, the same for everyone who migrates


def migrate(
    *, owner_url: str, app_url: str, chores_url: str, staff_url: str = "", target: str | None = None
) -> list[str]:
    """Make the roles, run the migrations up to `target` (all, if None) and return the names of those that ran.

    Passwords are those in the roles' URLs; without `staff_url` its role gets none, so that nobody can be it. Raises
    MissingSettings when a URL is not for its role, Conflict when a role is there and could see past row-level security.
    """
    passwords = {APP_ROLE: _password(app_url, APP_ROLE), CHORES_ROLE: _password(chores_url, CHORES_ROLE)}
    passwords[STAFF_ROLE] = _password(staff_url, STAFF_ROLE) if staff_url else ""
    database = PostgresqlDatabase(owner_url.replace("postgres://", "postgresql://", 1))
    with database.connection_context(), _alone(database):
        for role, password in passwords.items():
            _make_role(database, role, password)
        runner: Any = Runner(database, str(MIGRATIONS))  # type: ignore[no-untyped-call]  # playhouse has no annotations
        applied: list[str] = runner.up(target)
        open_to_exports(database)
    log.info("migrated", extra={"action": "migrate", "applied": applied})
    return applied


def _password(url: str, role: str) -> str:
    parts = urlsplit(url)
    if parts.username != role:
        raise MissingSettings(f"The database URL of the role {role} names the user {parts.username}.")
    return unquote(parts.password or "")


@contextmanager
def _alone(database: Any) -> Iterator[None]:
    database.execute_sql("SELECT pg_advisory_lock(%s)", (_LOCK,))
    try:
        yield
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(%s)", (_LOCK,))


def _make_role(database: Any, role: str, password: str) -> None:
    """A role that may log in and nothing else.

    Roles belong to the server, not to one database: another database's migration may be making it right now. What a
    new role may not do is not said, because only a superuser is allowed to say it, and a managed server gives us none.
    """
    create = sql.SQL(
        "DO $$ BEGIN CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
    set_password = sql.SQL("ALTER ROLE {role} LOGIN PASSWORD {password}")
    names = {"role": sql.Identifier(role), "password": sql.Literal(password)}
    connection = database.connection()
    for statement in [create, set_password] if password else [create]:
        database.execute_sql(statement.format(**names).as_string(connection))
    powers = database.execute_sql("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", (role,))
    if powers.fetchone() != (False,):
        raise Conflict(f"The role {role} exists and can bypass row-level security; it must not.")


def main() -> int:
    """The command. Exit status 1 and one line when it cannot be done."""
    logs.configure("migrate")
    try:
        settings = load_settings(os.environ, Part.MIGRATE)
        migrate(
            owner_url=settings.migrations_database_url,
            app_url=settings.database_url,
            chores_url=settings.chores_database_url,
            staff_url=settings.staff_database_url,
        )
    except GroundplanError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
