from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg2
import pytest

from jobs.artifacts import StoredArtifact
from jobs.chores.roll_ups import roll_up
from jobs.chores.services import Services
from jobs.claims import claim, finish
from jobs.database import Database, active_database
from jobs.errors import Conflict, MissingSettings
from jobs.identifiers import new_id
from jobs.migrate import MIGRATIONS, migrate
from jobs.models import Job, Organization, ShareAct, ShareLink, UsageDay, User, now
from jobs.settings import Settings
from jobs.submission import NewJob, submit
from stack.servers.postgres import Postgres
from stack.testing.databases import create_database, urls_of

NAMES = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


@dataclass(frozen=True)
class Empty:
    """A database that nobody has migrated."""

    urls: dict[str, str]

    def sql(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        connection = psycopg2.connect(self.urls["owner_url"])
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement, parameters or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


@pytest.fixture
def empty(postgres: Postgres) -> Empty:
    name = f"migrating_{uuid4().hex[:12]}"
    create_database(postgres, name)
    return Empty(vars(urls_of(postgres, name)))


@pytest.fixture
def app(empty: Empty) -> Iterator[Database]:
    database = Database(empty.urls["app_url"])
    yield database
    database.close()


def test_all_migrations_run_once_and_in_order(empty: Empty) -> None:
    assert migrate(**empty.urls) == NAMES
    assert migrate(**empty.urls) == []


def test_several_who_migrate_at_once_wait_for_each_other(empty: Empty) -> None:
    with ThreadPoolExecutor(3) as pool:
        runs = list(pool.map(lambda _: migrate(**empty.urls), range(3)))
    assert sorted(map(len, runs)) == [0, 0, len(NAMES)]


def test_migrations_run_forward_over_data(empty: Empty, app: Database, settings: Settings) -> None:
    assert migrate(**empty.urls, target=NAMES[0]) == NAMES[:1]
    org_id, user_id, done, waiting = (str(new_id()) for _ in range(4))
    empty.sql("INSERT INTO organization (id, name) VALUES (%s, 'Old')", org_id)
    empty.sql("INSERT INTO user_account VALUES (%s, 'old', 'old@example.com', 'Old')", user_id)
    empty.sql("INSERT INTO membership VALUES (%s, %s, 'owner')", org_id, user_id)
    insert = "INSERT INTO job (id, org_id, created_by, mode, request, state, started_at, finished_at) VALUES"
    values = "(%s, %s, %s, 'implement', 'An API.', 'succeeded', now() - interval '9 s', now())"
    empty.sql(f"{insert} {values}", done, org_id, user_id)
    empty.sql(f"{insert} (%s, %s, %s, 'implement', 'A site.', 'queued', NULL, NULL)", waiting, org_id, user_id)

    assert migrate(**empty.urls) == NAMES[1:]

    with app.tenant(org_id):
        assert {(str(job.id), job.state, job.notify) for job in Job.select()} == {
            (done, "succeeded", False),
            (waiting, "queued", False),
        }
    held = claim(app, org_id, waiting, worker="w", lease_seconds=60)
    assert held is not None
    assert finish(app, held, {"title": "Site"})
    services = Services.from_settings(settings.model_copy(update={"chores_database_url": empty.urls["chores_url"]}))
    roll_up(services)
    services.close()
    with app.tenant(org_id):
        assert sum(day.succeeded for day in UsageDay.select()) == 2


def test_the_roles_get_the_passwords_of_their_urls(empty: Empty) -> None:
    migrate(**empty.urls)
    wrong = empty.urls["app_url"].replace("groundplan_app:app@", "groundplan_app:wrong@")
    assert wrong != empty.urls["app_url"]
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(wrong)


def test_a_url_that_is_not_the_roles_is_refused(empty: Empty) -> None:
    with pytest.raises(MissingSettings, match="groundplan_app"):
        migrate(**empty.urls | {"app_url": empty.urls["owner_url"]})
    assert empty.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []


def run_as_superuser(postgres: Postgres, *statements: str) -> None:
    connection = psycopg2.connect(postgres.url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        connection.close()


def test_an_owner_who_is_no_superuser_can_migrate(own_postgres: Postgres) -> None:
    """As on a managed server, where nobody is one."""
    run_as_superuser(
        own_postgres,
        "CREATE ROLE landlord LOGIN CREATEROLE PASSWORD 'rent'",
        "CREATE DATABASE estate OWNER landlord",
    )
    urls = vars(urls_of(own_postgres, "estate")) | {"owner_url": own_postgres.url_for("landlord", "rent", "estate")}
    assert migrate(**urls) == NAMES
    database, org_id = Database(urls["app_url"]), new_id()
    with database.tenant(org_id):
        Organization.create(id=org_id, name="Tenant")
    with database.tenant(new_id()):
        assert Organization.select().count() == 0
    assert opened_by_a_visitor(database, org_id) == ("A site", False, 1)
    database.close()


def opened_by_a_visitor(database: Database, org_id: UUID) -> tuple[Any, ...]:
    """What is behind a link: the functions that find it run as the tables' owner, whom policies bind as well."""
    user_id, secret = new_id(), "0" * 64
    with database.identity("https://provider.example", "ada"):
        User.create(id=user_id, issuer="https://provider.example", subject="ada", email="ada@example.com", name="Ada")
    (job,) = submit(database, org_id=org_id, user_id=user_id, jobs=[NewJob("A site")])
    held = claim(database, org_id, job.id, worker="w", lease_seconds=60)
    assert held is not None
    assert finish(database, held, {"title": "A site"}, [StoredArtifact("a.txt", "key", 1, secret, "text/plain")])
    with database.tenant(org_id):
        link = {"org_id": org_id, "job_id": job.id, "created_by": user_id, "title": "A site"}
        ShareLink.create(**link, secret_sha256=secret, allows_download=False, expires_at=now() + timedelta(days=1))
    with database.visitor():
        active_database.execute_sql("SELECT count_share_view(%s)", (secret,))
        opened = "SELECT title, is_over, (SELECT count(*) FROM shared_files(%s)) FROM open_share_link(%s)"
        found: tuple[Any, ...] = active_database.execute_sql(opened, (secret, secret)).fetchone()
        assert (ShareLink.select().count(), Job.select().count()) == (0, 0)
    with database.tenant(org_id):
        assert ShareLink.get(ShareLink.job_id == job.id).views == 1
        assert [one.act for one in ShareAct.select()] == ["first_viewed"]
    return found


def test_a_role_that_could_see_past_the_policies_is_refused(own_postgres: Postgres) -> None:
    run_as_superuser(own_postgres, "CREATE ROLE groundplan_app LOGIN BYPASSRLS", "CREATE DATABASE estate")
    with pytest.raises(Conflict, match="groundplan_app"):
        migrate(**vars(urls_of(own_postgres, "estate")))
