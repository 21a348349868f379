from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from peewee import ProgrammingError

from jobs.database import Database, active_database
from jobs.errors import DatabaseUnavailable
from jobs.identifiers import new_id
from jobs.models import Organization
from stack.servers.postgres import Postgres
from stack.testing.databases import Migrated


@pytest.fixture
def fragile(own_postgres: Postgres) -> Iterator[Database]:
    """A database on a server that the test may kill."""
    database = Database(own_postgres.url)
    yield database
    database.close()


def backend() -> int:
    """Inside a transaction: the number of the server process behind it."""
    ((pid,),) = active_database.execute_sql("SELECT pg_backend_pid()").fetchall()
    return pid


def test_connections_are_used_again(migrated: Migrated) -> None:
    database = Database(migrated.app_url)
    with database.tenant(new_id()):
        first = backend()
    with database.tenant(new_id()):
        assert backend() == first
    database.close()


def test_a_transaction_inside_another_is_refused(database: Database) -> None:
    with database.tenant(new_id()), pytest.raises(RuntimeError, match="one is for one organization"):
        database.tenant(new_id()).__enter__()


def test_an_error_rolls_back_and_the_connection_lives_on(database: Database) -> None:
    with pytest.raises(LookupError), database.tenant(new_id()):
        raise LookupError
    with database.tenant(new_id()):
        assert backend()


def test_what_is_asked_in_one_round_trip_is_of_one_organization_and_leaves_nothing_behind(
    database: Database,
) -> None:
    here, elsewhere, person = new_id(), new_id(), new_id()
    for org_id in (here, elsewhere):
        with database.tenant(org_id):
            Organization.create(id=org_id, name=f"of {org_id}")
    every = "SELECT id, name FROM organization WHERE name <> %s"
    assert database.ask_as_tenant(here, every, ["another"]) == [(here, f"of {here}")]
    assert database.ask_as_tenant(here, every, [f"of {here}"]) == []
    assert database.ask_as_user(person, every, [""]) == []
    with database.chores():  # the same connection, with no organization
        assert [*active_database.execute_sql("SELECT id FROM organization")] == []


def test_what_cannot_be_asked_leaves_a_connection_that_can(database: Database) -> None:
    with pytest.raises(ProgrammingError):
        database.ask_as_tenant(new_id(), "SELECT nothing FROM nowhere", [])
    assert database.ask_as_tenant(new_id(), "SELECT %s", ["answered"]) == [("answered",)]
    with database.tenant(new_id()), pytest.raises(RuntimeError, match="one is for one organization"):
        database.ask_as_tenant(new_id(), "SELECT 1", [])


def test_a_full_pool_is_trouble_that_may_pass(migrated: Migrated) -> None:
    database = Database(migrated.app_url, max_connections=1, wait_seconds=0.05)
    with database.tenant(new_id()), ThreadPoolExecutor(1) as pool:

        def another() -> None:
            with database.tenant(new_id()):
                pass

        with pytest.raises(DatabaseUnavailable):
            pool.submit(another).result()
        with pytest.raises(DatabaseUnavailable):
            pool.submit(database.ask_as_tenant, new_id(), "SELECT 1", []).result()
    database.close()


def test_after_a_restart_the_next_transaction_finds_a_new_connection(own_postgres: Postgres, fragile: Database) -> None:
    with ThreadPoolExecutor(4) as pool:

        def use(_: int) -> int:
            with fragile.chores():
                return backend()

        def ask(_: int) -> int:
            return fragile.ask_as_tenant(new_id(), "SELECT pg_backend_pid()", [])[0][0]

        for each in (use, ask):
            before = set(pool.map(each, range(8)))
            own_postgres.stop()
            own_postgres.start()
            assert not before & set(pool.map(each, range(8)))


def test_a_server_that_is_down_is_trouble_that_may_pass(own_postgres: Postgres, fragile: Database) -> None:
    with fragile.chores():
        backend()
    own_postgres.kill()
    with pytest.raises(DatabaseUnavailable) as raised, fragile.chores():
        backend()
    assert not raised.value.permanent
    with pytest.raises(DatabaseUnavailable):
        fragile.ask_as_tenant(new_id(), "SELECT 1", [])
    own_postgres.start()
    with fragile.chores():
        assert backend()


def test_a_server_that_goes_away_in_mid_transaction_is_trouble_that_may_pass(
    own_postgres: Postgres, fragile: Database
) -> None:
    def lose_the_server() -> None:
        with fragile.chores():
            backend()
            own_postgres.kill()
            backend()

    with pytest.raises(DatabaseUnavailable):
        lose_the_server()


def test_a_child_process_forgets_the_connections_of_its_parent(migrated: Migrated) -> None:
    database = Database(migrated.app_url)
    with database.tenant(new_id()):
        parents = backend()
    database.after_fork()
    with database.tenant(new_id()):
        assert backend() != parents
    database.close()
