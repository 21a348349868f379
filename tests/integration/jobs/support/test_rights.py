"""What the role of staff may see and change, and that nobody else got anything by it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import peewee
import psycopg2
import pytest

from jobs.database import Database, active_database
from jobs.errors import Conflict, NotFound
from jobs.identifiers import new_id
from jobs.models import User
from jobs.support import staff as staff_members
from jobs.support.acts import Action, By, Change, record
from jobs.support.asking import asked
from jobs.support.suspensions import suspend_organization, unsuspend_organization
from stack.testing.databases import Migrated

Sql = Callable[..., list[tuple[Any, ...]]]

SECRET = {
    "job": ("request", "options", "result", "usage", "notify"),
    "tool_call": ("input", "error"),
    "artifact": ("name", "key"),
    "conversation": ("title", "sheet", "summary"),
    "utterance": ("text",),
    "api_key": ("hash", "name", "prefix"),
    "login_session": ("refresh_hash", "previous_hash", "address", "agent"),
    "user_account": ("subject",),
    "organization": ("model", "agent_limits"),
    "idempotency_key": ("key",),
    "invitation": ("email", "token_hash"),
}
FORBIDDEN = (
    "UPDATE organization SET name = 'x'",
    "UPDATE user_account SET email = 'x@example.com'",
    "UPDATE membership SET role = 'owner'",
    "UPDATE api_key SET revoked_at = NULL",
    "UPDATE job SET request = 'x'",
    "UPDATE job SET max_attempts = 99, org_id = id",
    "UPDATE support_act SET reason = 'x'",
    "UPDATE staff_member SET granted_at = now()",
    "UPDATE user_suspension SET reason = 'x'",
    "INSERT INTO staff_member (user_id) SELECT id FROM user_account",
    "INSERT INTO membership (org_id, user_id, role) SELECT org_id, user_id, 'owner' FROM membership",
    "DELETE FROM support_act",
    "DELETE FROM staff_member",
    "DELETE FROM job",
    "DELETE FROM organization",
    "DELETE FROM login_session",
    "TRUNCATE support_act",
)


@pytest.fixture(scope="module")
def staff(migrated: Migrated) -> Iterator[Database]:
    database = Database(migrated.staff_url, max_connections=1)
    yield database
    database.close()


@pytest.fixture(scope="module")
def owner(migrated: Migrated) -> Iterator[Database]:
    database = Database(migrated.owner_url, max_connections=1)
    yield database
    database.close()


def refused(database: Database, statement: str) -> str:
    with pytest.raises((peewee.ProgrammingError, peewee.InternalError)) as error, database.staff():
        active_database.execute_sql(statement)
    return str(error.value)


def test_staff_read_across_organizations_but_no_words_no_secrets_and_no_addresses(
    staff: Database, fill: Callable[[], Any]
) -> None:
    one, other = fill(), fill()
    with staff.staff():
        seen = {row["org_id"] for row in asked("SELECT org_id FROM job")}
    assert {one.org_id, other.org_id} <= seen
    for table, columns in SECRET.items():
        for name in columns:
            assert "permission denied" in refused(staff, f"SELECT {name} FROM {table}"), (table, name)  # noqa: S608 - from above


def test_every_column_that_staff_may_read_was_thought_of(as_superuser: Sql) -> None:
    """A table that is new, or a column of one, is none of staff's until somebody says so here."""
    rows = as_superuser(
        "SELECT DISTINCT table_name FROM information_schema.column_privileges "
        "WHERE grantee = 'groundplan_staff' AND privilege_type = 'SELECT'"
    )
    assert {name for (name,) in rows} == {
        *("organization", "user_account", "membership", "api_key", "login_session", "job", "tool_call"),
        *("usage_day", "usage_month", "staff_member", "user_suspension", "organization_suspension", "support_act"),
        *("billing_account", "batch", "chore"),
    }


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_staff_change_nothing_but_what_the_administration_does(staff: Database, filled: Any, statement: str) -> None:
    told = refused(staff, statement)
    assert "permission denied" in told or "append-only" in told or "row-level security" in told


def test_staff_neither_bring_back_what_ended_well_nor_end_sessions_as_another(staff: Database, filled: Any) -> None:
    with staff.staff():
        changed = active_database.execute_sql("UPDATE job SET state = 'queued', finished_at = NULL WHERE true")
        assert changed.rowcount == 0
    ending = "UPDATE login_session SET ended_at = now(), ended_because = 'signed_out' WHERE ended_at IS NULL"
    assert "row-level security" in refused(staff, ending)


