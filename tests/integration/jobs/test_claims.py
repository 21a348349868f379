"""A job runs once at a time, whoever delivers its message how often."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from jobs import claims
from jobs.artifacts import StoredArtifact
from jobs.claims import Claim
from jobs.database import Database
from jobs.errors import DatabaseUnavailable, NotFound, QueueUnavailable
from jobs.identifiers import new_id
from jobs.models import Artifact, Job, Organization
from jobs.states import State
from jobs.usage import Usage, total

NewJob = Callable[..., Job]
Reread = Callable[[Job], Job]
BUNDLE = StoredArtifact("bundle.zip", "org/job/1/bundle.zip", 3, "0" * 64, "application/zip")


@pytest.fixture
def claim(database: Database) -> Callable[..., Claim | None]:
    def take(job: Job, worker: str = "worker-1", lease_seconds: float = 60) -> Claim | None:
        return claims.claim(database, job.org_id, job.id, worker=worker, lease_seconds=lease_seconds)

    return take


@pytest.fixture
def let_lease_expire(as_superuser: Callable[..., Any]) -> Callable[[Job], None]:
    return lambda job: as_superuser("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = %s", job.id)


@pytest.fixture
def let_pause_pass(as_superuser: Callable[..., Any]) -> Callable[[Job], None]:
    return lambda job: as_superuser("UPDATE job SET available_at = now() WHERE id = %s", job.id)


def test_a_claim_carries_what_the_worker_needs(new_job: NewJob, claim: Any, reread: Reread) -> None:
    job = new_job("An API.", options={"region": "eu-west-1"}, max_attempts=2)
    held = claim(job)
    assert (held.job_id, held.org_id, held.attempt, held.max_attempts) == (job.id, job.org_id, 1, 2)
    assert (held.mode, held.request, held.options) == ("implement", "An API.", {"region": "eu-west-1"})
    row = reread(job)
    assert (row.state, row.attempt, row.worker) == (State.RUNNING, 1, "worker-1")
    assert row.lease_until > row.started_at


def test_a_claim_carries_what_its_organization_chose(
    database: Database, new_job: NewJob, claim: Any, tenant: Any
) -> None:
    assert (claim(new_job()).model, claim(new_job()).agent_limits) == (None, {})
    with database.tenant(tenant.org_id):
        Organization.update(model="ours", agent_limits={"turns": 3}).where(Organization.id == tenant.org_id).execute()
    held = claim(new_job())
    assert (held.model, held.agent_limits) == ("ours", {"turns": 3})


def test_what_each_attempt_used_is_kept_whoever_has_the_job_now(
    database: Database, new_job: NewJob, claim: Any, reread: Reread, let_lease_expire: Callable[[Job], None]
) -> None:
    job = new_job()
    first = claim(job)
    assert claims.extend(database, first, Usage(turns=1, input_tokens=10))
    assert claims.extend(database, first), "an attempt without an agent changes nothing of it"
    let_lease_expire(job)
    second = claim(job)
    claims.record_usage(database, first, Usage(turns=2, input_tokens=30))
    assert claims.finish(database, second, {}, used=Usage(turns=4, input_tokens=5, price_basis="recorded"))
    row = reread(job)
    assert {attempt: used["turns"] for attempt, used in row.usage.items()} == {"1": 2, "2": 4}
    assert total(row.usage) == Usage(turns=6, input_tokens=35, price_basis="recorded")
    assert total(reread(new_job()).usage) is None


def test_what_a_cancelled_job_used_is_kept(database: Database, new_job: NewJob, claim: Any, reread: Reread) -> None:
    job = new_job()
    held = claim(job)
    claims.cancel(database, job.org_id, job.id)
    claims.record_usage(database, held, Usage(turns=1))
    assert (reread(job).state, total(reread(job).usage)) == (State.CANCELLED, Usage(turns=1))


def test_of_many_who_claim_at_once_exactly_one_wins(new_job: NewJob, claim: Any, reread: Reread) -> None:
    job = new_job()
    with ThreadPoolExecutor(12) as pool:
        held = [one for one in pool.map(lambda n: claim(job, f"worker-{n}"), range(12)) if one is not None]
    assert len(held) == 1
    assert reread(job).attempt == 1


def test_of_many_who_take_over_an_expired_lease_exactly_one_wins(
    new_job: NewJob, claim: Any, let_lease_expire: Callable[[Job], None], reread: Reread
) -> None:
    job = new_job()
    claim(job, "worker-dead")
    let_lease_expire(job)
    with ThreadPoolExecutor(12) as pool:
        held = [one for one in pool.map(lambda n: claim(job, f"worker-{n}"), range(12)) if one is not None]
    assert [one.attempt for one in held] == [2]
    assert reread(job).attempt == 2


def test_a_claim_and_an_end_get_through_where_their_connections_have_died(
    new_job: NewJob, claim: Any, reread: Reread, database: Database, as_superuser: Callable[..., Any]
) -> None:
    def end_connections() -> None:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        as_superuser(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")  # noqa: S608

    job = new_job()
    end_connections()
    held = claim(job)
    end_connections()
    assert claims.finish(database, held, {"title": "Site"}, [BUNDLE])
    assert (reread(job).state, reread(job).attempt) == (State.SUCCEEDED, 1)


def test_a_second_delivery_finds_nothing_to_do(new_job: NewJob, claim: Any, database: Database) -> None:
    job = new_job()
    held = claim(job)
    assert claim(job, "worker-2") is None
    assert claims.finish(database, held, {})
    assert claim(job, "worker-2") is None


def test_a_job_of_another_organization_cannot_be_claimed(new_job: NewJob, database: Database, reread: Reread) -> None:
    job = new_job()
    assert claims.claim(database, new_id(), job.id, worker="w", lease_seconds=60) is None
    assert reread(job).state == State.QUEUED


def test_a_heartbeat_renews_the_lease(
    new_job: NewJob, claim: Any, database: Database, reread: Reread, let_lease_expire: Callable[[Job], None]
) -> None:
    job = new_job()
    held = claim(job)
    let_lease_expire(job)
    assert claims.extend(database, held)
    assert claim(job, "worker-2") is None


def test_a_finished_job_has_its_result_and_its_artifacts(
    new_job: NewJob, claim: Any, database: Database, reread: Reread
) -> None:
    job = new_job()
    held = claim(job)
    assert claims.set_stage(database, held, "render")
    assert reread(job).stage == "render"
    assert claims.finish(database, held, {"title": "Site"}, [BUNDLE])
    row = reread(job)
    assert (row.state, row.result, row.lease_until) == (State.SUCCEEDED, {"title": "Site"}, None)
    assert row.finished_at >= row.started_at
    with database.tenant(job.org_id):
        (artifact,) = Artifact.select()
    assert (artifact.job_id, artifact.attempt, artifact.name, artifact.size) == (job.id, 1, "bundle.zip", 3)


def test_a_zombie_worker_changes_nothing(
    new_job: NewJob, claim: Any, database: Database, reread: Reread, let_lease_expire: Callable[[Job], None]
) -> None:
    job = new_job()
    zombie = claim(job, "zombie")
    let_lease_expire(job)
    heir = claim(job, "heir")
    assert not claims.extend(database, zombie)
    assert not claims.set_stage(database, zombie, "bundle")
    assert not claims.finish(database, zombie, {"by": "zombie"}, [BUNDLE])
    assert not claims.fail(database, zombie, "failed", "by zombie")
    assert not claims.retry(database, zombie, QueueUnavailable(), 0)
    row = reread(job)
    assert (row.state, row.worker, row.stage, row.result) == (State.RUNNING, "heir", None, None)
    assert claims.finish(database, heir, {"by": "heir"})
    assert not claims.finish(database, zombie, {"by": "zombie"}, [BUNDLE])
    assert reread(job).result == {"by": "heir"}
    with database.tenant(job.org_id):
        assert Artifact.select().count() == 0


def test_an_artifact_that_cannot_be_recorded_leaves_the_job_running(
    new_job: NewJob, claim: Any, database: Database, reread: Reread
) -> None:
    job = new_job()
    held = claim(job)
    with pytest.raises(Exception, match="duplicate key"):
        claims.finish(database, held, {}, [BUNDLE, BUNDLE])
    assert reread(job).state == State.RUNNING


def test_a_failed_job_says_why(new_job: NewJob, claim: Any, database: Database, reread: Reread) -> None:
    job = new_job()
    assert claims.fail(database, claim(job), "unknown_block", "There is no block for a mainframe.")
    row = reread(job)
    assert row.state == State.FAILED
    assert row.error == {"code": "unknown_block", "message": "There is no block for a mainframe."}


def test_a_job_that_is_tried_again_pauses_first(
    new_job: NewJob, claim: Any, database: Database, reread: Reread, let_pause_pass: Callable[[Job], None]
) -> None:
    job = new_job()
    assert claims.retry(database, claim(job), DatabaseUnavailable(), 30)
    row = reread(job)
    assert (row.state, row.dispatched_at, row.worker, row.lease_until) == (State.QUEUED, None, None, None)
    assert row.error["code"] == "database_unavailable"
    assert 25 < (row.available_at - row.started_at).total_seconds() < 60
    assert claim(job) is None
    let_pause_pass(job)
    again = claim(job)
    assert again.attempt == 2
    assert claims.finish(database, again, {"title": "Site"})
    assert reread(job).error is None


def test_attempts_are_used_up_at_last(new_job: NewJob, claim: Any, database: Database, reread: Reread) -> None:
    job = new_job(max_attempts=2)
    assert claims.retry(database, claim(job), DatabaseUnavailable(), 0)
    last = claim(job)
    assert last.is_last_attempt
    assert claims.retry(database, last, DatabaseUnavailable(), 0)
    row = reread(job)
    assert row.state == State.FAILED
    assert row.error == {
        "code": "database_unavailable",
        "message": "The database does not answer. (tried 2 times)",
    }
    assert claim(job) is None


def test_an_abandoned_job_without_attempts_left_is_not_claimed(
    new_job: NewJob, claim: Any, let_lease_expire: Callable[[Job], None]
) -> None:
    job = new_job(max_attempts=1)
    claim(job)
    let_lease_expire(job)
    assert claim(job, "worker-2") is None


def test_a_queued_job_can_be_cancelled(new_job: NewJob, claim: Any, database: Database, reread: Reread) -> None:
    job = new_job()
    assert claims.cancel(database, job.org_id, job.id)
    assert reread(job).state == State.CANCELLED
    assert claim(job) is None


def test_a_running_job_can_be_cancelled_and_its_worker_learns_of_it(
    new_job: NewJob, claim: Any, database: Database, reread: Reread
) -> None:
    job = new_job()
    held = claim(job)
    assert claims.cancel(database, job.org_id, job.id)
    assert not claims.extend(database, held)
    assert not claims.finish(database, held, {"title": "Site"}, [BUNDLE])
    assert not claims.retry(database, held, DatabaseUnavailable(), 0)
    row = reread(job)
    assert (row.state, row.result, row.lease_until) == (State.CANCELLED, None, None)


def test_a_job_that_ended_cannot_be_cancelled(new_job: NewJob, claim: Any, database: Database, reread: Reread) -> None:
    job = new_job()
    claims.finish(database, claim(job), {})
    assert not claims.cancel(database, job.org_id, job.id)
    assert reread(job).state == State.SUCCEEDED


@pytest.mark.parametrize("whose", ["nobody's", "another organization's"])
def test_what_is_not_the_organizations_cannot_be_cancelled(
    whose: str, new_job: NewJob, database: Database, make_tenant: Callable[[], Any], reread: Reread
) -> None:
    job = new_job()
    org_id: UUID = job.org_id if whose == "nobody's" else make_tenant().org_id
    job_id: UUID = new_id() if whose == "nobody's" else job.id
    with pytest.raises(NotFound):
        claims.cancel(database, org_id, job_id)
    assert reread(job).state == State.QUEUED
