from collections.abc import Callable
from typing import Any

import pytest

from jobs import claims
from jobs.chores.retention import remove_old_files
from jobs.chores.services import Services
from jobs.database import Database
from jobs.errors import NotFound
from jobs.models import Artifact, Job

Sql = Callable[..., list[tuple[Any, ...]]]


def test_artifacts_are_removed_after_their_retention_and_their_jobs_stay(
    services: Services, database: Database, new_job: Callable[..., Job], as_superuser: Sql
) -> None:
    stored = {}
    for age in ("old", "new"):
        job = new_job()
        held: Any = claims.claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
        stored[age] = services.artifacts.put(job.org_id, job.id, 1, "a.txt", b"a", "text/plain")
        assert claims.finish(database, held, {}, [stored[age]])
    as_superuser("UPDATE artifact SET created_at = now() - interval '366 days' WHERE key = %s", stored["old"].key)
    assert remove_old_files(services) == 1
    assert remove_old_files(services) == 0
    with pytest.raises(NotFound):
        services.artifacts.open(stored["old"].key)
    assert b"".join(services.artifacts.open(stored["new"].key)) == b"a"
    with database.tenant(job.org_id):
        assert [row.key for row in Artifact.select()] == [stored["new"].key]
        told = {row.id: row.files_removed_at is not None for row in Job.select()}
    assert list(told.values()) == [True, False]
