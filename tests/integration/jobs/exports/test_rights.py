"""An export forgets no table and takes no secret; the chores read what it needs only while it is made."""

import re
from collections.abc import Callable
from typing import Any

import peewee
import pytest

from jobs.chores.services import Services
from jobs.database import active_database
from jobs.exports.claims import claim
from jobs.exports.contents import LEFT_OUT
from jobs.exports.rights import COLUMNS
from jobs.models import OrganizationExport

Sql = Callable[..., list[tuple[Any, ...]]]

TENANT_TABLES = """
    SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'org_id'
"""
SECRETS = re.compile(r"hash|token|secret|digest|password|fingerprint")
HARMLESS = {"agent_input_tokens", "agent_output_tokens"}


def columns_of(as_superuser: Sql, table: str) -> set[str]:
    return {name for (name,) in as_superuser(COLUMNS, table)}


def readable(as_superuser: Sql, table: str) -> set[str]:
    may = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
    return {
        name
        for (name,) in as_superuser(
            f"{may} AND has_column_privilege('groundplan_chores', attrelid, attnum, 'SELECT')", table
        )
    }


def test_every_table_of_organizations_is_exported(as_superuser: Sql) -> None:
    """A new one needs its line in `jobs/exports/contents.py`, with the columns that are left out."""
    tables = {name for (name,) in as_superuser(TENANT_TABLES)} | {"organization"}
    assert tables == set(LEFT_OUT)


def test_every_column_is_exported_but_those_that_are_left_out_for_a_reason(as_superuser: Sql) -> None:
    for table, left_out in LEFT_OUT.items():
        columns = columns_of(as_superuser, table)
        assert set(left_out) <= columns, table
        assert columns - readable(as_superuser, table) <= set(left_out), table
        secrets = {name for name in columns if SECRETS.search(name)} - HARMLESS
        assert secrets <= set(left_out), table


def count(services: Services, viewpoint: Any, table: str) -> int:
    with services.database.snapshot(viewpoint.org_id):
        ((rows,),) = active_database.execute_sql(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608
        return int(rows)


def test_the_chores_read_words_calls_and_keys_only_of_the_organization_whose_export_is_made(
    fill: Callable[[], Any], services: Services, as_superuser: Sql
) -> None:
    as_superuser("DELETE FROM organization_export")
    ours, theirs = fill(), fill()
    closed = ["tool_call", "utterance", "api_key"]
    assert {(table, count(services, one, table)) for table in closed for one in (ours, theirs)} == {
        (table, 0) for table in closed
    }
    held = claim(services)
    assert held is not None
    assert held.org_id == ours.org_id

    assert [count(services, ours, table) for table in closed] == [1, 1, 1]
    assert [count(services, theirs, table) for table in closed] == [0, 0, 0]
    with services.database.chores():
        ((rows,),) = active_database.execute_sql("SELECT count(*) FROM utterance").fetchall()
    assert rows == 0
    for column in ("api_key.hash", "invitation.token_hash", "login_session.refresh_hash", "login_session.address"):
        table, _, name = column.partition(".")
        with (
            pytest.raises(peewee.ProgrammingError, match="permission denied"),
            services.database.snapshot(ours.org_id),
        ):
            active_database.execute_sql(f"SELECT {name} FROM {table}")  # noqa: S608
    with (
        pytest.raises(peewee.InternalError, match="read-only transaction"),
        services.database.snapshot(ours.org_id),
    ):
        OrganizationExport.update(attempt=9).execute()
