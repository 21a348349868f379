"""An organization whose time is over is gone from Postgres, S3 and Redis, and nobody else's anything is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import peewee
import pytest
import redis

from jobs.artifacts import Artifacts
from jobs.chores import deletion
from jobs.chores.deletion import delete_organizations
from jobs.chores.services import Services
from jobs.database import Database
from jobs.errors import ArtifactStoreUnavailable, Conflict
from jobs.events import EventType
from jobs.identifiers import new_id
from jobs.models import Job, Organization, now
from jobs.submission import NewJob, submit

Sql = Callable[..., list[tuple[Any, ...]]]

TABLES = "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'org_id'"


def rows(as_superuser: Sql, tenant: Any) -> dict[str, int]:
    """How many rows every table with org_id has of the organization, and the table of organizations."""
    tables = {name: "org_id" for (name,) in as_superuser(TABLES)} | {"organization": "id"}
    counts = {name: f"SELECT count(*) FROM {name} WHERE {column} = %s" for name, column in tables.items()}  # noqa: S608
    return {name: as_superuser(counting, tenant.org_id)[0][0] for name, counting in counts.items()}


def request_deletion(database: Database, tenant: Any, days_ago: int) -> None:
    asked = now() - timedelta(days=days_ago)
    with database.tenant(tenant.org_id):
        Organization.update(deletion_requested_at=asked, deletion_due_at=asked + timedelta(days=7)).execute()


def keys_in_s3(artifacts: Artifacts, tenant: Any) -> list[str]:
    found = artifacts._s3.list_objects_v2(Bucket=artifacts._bucket, Prefix=f"{tenant.org_id}/")
    return [one["Key"] for one in found.get("Contents", [])]


@pytest.fixture
def with_files(fill: Callable[[], Any], services: Services, database: Database) -> Callable[[], Any]:
    """An organization with a row in every table, files in S3, and events in Redis."""

    def make() -> Any:
        tenant = fill()
        with database.tenant(tenant.org_id):
            job = Job.select().first()
        for attempt in (1, 2):
            services.artifacts.put(tenant.org_id, job.id, attempt, "a.txt", b"x", "text/plain")
        services.artifacts.put(tenant.org_id, new_id(), 1, "of no job any more.txt", b"x", "text/plain")
        services.progress.publish(tenant.org_id, job.id, EventType.STATE, {"state": "queued"})
        return tenant

    return make


def test_what_is_due_is_gone_everywhere_and_nothing_of_others(
    with_files: Callable[[], Any],
    services: Services,
    database: Database,
    as_superuser: Sql,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    due, waiting, other = with_files(), with_files(), with_files()
    request_deletion(database, due, 8)
    request_deletion(database, waiting, 6)
    more = [NewJob(f"Job {number}") for number in range(3)]
    request_deletion(database, other, 8)
    with database.tenant(other.org_id):  # taken back
        Organization.update(deletion_requested_at=None, deletion_due_at=None).execute()
    submit(database, org_id=other.org_id, user_id=other.user_id, jobs=more)
    before = {tenant.org_id: rows(as_superuser, tenant) for tenant in (waiting, other)}
    assert min(rows(as_superuser, due).values()) == 1
    monkeypatch.setattr(deletion, "_ROWS_AT_ONCE", 1)

    assert delete_organizations(services) == 1

    assert set(rows(as_superuser, due).values()) == {0}
    assert keys_in_s3(services.artifacts, due) == []
    client = redis.Redis.from_url(services.settings.redis_url)
    assert list(client.scan_iter(f"*{due.org_id}*")) == []
    for tenant in (waiting, other):
        assert rows(as_superuser, tenant) == before[tenant.org_id]
        assert len(keys_in_s3(services.artifacts, tenant)) == 3
        assert len(list(client.scan_iter(f"*{tenant.org_id}*"))) == 2
    client.close()
    assert delete_organizations(services) == 0


def test_a_run_that_was_cut_short_is_gone_on_with(
    with_files: Callable[[], Any],
    services: Services,
    database: Database,
    as_superuser: Sql,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tenant = with_files()
    request_deletion(database, tenant, 8)
    with monkeypatch.context() as patched:
        patched.setattr(deletion, "_LONGEST_RUN_SECONDS", -1.0)
        assert delete_organizations(services) == 0
    with monkeypatch.context() as patched:

        def away(*_: Any) -> bool:
            raise ArtifactStoreUnavailable

        patched.setattr(services.artifacts, "delete_all", away)
        with pytest.raises(ArtifactStoreUnavailable):
            delete_organizations(services)
    assert rows(as_superuser, tenant)["organization"] == 1
    assert delete_organizations(services) == 1
    assert set(rows(as_superuser, tenant).values()) == {0}
    assert keys_in_s3(services.artifacts, tenant) == []


def test_meanwhile_no_job_is_taken_and_no_chore_can_remove_it_before_its_time(
    fill: Callable[[], Any], services: Services, database: Database, as_superuser: Sql
) -> None:
    tenant = fill()
    request_deletion(database, tenant, 1)
    with pytest.raises(Conflict, match="An owner can take the deletion back"):
        submit(database, org_id=tenant.org_id, user_id=tenant.user_id, jobs=[NewJob("One more.")])
    with services.database.chores():
        assert Job.delete().where(Job.org_id == tenant.org_id).execute() == 0
        assert Organization.delete().where(Organization.id == tenant.org_id).execute() == 0
    with pytest.raises(peewee.IntegrityError), database.tenant(tenant.org_id):
        Organization.update(deletion_due_at=now()).execute()
    assert rows(as_superuser, tenant)["organization"] == 1
