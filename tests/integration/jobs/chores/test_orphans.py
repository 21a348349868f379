"""Files and rows that lost each other are found, on the real store; what is not ours is left alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from jobs import claims
from jobs.chores import orphans
from jobs.chores.orphans import sweep
from jobs.chores.services import Services
from jobs.database import Database
from jobs.errors import ArtifactStoreUnavailable
from jobs.identifiers import new_id
from jobs.models import Artifact, Job
from jobs.stored_files import StoredFiles

Sql = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def _empty(services: Services, as_superuser: Sql) -> None:
    as_superuser("DELETE FROM chore; DELETE FROM job; DELETE FROM organization_export")
    store = StoredFiles.from_settings(services.settings)
    services.artifacts.delete([file.key for file in store.page("").files])
    for upload in store.uploads():
        services.artifacts.abandon_parts(upload.key, upload.upload_id)


@pytest.fixture
def aged(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on, whatever is in the store is old enough."""
    return lambda: monkeypatch.setattr(orphans, "GRACE", timedelta(seconds=-60))


def keys_of(services: Services) -> list[str]:
    return [file.key for file in StoredFiles.from_settings(services.settings).page("").files]


def finished(services: Services, database: Database, job: Job, names: tuple[str, ...] = ("a.txt",)) -> list[str]:
    held: Any = claims.claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
    stored = [services.artifacts.put(job.org_id, job.id, held.attempt, name, b"a", "text/plain") for name in names]
    assert claims.finish(database, held, {}, stored)
    return [one.key for one in stored]


def whole(services: Services, key: str) -> str:
    """A file with a key that is not a job's."""
    upload = services.artifacts.begin_parts(key, "application/zip")
    services.artifacts.join_parts(key, upload, [services.artifacts.put_part(key, upload, 1, b"a")])
    return key


def test_what_nothing_points_at_goes_after_a_day_and_everything_else_stays(
    *,
    services: Services,
    database: Database,
    tenant: Any,
    new_job: Callable[..., Job],
    aged: Callable[[], None],
    as_superuser: Sql,
) -> None:
    org, ended, running = tenant.org_id, new_job(), new_job()
    kept = finished(services, database, ended, ("README.md", "zz/ü.txt"))
    assert claims.claim(database, org, running.id, worker="w", lease_seconds=60)
    put = services.artifacts.put
    kept.append(put(org, running.id, 1, "half.txt", b"a", "text/plain").key)
    kept.append(put(new_id(), new_id(), 1, "of another installation.txt", b"a", "text/plain").key)
    orphan = [put(org, ended.id, 7, "lost.txt", b"a", "text/plain").key]
    orphan.append(put(org, new_id(), 1, "lost.txt", b"a", "text/plain").key)
    for left in ("notes/by-hand.txt", f"exports/{new_id()}/1.zip", f"batches/{new_id()}/1/bundles.zip"):
        (kept if "notes" in left else orphan).append(whole(services, f"{org}/{left}"))
    export = new_id()
    kept.append(whole(services, f"{org}/exports/{export}/1.zip"))
    as_superuser(
        "INSERT INTO organization_export (id, org_id, requested_by, state, key, size, sha256, expires_at, finished_at) "
        "VALUES (%s, %s, %s, 'ready', %s, 1, repeat('0', 64), now(), now())",
        *(export, org, tenant.user_id, kept[-1]),
    )
    assert sweep(services) == 0, "all of it is young"
    assert sorted(keys_of(services)) == sorted([*kept, *orphan])
    aged()
    assert sweep(services) == len(orphan)
    assert sorted(keys_of(services)) == sorted(kept)
    assert sweep(services) == 0


def test_uploads_that_nobody_goes_on_with_are_abandoned(
    services: Services, tenant: Any, aged: Callable[[], None], as_superuser: Sql
) -> None:
    begin, org, export = services.artifacts.begin_parts, tenant.org_id, new_id()
    lost = f"{org}/batches/{new_id()}/1/bundles.zip"
    going = f"{org}/exports/{export}/2.zip"
    foreign = f"{new_id()}/exports/{new_id()}/1.zip"
    for key in (lost, going, foreign):
        begin(key, "application/zip")
    as_superuser(
        "INSERT INTO organization_export (id, org_id, requested_by, state, attempt, lease_until) "
        "VALUES (%s, %s, %s, 'running', 2, now())",
        *(export, org, tenant.user_id),
    )
    assert sweep(services) == 0
    aged()
    assert sweep(services) == 1
    left = [upload.key for upload in StoredFiles.from_settings(services.settings).uploads()]
    assert sorted(left) == sorted([going, foreign])


def test_a_row_whose_file_is_gone_goes_and_its_job_says_so(
    services: Services, database: Database, new_job: Callable[..., Job], reread: Callable[[Job], Job]
) -> None:
    job, other = new_job(), new_job()
    gone, _ = finished(services, database, job, ("gone.txt", "there.txt"))
    finished(services, database, other)
    services.artifacts.delete([gone])
    assert sweep(services) == 1
    with database.tenant(job.org_id):
        assert gone not in {row.key for row in Artifact.select()}
        assert Artifact.select().count() == 2
    assert reread(job).files_removed_at
    assert reread(other).files_removed_at is None


def test_in_a_bucket_that_has_none_of_the_newest_files_no_row_is_removed(
    services: Services, database: Database, new_job: Callable[..., Job]
) -> None:
    job = new_job()
    services.artifacts.delete(finished(services, database, job))
    with pytest.raises(ArtifactStoreUnavailable, match="ARTIFACTS_BUCKET may name another"):
        sweep(services)
    with database.tenant(job.org_id):
        assert Artifact.select().count() == 1


def test_it_goes_on_where_it_stopped(
    *,
    services: Services,
    database: Database,
    new_job: Callable[..., Job],
    aged: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    as_superuser: Sql,
) -> None:
    """Two keys a page, and time for one page a run."""
    monkeypatch.setattr("jobs.stored_files._KEYS_A_PAGE", 2)
    monkeypatch.setattr(orphans, "_LONGEST_RUN_SECONDS", -1)
    as_superuser("INSERT INTO chore (name, interval_seconds) VALUES ('orphans', 900)")
    job = new_job()
    finished(services, database, job, ("a", "b", "c"))
    lost = services.artifacts.put(job.org_id, job.id, 2, "d", b"a", "text/plain").key
    aged()
    assert [sweep(services), sweep(services)] == [0, 1]
    assert lost not in keys_of(services)
    assert as_superuser("SELECT position FROM chore") == [("",)], "and begins anew"
