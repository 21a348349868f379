from collections.abc import Callable
from typing import Any

import peewee
import psycopg2
import pytest

from jobs.audit import AuditFilter, follow_audit, record_tool_call
from jobs.claims import Claim, claim
from jobs.database import Database, active_database
from jobs.models import Job, ToolCall, now
from stack.testing.databases import Migrated


def claimed(database: Database, job: Job) -> Claim:
    held = claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
    assert held is not None
    return held


def test_a_tool_call_is_recorded_before_and_after(database: Database, new_job: Callable[..., Job]) -> None:
    job = new_job()
    held: Any = claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
    record_tool_call(database, held, "lookup", "reference", "before", {"service": "sqs"}, "started")
    record_tool_call(database, held, "lookup", "reference", "after", {"service": "sqs"}, "failed", "timed out", 1.5)
    with database.tenant(job.org_id):
        before, after = ToolCall.select().order_by(ToolCall.id)
    assert (before.job_id, before.attempt, before.name, before.server) == (job.id, 1, "lookup", "reference")
    assert (before.phase, before.input, before.status, before.error) == ("before", {"service": "sqs"}, "started", None)
    assert (after.phase, after.status, after.error, after.seconds) == ("after", "failed", "timed out", 1.5)


def test_a_record_names_who_submitted_the_job(database: Database, new_job: Callable[..., Job]) -> None:
    job = new_job()
    record_tool_call(database, claimed(database, job), "lookup", None, "before", {}, "allowed")
    with database.tenant(job.org_id):
        assert [one.user_id for one in ToolCall.select()] == [job.created_by]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tool_call SET status = 'success'",
        "UPDATE tool_call SET input = NULL WHERE false",
        "DELETE FROM tool_call",
        "TRUNCATE tool_call",
        "ALTER TABLE tool_call DISABLE TRIGGER append_only",
        "DROP TRIGGER append_only ON tool_call",
    ],
)
@pytest.mark.parametrize("role", ["app", "chores"])
def test_no_role_of_ours_can_change_or_remove_a_record(
    migrated: Migrated, database: Database, new_job: Callable[..., Job], role: str, statement: str
) -> None:
    job = new_job()
    record_tool_call(database, claimed(database, job), "lookup", None, "before", {"q": 1}, "refused")
    other = Database(migrated.app_url if role == "app" else migrated.chores_url, max_connections=1)
    with pytest.raises(peewee.ProgrammingError, match=r"permission denied|must be owner"), other.tenant(job.org_id):
        active_database.execute_sql(statement)
    other.close()
    with database.tenant(job.org_id):
        assert [one.status for one in ToolCall.select().where(ToolCall.job_id == job.id)] == ["refused"]


@pytest.mark.parametrize("statement", ["UPDATE tool_call SET status = 'success'", "TRUNCATE tool_call"])
def test_not_even_a_superuser_changes_a_record_in_passing(
    as_superuser: Callable[..., Any], database: Database, new_job: Callable[..., Job], statement: str
) -> None:
    job = new_job()
    record_tool_call(database, claimed(database, job), "lookup", None, "before", {}, "refused")
    with pytest.raises(psycopg2.Error, match="the audit is append-only"):
        as_superuser(statement)


def test_records_are_followed_in_batches_newest_first(
    database: Database, new_job: Callable[..., Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.audit.BATCH_ROWS", 3)
    job = new_job()
    held = claimed(database, job)
    for number in range(8):
        record_tool_call(database, held, f"tool{number}", "reference" if number % 2 else None, "before", {}, "allowed")

    def names(**wanted: Any) -> list[str]:
        return [row.name for row in follow_audit(database, job.org_id, AuditFilter(**wanted), limit=7)]

    assert names() == [f"tool{number}" for number in range(7, 0, -1)]
    assert names(server="reference") == ["tool7", "tool5", "tool3", "tool1"]
    assert names(server="groundplan") == ["tool6", "tool4", "tool2", "tool0"]
    assert names(tool="tool4", job_id=job.id, user_id=job.created_by, phase="before", status="allowed") == ["tool4"]
    assert names(status="refused") == names(user_id=job.id) == names(since=now()) == []
