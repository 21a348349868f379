"""What several threads claim and end at once is one statement, and nobody gets what is not theirs by it."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import peewee
import psycopg2
import pytest

from jobs import claims, claims_together
from jobs.artifacts import StoredArtifact
from jobs.batches import NewBatch, NewItem, find_batch, submit_batch
from jobs.claims import Claim
from jobs.claims_together import ClaimsTogether
from jobs.database import Database, Rows
from jobs.errors import DatabaseUnavailable
from jobs.models import Artifact, Batch, Job
from jobs.states import State
from jobs.submission import NewJob, submit
from jobs.testing.progress import InMemoryProgress
from jobs.usage import Usage

SECONDS = 30
Reread = Callable[[Job], Job]


class Counted:
    """The database, and how many changes it was asked for."""

    def __init__(self, database: Database) -> None:
        self.changes = 0
        self._database = database
        self._lock = threading.Lock()

    def change_as_tenant(self, org_id: UUID, statement: str, values: Any) -> Rows:
        with self._lock:
            self.changes += 1
        return self._database.change_as_tenant(org_id, statement, values)


@pytest.fixture
def counted(database: Database) -> Counted:
    return Counted(database)


@pytest.fixture
def progress() -> InMemoryProgress:
    return InMemoryProgress()


@pytest.fixture
def together(counted: Any, progress: InMemoryProgress, monkeypatch: pytest.MonkeyPatch) -> ClaimsTogether:
    """All that are expected are waited for, however loaded the machine is."""
    monkeypatch.setattr(claims_together, "PATIENCE_SECONDS", SECONDS)
    monkeypatch.setattr(claims_together, "half_of", lambda number: number)
    return ClaimsTogether(counted, progress, worker="worker-1", lease_seconds=60)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


@pytest.fixture
def claim(together: ClaimsTogether, pool: ThreadPoolExecutor) -> Callable[..., list[Claim | None]]:
    """Claims all of these in threads of their own, at once."""

    def take(jobs: Sequence[Job]) -> list[Claim | None]:
        together.expect(len(jobs))
        return list(pool.map(lambda job: together.claim(job.org_id, job.id), jobs))

    return take


@pytest.fixture
def finish(together: ClaimsTogether, pool: ThreadPoolExecutor) -> Callable[..., list[Any]]:
    """Ends each with its result, in threads of their own: whether it did, or what was raised."""

    def end(held: Sequence[Claim], results: Sequence[Any], artifacts: Sequence[Any] = ()) -> list[Any]:
        stored = [*artifacts, *[()] * (len(held) - len(artifacts))]

        def finish_one(one: Claim, result: Any, files: Any) -> Any:
            try:
                return together.finish(one, result, files, Usage(turns=one.attempt))
            except peewee.DataError as error:
                return error
            finally:
                together.let_go(one)

        return list(pool.map(finish_one, held, results, stored))

    return end


def states(progress: InMemoryProgress, job: Job) -> list[str]:
    return [event.data["state"] for event in progress.replay(job.org_id, job.id)]


def test_all_are_claimed_and_ended_by_a_statement_each(
    database: Database,
    new_job: Any,
    claim: Any,
    finish: Any,
    counted: Counted,
    progress: InMemoryProgress,
    reread: Reread,
) -> None:
    jobs = [new_job(f"An API, number {number}.", options={"region": "eu-west-1"}) for number in range(5)]
    held = claim(jobs)
    assert [(one.job_id, one.attempt, one.max_attempts, one.request) for one in held] == [
        (job.id, 1, 3, job.request) for job in jobs
    ]
    assert {(one.mode, one.options["region"], one.lease_seconds, one.model, one.batch_id) for one in held} == {
        ("implement", "eu-west-1", 60, None, None)
    }
    files = [StoredArtifact(f"{n}.zip", f"org/{n}.zip", n, "0" * 64, "application/zip") for n in range(2)]
    assert finish(held, [{"n": number} for number in range(5)], [files, files[:1]]) == [True] * 5
    assert counted.changes == 2
    rows = [reread(job) for job in jobs]
    assert [(row.state, row.result["n"], row.usage["1"]["turns"], row.lease_until) for row in rows] == [
        (State.SUCCEEDED, number, 1, None) for number in range(5)
    ]
    assert all(states(progress, job) == ["running", "succeeded"] for job in jobs)
    with database.tenant(jobs[0].org_id):
        names = {job.id: sorted(one.name for one in Artifact.select().where(Artifact.job_id == job.id)) for job in jobs}
    assert list(names.values()) == [["0.zip", "1.zip"], ["0.zip"], [], [], []]


def test_of_two_messages_of_a_job_one_is_a_duplicate(new_job: Any, claim: Any, reread: Reread) -> None:
    job, other = new_job(), new_job()
    held = claim([job, other, job, job])
    assert sorted(one.job_id for one in held if one) == sorted([job.id, other.id])
    assert reread(job).attempt == 1


def test_only_what_may_be_claimed_is(
    new_job: Any, make_tenant: Any, claim: Any, as_superuser: Any, database: Database, progress: InMemoryProgress
) -> None:
    free, taken, ended, later, used_up, expired = (new_job() for _ in range(6))
    claims.claim(database, taken.org_id, taken.id, worker="another", lease_seconds=60)
    claims.cancel(database, ended.org_id, ended.id)
    as_superuser("UPDATE job SET available_at = now() + interval '1 h' WHERE id = %s", later.id)
    as_superuser("UPDATE job SET attempt = max_attempts WHERE id = %s", used_up.id)
    claims.claim(database, expired.org_id, expired.id, worker="another", lease_seconds=60)
    as_superuser("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = %s", expired.id)
    foreign = Job(id=free.id, org_id=make_tenant().org_id)
    held = claim([free, taken, ended, later, used_up, expired, foreign])
    assert [one and one.attempt for one in held] == [1, None, None, None, None, 2, None]
    assert states(progress, expired) == ["running"]
    assert states(progress, taken) == []


def test_jobs_of_a_suspended_organization_wait(new_job: Any, claim: Any, as_superuser: Any, tenant: Any) -> None:
    jobs = [new_job(), new_job()]
    as_superuser("INSERT INTO organization_suspension (org_id, reason) VALUES (%s, 'unpaid')", tenant.org_id)
    assert claim(jobs) == [None, None]


def test_a_zombie_ends_nothing_among_those_who_may(
    new_job: Any, claim: Any, finish: Any, as_superuser: Any, database: Database, reread: Reread
) -> None:
    jobs = [new_job(), new_job(), new_job()]
    held = claim(jobs)
    as_superuser("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = %s", jobs[1].id)
    assert claims.claim(database, jobs[1].org_id, jobs[1].id, worker="another", lease_seconds=60)
    claims.cancel(database, jobs[2].org_id, jobs[2].id)
    assert finish(held, [{}, {}, {}]) == [True, False, False]
    assert [reread(job).state for job in jobs] == [State.SUCCEEDED, State.RUNNING, State.CANCELLED]


def test_a_result_that_cannot_be_kept_is_nobody_elses_trouble(
    new_job: Any, claim: Any, finish: Any, reread: Reread
) -> None:
    jobs = [new_job() for _ in range(3)]
    ended = finish(claim(jobs), [{"n": 1}, {"text": "nul \0"}, {"n": 3}])
    assert [isinstance(one, peewee.DataError) for one in ended] == [False, True, False]
    assert [reread(job).state for job in jobs] == [State.SUCCEEDED, State.RUNNING, State.SUCCEEDED]


def test_a_row_that_somebody_holds_keeps_nobody_else_waiting(
    new_job: Any, claim: Any, migrated: Any, counted: Counted, pool: ThreadPoolExecutor
) -> None:
    jobs = [new_job() for _ in range(3)]
    with psycopg2.connect(migrated.owner_url) as holding, holding.cursor() as cursor:
        cursor.execute("SELECT FROM job WHERE id = %s FOR UPDATE", (str(jobs[1].id),))
        taken = pool.submit(claim, jobs)
        _wait_until(lambda: counted.changes == 2)  # for all, and for the one alone, which waits
        assert not taken.done()
    assert [one and one.attempt for one in taken.result(SECONDS)] == [1, 1, 1]


def _wait_until(condition: Callable[[], bool]) -> None:
    done = threading.Event()
    for _ in range(SECONDS * 50):
        if condition() or done.wait(0.02):
            return
    raise AssertionError("it did not come to be")


def test_items_of_several_batches_are_all_claimed_and_counted(
    database: Database, tenant: Any, claim: Any, finish: Any, counted: Counted
) -> None:
    batches = [_batch(database, tenant) for _ in range(2)]
    with database.tenant(tenant.org_id):
        Job.update(available_at=Job.created_at).where(Job.org_id == tenant.org_id).execute()
        jobs = list(Job.select().where(Job.org_id == tenant.org_id))
    held = claim(jobs)
    assert [one.attempt for one in held] == [1] * 4
    assert counted.changes == 3, "two of one batch together, two alone"
    assert finish(held, [{}] * 4) == [True] * 4
    with database.tenant(tenant.org_id):
        again = [find_batch(tenant.org_id, batch.id) for batch in batches]
    assert [(one.succeeded, one.finished_at is not None) for one in again] == [(2, True)] * 2


def _batch(database: Database, tenant: Any) -> Batch:
    items = [NewItem(n, f"ref {n}", NewJob(f"A site, number {n}.")) for n in (1, 2)]
    who = {"org_id": tenant.org_id, "user_id": tenant.user_id}
    return submit_batch(database, **who, new=NewBatch(items), idempotency_key=None, fingerprint="f")


def test_where_postgres_is_away_each_one_hears_of_it(
    new_job: Any, claim: Any, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> Rows:
        raise DatabaseUnavailable

    jobs = [new_job(), new_job()]
    monkeypatch.setattr(counted, "change_as_tenant", away)
    with pytest.raises(DatabaseUnavailable):
        claim(jobs)
    monkeypatch.undo()


def test_what_was_done_for_one_organization_is_told_also_where_postgres_went_away_before_the_next(
    *,
    database: Database,
    new_job: Any,
    make_tenant: Any,
    claim: Any,
    counted: Counted,
    progress: InMemoryProgress,
    monkeypatch: Any,
) -> None:
    other = make_tenant()
    news = [NewJob("A queue."), NewJob("A bus.")]
    jobs = [new_job(), new_job(), *submit(database, org_id=other.org_id, user_id=other.user_id, jobs=news)]
    change = counted.change_as_tenant

    def away_for_many(org_id: UUID, statement: str, values: Any) -> Rows:
        if org_id == other.org_id and isinstance(values, dict):
            raise DatabaseUnavailable
        return change(org_id, statement, values)

    monkeypatch.setattr(counted, "change_as_tenant", away_for_many)
    assert [one.attempt for one in claim(jobs)] == [1] * 4
    assert [states(progress, job) for job in jobs] == [["running"]] * 4
