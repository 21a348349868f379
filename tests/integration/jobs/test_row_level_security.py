"""One organization never sees or touches another's rows; tables are found in the catalogue, so none is forgotten."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import peewee
import psycopg2
import psycopg2.extras
import pytest

from jobs.database import Database, active_database
from jobs.identifiers import new_id
from jobs.models import (
    Artifact,
    Job,
    LoginSession,
    Membership,
    Organization,
    ToolCall,
    User,
    Utterance,
    now,
)
from stack.testing.databases import Migrated

Sql = Callable[..., list[tuple[Any, ...]]]

ISSUER = "https://provider.example"

TENANT_TABLES = """
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public' AND EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped
    )
    ORDER BY c.relname
"""
OF_STAFF = {"staff_member", "user_suspension", "support_act"}
OF_NO_ORGANIZATION = {"mail_preference", "mail_suppression", "mail_event", "mail_key", "first_issuer", "chore"}
"""Of a person, an address or nobody: each has policies of its own."""
COLUMNS = """
    SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


@pytest.fixture
def tables(as_superuser: Sql) -> list[str]:
    tables = [name for name, *_ in as_superuser(TENANT_TABLES)]
    known = {"job", "artifact", "membership", "api_key", "tool_call", "idempotency_key", "usage_day", "conversation"}
    assert known | {"utterance", "login_session", "usage_month"} <= set(tables)
    return [*tables, "organization", "user_account"]


def count(connection_url: str, table: str, org_id: UUID | None) -> int:
    """Rows that the application role sees, with the organization set or not."""
    connection = psycopg2.connect(connection_url)
    try:
        with connection, connection.cursor() as cursor:
            if org_id is not None:
                cursor.execute("SELECT set_config('app.org_id', %s, true)", (str(org_id),))
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name from the catalogue
            (rows,) = cursor.fetchone()
            return rows
    finally:
        connection.close()


def test_every_tenant_table_is_closed_to_its_owner_too(as_superuser: Sql) -> None:
    for table, enabled, forced, _ in as_superuser(TENANT_TABLES):
        assert (table, enabled, forced) == (table, True, True)


def test_the_roles_can_neither_bypass_the_policies_nor_own_the_tables(as_superuser: Sql) -> None:
    roles = as_superuser(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles "
        "WHERE rolname LIKE 'groundplan%%' ORDER BY rolname"
    )
    assert roles == [
        ("groundplan_app", False, False, False, False, True),
        ("groundplan_chores", False, False, False, False, True),
        ("groundplan_staff", False, False, False, False, True),
    ]
    owners = {owner for *_, owner in as_superuser(TENANT_TABLES)}
    assert not owners & {"groundplan_app", "groundplan_chores", "groundplan_staff"}
    members = as_superuser(
        "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname LIKE 'groundplan%%'"
    )
    assert members == [(0,)]


def test_without_an_organization_every_table_is_empty(migrated: Migrated, filled: Any, tables: list[str]) -> None:
    assert {table: count(migrated.app_url, table, None) for table in tables} == dict.fromkeys(tables, 0)


def test_with_the_organization_every_table_shows_its_rows(migrated: Migrated, filled: Any, tables: list[str]) -> None:
    assert {table: count(migrated.app_url, table, filled.org_id) for table in tables} == dict.fromkeys(tables, 1)


def test_with_another_organization_nothing_of_it_shows(migrated: Migrated, filled: Any, tables: list[str]) -> None:
    assert {table: count(migrated.app_url, table, new_id()) for table in tables} == dict.fromkeys(tables, 0)


def test_the_setting_does_not_outlive_its_transaction(migrated: Migrated, filled: Any) -> None:
    database = Database(migrated.app_url, max_connections=1)
    with database.tenant(filled.org_id):
        assert Job.select().count() == 1
    with database.chores():
        assert Job.select().count() == 0
    database.close()


