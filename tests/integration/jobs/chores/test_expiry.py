from collections.abc import Callable
from typing import Any

import pytest

from jobs import claims
from jobs.chores.expiry import expire
from jobs.chores.services import Services
from jobs.database import Database
from jobs.errors import NotFound
from jobs.models import Artifact, IdempotencyKey, Job
from jobs.submission import NewJob, submit

Sql = Callable[..., list[tuple[Any, ...]]]


def test_keys_are_forgotten_after_a_day(services: Services, database: Database, tenant: Any, as_superuser: Sql) -> None:
    for key in ("old", "new"):
        submit(
            database,
            org_id=tenant.org_id,
            user_id=tenant.user_id,
            jobs=[NewJob("A site.")],
            idempotency_key=key,
            fingerprint="f",
        )
    as_superuser("UPDATE idempotency_key SET created_at = now() - interval '25 h' WHERE key = 'old'")
    assert expire(services) == 1
    with database.tenant(tenant.org_id):
        assert [row.key for row in IdempotencyKey.select()] == ["new"]


def test_artifacts_are_removed_after_their_retention_and_their_jobs_stay(
    services: Services, database: Database, new_job: Callable[..., Job], as_superuser: Sql
) -> None:
    stored = {}
    for age in ("old", "new"):
        job = new_job()
        held: Any = claims.claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
        stored[age] = services.artifacts.put(job.org_id, job.id, 1, "a.txt", b"a", "text/plain")
        assert claims.finish(database, held, {}, [stored[age]])
    as_superuser("UPDATE artifact SET created_at = now() - interval '91 days' WHERE key = %s", stored["old"].key)
    assert expire(services) == 1
    with pytest.raises(NotFound):
        services.artifacts.open(stored["old"].key)
    assert b"".join(services.artifacts.open(stored["new"].key)) == b"a"
    with database.tenant(job.org_id):
        assert [row.key for row in Artifact.select()] == [stored["new"].key]
        assert Job.select().count() == 2
