from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from jobs.claims import cancel
from jobs.database import Database
from jobs.errors import Conflict, InvalidRequest, NotFound, QuotaExceeded
from jobs.identifiers import new_id
from jobs.models import Job
from jobs.states import State
from jobs.submission import NewJob, submit


@pytest.fixture
def submit_as(database: Database, tenant: Any) -> Callable[..., list[Job]]:
    def send(*requests: str, key: str | None = None, fingerprint: str = "f") -> list[Job]:
        return submit(
            database,
            org_id=tenant.org_id,
            user_id=tenant.user_id,
            jobs=[NewJob(request, options={"region": "eu-west-1"}) for request in requests],
            idempotency_key=key,
            fingerprint=fingerprint,
        )

    return send


def ids_of(jobs: list[Job]) -> list[UUID]:
    return [job.id for job in jobs]


def test_jobs_are_queued_and_not_sent_yet(submit_as: Any, database: Database, tenant: Any) -> None:
    (job,) = submit_as("An API.")
    assert (job.org_id, job.created_by) == (tenant.org_id, tenant.user_id)
    assert (job.state, job.attempt, job.dispatched_at) == (State.QUEUED, 0, None)
    assert (job.request, job.options) == ("An API.", {"region": "eu-west-1"})
    with database.tenant(tenant.org_id):
        assert Job.get_by_id(job.id).created_at == job.created_at


def test_ids_grow_in_the_order_of_submission(submit_as: Any) -> None:
    jobs = submit_as(*(f"Request {number}" for number in range(1200)))
    assert [job.request for job in jobs] == [f"Request {number}" for number in range(1200)]
    assert ids_of(jobs) == sorted(ids_of(jobs))
    assert len(set(ids_of(jobs))) == 1200


def test_all_jobs_of_a_submission_are_written_or_none(submit_as: Any, database: Database, tenant: Any) -> None:
    with pytest.raises(Exception, match="NUL"):
        submit_as("fine", "not \x00 fine")
    with database.tenant(tenant.org_id):
        assert Job.select().count() == 0


def test_a_repeated_key_answers_with_the_first_jobs(submit_as: Any, database: Database, tenant: Any) -> None:
    first = submit_as("An API.", "A site.", key="k")
    cancel(database, tenant.org_id, first[0].id)
    again = submit_as("An API.", "A site.", key="k")
    assert ids_of(again) == ids_of(first)
    assert again[0].state == State.CANCELLED


def test_a_repeated_key_with_another_body_is_a_conflict(submit_as: Any, database: Database, tenant: Any) -> None:
    submit_as("An API.", key="k", fingerprint="one")
    with pytest.raises(Conflict):
        submit_as("A site.", key="k", fingerprint="two")
    with database.tenant(tenant.org_id):
        assert Job.select().count() == 1


def test_organizations_do_not_share_their_keys(database: Database, make_tenant: Any) -> None:
    jobs = [
        submit(
            database,
            org_id=tenant.org_id,
            user_id=tenant.user_id,
            jobs=[NewJob("An API.")],
            idempotency_key="shared",
            fingerprint="f",
        )
        for tenant in (make_tenant(), make_tenant())
    ]
    assert jobs[0][0].id != jobs[1][0].id


def test_a_key_that_is_used_many_times_at_once_makes_one_job(submit_as: Any, database: Database, tenant: Any) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: submit_as("An API.", key="k"), range(8)))
    assert len({job.id for jobs in answers for job in jobs}) == 1
    with database.tenant(tenant.org_id):
        assert Job.select().count() == 1


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_keys_have_a_length(key: str, submit_as: Any) -> None:
    with pytest.raises(InvalidRequest, match="255"):
        submit_as("An API.", key=key)


def test_the_quota_counts_unfinished_jobs(
    submit_as: Any, database: Database, tenant: Any, as_superuser: Callable[..., Any]
) -> None:
    as_superuser("UPDATE organization SET unfinished_jobs_limit = 2 WHERE id = %s", tenant.org_id)
    first, _ = submit_as("one", "two")
    with pytest.raises(QuotaExceeded, match="2 unfinished jobs of at most 2"):
        submit_as("three")
    cancel(database, tenant.org_id, first.id)
    assert len(submit_as("three")) == 1


def test_the_quota_holds_for_submissions_at_once(
    submit_as: Any, database: Database, tenant: Any, as_superuser: Callable[..., Any]
) -> None:
    as_superuser("UPDATE organization SET unfinished_jobs_limit = 3 WHERE id = %s", tenant.org_id)

    def attempt(_: int) -> int:
        try:
            return len(submit_as("An API."))
        except QuotaExceeded:
            return 0

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 3


def test_a_replay_is_answered_when_the_quota_is_used_up(
    submit_as: Any, tenant: Any, as_superuser: Callable[..., Any]
) -> None:
    first = submit_as("An API.", key="k")
    as_superuser("UPDATE organization SET unfinished_jobs_limit = 0 WHERE id = %s", tenant.org_id)
    assert ids_of(submit_as("An API.", key="k")) == ids_of(first)


def test_an_organization_that_does_not_exist_is_not_found(database: Database, tenant: Any) -> None:
    with pytest.raises(NotFound):
        submit(database, org_id=new_id(), user_id=tenant.user_id, jobs=[NewJob("An API.")])