def test_an_act_is_changed_and_removed_by_none_of_our_roles(
    migrated: Migrated, staff: Database, filled: Any, as_superuser: Sql
) -> None:
    with staff.staff():
        act = record(By(filled.user_id, "Why."), Action.CHANGE_TIER, Change(on_org=filled.org_id))
    for url in (migrated.app_url, migrated.chores_url, migrated.staff_url, migrated.owner_url):
        for statement in ("UPDATE support_act SET reason = 'x'", "DELETE FROM support_act", "TRUNCATE support_act"):
            with psycopg2.connect(url) as connection, connection.cursor() as cursor:
                with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                    cursor.execute(statement)
                connection.rollback()
    assert as_superuser("SELECT reason FROM support_act WHERE id = %s", act.id) == [("Why.",)]


def test_an_act_of_nobody_is_refused(staff: Database) -> None:
    with pytest.raises(peewee.ProgrammingError, match="row-level security"), staff.staff():
        record(By(None, "Why."), Action.REVOKE_STAFF, Change())


def test_the_application_sees_its_own_suspension_and_acts_and_can_write_neither(
    database: Database, staff: Database, filled: Any, make_tenant: Callable[[], Any]
) -> None:
    with staff.staff():
        record(By(filled.user_id, "Why."), Action.CHANGE_TIER, Change(on_org=filled.org_id))
    stranger = make_tenant()
    counting = "SELECT (SELECT count(*) FROM organization_suspension), (SELECT count(*) FROM support_act)"
    for tenant, expected in ((filled, (1, 1)), (stranger, (0, 0))):
        with database.tenant(tenant.org_id):
            assert active_database.execute_sql(counting).fetchone() == expected
    asking = "SELECT organization_is_suspended(%s), organization_is_suspended(%s), user_is_suspended(%s)"
    with database.user(stranger.user_id):
        asked_of = (str(filled.org_id), str(stranger.org_id), str(filled.user_id))
        assert active_database.execute_sql(asking, asked_of).fetchone() == (True, False, False)
    for statement in (
        "SELECT * FROM staff_member",
        "SELECT user_id FROM staff_member",
        "INSERT INTO staff_member (user_id) VALUES (gen_random_uuid())",
        "SELECT staff_id FROM support_act",
        "SELECT reason FROM organization_suspension",
        "DELETE FROM organization_suspension",
        "DELETE FROM user_suspension",
        "INSERT INTO user_suspension (user_id, reason) VALUES (gen_random_uuid(), 'x')",
        "INSERT INTO support_act (id, action, reason) VALUES (gen_random_uuid(), 'x', 'x')",
        "SET ROLE groundplan_staff",
    ):
        with pytest.raises(peewee.ProgrammingError, match="permission denied"), database.tenant(filled.org_id):
            active_database.execute_sql(statement)


def test_who_is_staff_is_said_by_the_tables_owner_and_logged(
    staff: Database, owner: Database, database: Database, make_tenant: Callable[[], Any], as_superuser: Sql
) -> None:
    person = make_tenant()
    email = f"{person.user_id}@example.com"
    with pytest.raises(NotFound):
        staff_members.grant(owner, email, "She joined.")
    as_superuser("UPDATE user_account SET email_verified = true WHERE id = %s", person.user_id)

    assert not staff_members.is_staff(staff, person.user_id)
    assert staff_members.grant(owner, email, "She joined.") == person.user_id
    assert staff_members.is_staff(staff, person.user_id)
    with pytest.raises(Conflict, match="already"):
        staff_members.grant(owner, str(person.user_id), "Again.")
    assert person.user_id in {one.user_id for one in staff_members.everybody(owner)}

    twin = make_tenant()
    with database.user(twin.user_id), suppress(peewee.ProgrammingError):
        User.update(email=email).execute()
    as_superuser("UPDATE user_account SET email = %s, email_verified = true WHERE id = %s", email, twin.user_id)
    with pytest.raises(Conflict, match="by its id"):
        staff_members.revoke(owner, email, "She left.")
    assert staff_members.revoke(owner, str(person.user_id), "She left.") == person.user_id
    assert not staff_members.is_staff(staff, person.user_id)
    with pytest.raises(NotFound):
        staff_members.revoke(owner, str(person.user_id), "She left.")
    acts = as_superuser(
        "SELECT action, staff_id, reason FROM support_act WHERE on_user = %s ORDER BY id", person.user_id
    )
    assert acts == [("staff.grant", None, "She joined."), ("staff.revoke", None, "She left.")]


def test_a_suspension_goes_with_its_organization_and_its_act_stays(
    staff: Database, make_tenant: Callable[[], Any], as_superuser: Sql
) -> None:
    tenant, by = make_tenant(), By(new_id(), "Why.")
    suspend_organization(staff, by, tenant.org_id)
    with pytest.raises(Conflict):
        suspend_organization(staff, by, tenant.org_id)
    as_superuser("DELETE FROM organization WHERE id = %s", tenant.org_id)
    with pytest.raises(NotFound):
        unsuspend_organization(staff, by, tenant.org_id)
    assert as_superuser("SELECT action FROM support_act WHERE on_org = %s", tenant.org_id) == [
        ("organization.suspend",)
    ]