def test_no_table_takes_a_row_for_another_organization(
    database: Database, as_superuser: Sql, filled: Any, make_tenant: Callable[[], Any], tables: list[str]
) -> None:
    """Every row of `filled` is copied by another organization, with the organization's id left as it is."""
    intruder = make_tenant()
    for table in [name for name in tables if name != "user_account"]:
        columns = ", ".join(name for name, _ in as_superuser(COLUMNS, table))
        names = "id" if table == "organization" else "org_id"
        (row,) = as_superuser(f"SELECT {columns} FROM {table} WHERE {names} = %s", filled.org_id)  # noqa: S608
        values = [psycopg2.extras.Json(value) if isinstance(value, dict | list) else value for value in row]
        marks = ", ".join(["%s"] * len(values))
        with pytest.raises(peewee.ProgrammingError) as refused, database.tenant(intruder.org_id):
            active_database.execute_sql(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608
        assert "row-level security" in str(refused.value) or "permission denied" in str(refused.value), table


def test_a_row_cannot_be_handed_over_to_another_organization(
    database: Database, filled: Any, make_tenant: Callable[[], Any]
) -> None:
    other = make_tenant()
    with pytest.raises(peewee.ProgrammingError, match="row-level security"), database.tenant(filled.org_id):
        Job.update(org_id=other.org_id).execute()


def test_another_organizations_rows_cannot_be_changed_or_removed(
    database: Database, filled: Any, make_tenant: Callable[[], Any]
) -> None:
    with database.tenant(make_tenant().org_id):
        assert Job.update(request="mine now").where(Job.org_id == filled.org_id).execute() == 0
        assert Membership.delete().where(Membership.org_id == filled.org_id).execute() == 0


def test_what_belongs_to_a_job_cannot_be_attached_to_another_organizations_job(
    database: Database, filled: Any, make_tenant: Callable[[], Any], as_superuser: Sql
) -> None:
    ((job_id,),) = as_superuser("SELECT id FROM job WHERE org_id = %s", filled.org_id)
    other = make_tenant()
    with pytest.raises(peewee.IntegrityError), database.tenant(other.org_id):
        ToolCall.create(org_id=other.org_id, job_id=job_id, attempt=1, name="a", phase="before", status="started")


def test_before_an_organization_is_chosen_a_user_sees_only_their_own(
    database: Database, filled: Any, make_tenant: Callable[[], Any]
) -> None:
    make_tenant()
    with database.user(filled.user_id):
        assert [one.org_id for one in Membership.select()] == [filled.org_id]
        assert [one.id for one in Organization.select()] == [filled.org_id]
        assert [one.id for one in User.select()] == [filled.user_id]
        assert Job.select().count() == 0


def test_a_login_session_is_its_users_and_of_who_knows_its_id(
    database: Database, filled: Any, make_tenant: Callable[[], Any], as_superuser: Sql
) -> None:
    ((session_id,),) = as_superuser("SELECT id FROM login_session WHERE org_id = %s", filled.org_id)
    stranger = make_tenant()
    with database.user(filled.user_id):
        assert [row.id for row in LoginSession.select()] == [session_id]
    with database.user(stranger.user_id):
        assert LoginSession.select().count() == LoginSession.update(agent="x").execute() == 0
    with database.sessions([session_id, new_id()]):
        assert [row.id for row in LoginSession.select()] == [session_id]
        assert LoginSession.update(agent="x").execute() == Membership.select().count() == 0
    with pytest.raises(peewee.ProgrammingError, match="row-level security"), database.user(stranger.user_id):
        LoginSession.create(org_id=stranger.org_id, user_id=filled.user_id, ends_at=now(), refresh_hash="0")


def test_removing_a_member_ends_their_sessions_in_the_organization(
    database: Database, filled: Any, make_tenant: Callable[[], Any]
) -> None:
    elsewhere = make_tenant()
    with database.user(filled.user_id):
        LoginSession.create(org_id=elsewhere.org_id, user_id=filled.user_id, ends_at=now(), refresh_hash="0")
    with database.tenant(filled.org_id):
        Membership.delete().where(Membership.user_id == filled.user_id).execute()
    with database.user(filled.user_id):
        ended = {row.org_id: row.ended_because for row in LoginSession.select()}
    assert ended == {filled.org_id: "removed", elsewhere.org_id: None}


def test_a_sign_in_can_make_only_the_account_it_is_for(database: Database) -> None:
    with pytest.raises(peewee.ProgrammingError, match="row-level security"), database.identity(ISSUER, "me"):
        User.create(issuer=ISSUER, subject="someone else", email="a@example.com", name="A")
    with pytest.raises(peewee.ProgrammingError, match="row-level security"), database.identity(ISSUER, "me"):
        User.create(issuer="https://other.example", subject="me", email="a@example.com", name="A")


def test_the_chores_see_jobs_of_all_organizations_but_neither_keys_nor_tool_calls(
    migrated: Migrated, filled: Any, make_tenant: Callable[[], Any]
) -> None:
    chores = Database(migrated.chores_url, max_connections=1)
    with chores.chores():
        assert filled.org_id in {job.org_id for job in Job.select()}
        assert Artifact.select().where(Artifact.org_id == filled.org_id).count() == 1
    with chores.chores():  # columns that exports need; their rows show while one is made
        assert ToolCall.select().count() == Utterance.select().count() == 0
    for forbidden in ("api_key", "organization", "login_session", "invitation"):
        with pytest.raises(peewee.ProgrammingError, match="permission denied"), chores.chores():
            active_database.execute_sql(f"SELECT * FROM {forbidden}")  # noqa: S608
    with pytest.raises(peewee.ProgrammingError, match="permission denied"), chores.chores():
        Job.update(request="changed").execute()
    chores.close()


def test_every_table_either_belongs_to_organizations_or_is_known_not_to(as_superuser: Sql, tables: list[str]) -> None:
    present = {name for (name,) in as_superuser("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert present == {*tables, "schema_migration", *OF_STAFF, *OF_NO_ORGANIZATION}
