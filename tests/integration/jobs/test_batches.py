"""Batches on the real servers: written at once, let go a few at a time, counted by the database, and ended once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from jobs import claims
from jobs.batch_control import cancel, pause, resume, retry_failed
from jobs.batch_progress import counts_of, event_of, pace_of
from jobs.batch_release import LEAST_AHEAD, advance, release
from jobs.batches import Acceptance, NewBatch, NewItem, find_batch, state_of, submit_batch
from jobs.chores.batches import advance_batches
from jobs.chores.relay import relay
from jobs.chores.services import Services
from jobs.database import Database
from jobs.errors import Conflict, DatabaseUnavailable, NotFound, PlanLimitReached, QuotaExceeded
from jobs.identifiers import new_id
from jobs.messages import Message
from jobs.models import Batch, Job, UsageMonth
from jobs.progress import Progress
from jobs.queue import Queue
from jobs.quotas import used_by
from jobs.states import Mode, State
from jobs.submission import NewJob
from jobs.testing.contracts.queue import received_jobs
from jobs.testing.queue import InMemoryQueue
from jobs.tiers import tiers

Sql = Callable[..., list[tuple[Any, ...]]]


def items(count: int, mode: Mode = Mode.IMPLEMENT, **given: Any) -> list[NewItem]:
    return [NewItem(n, f"ref {n}", NewJob(f"A site, number {n}.", mode, **given)) for n in range(1, count + 1)]


@pytest.fixture
def submit(database: Database, tenant: Any) -> Callable[..., Batch]:
    def submit_items(wanted: Sequence[NewItem], key: str | None = None, **given: Any) -> Batch:
        who = {"org_id": tenant.org_id, "user_id": tenant.user_id}
        return submit_batch(database, **who, new=NewBatch(wanted, **given), idempotency_key=key, fingerprint="f")

    return submit_items


@pytest.fixture
def reread(database: Database) -> Callable[[Batch], Batch]:
    def read(batch: Batch) -> Batch:
        with database.tenant(batch.org_id):
            return find_batch(batch.org_id, batch.id)

    return read


@pytest.fixture
def memory() -> InMemoryQueue:
    return InMemoryQueue()


def taken(database: Database, queue: InMemoryQueue, batch: Batch) -> list[claims.Claim]:
    """What workers get that take everything which is in the queue."""
    held = []
    for letter in queue.receive(0, 1000):
        queue.delete(letter["ReceiptHandle"])
        job_id = Message.parse(letter["Body"]).job_id
        claim = claims.claim(database, batch.org_id, job_id, worker="w", lease_seconds=60)
        held += [claim] if claim else []
    return held


def test_what_was_written_waits_and_a_few_are_let_go(
    database: Database, memory: InMemoryQueue, submit: Callable[..., Batch], reread: Callable[[Batch], Batch]
) -> None:
    batch = submit(items(30))
    assert counts_of(batch).waiting == batch.total == 30
    assert release(database, memory, batch.org_id) == LEAST_AHEAD
    assert release(database, memory, batch.org_id) == 0, "until a worker takes one"
    assert memory.depth() == LEAST_AHEAD
    first = taken(database, memory, batch)
    assert [claim.batch_id for claim in first] == [batch.id] * LEAST_AHEAD
    counts = counts_of(reread(batch))
    assert (counts.waiting, counts.queued, counts.running) == (28, 0, 2)
    for _ in range(3):
        release(database, memory, batch.org_id)
        first += taken(database, memory, batch)
    assert release(database, memory, batch.org_id) == 4, "half of the nine that run"
    with database.tenant(batch.org_id):
        lines = [job.batch_line for job in Job.select().where(Job.id.in_([claim.job_id for claim in first]))]
    assert sorted(lines) == list(range(1, 10))


def test_an_operator_keeps_workers_free_of_batches(
    database: Database, memory: InMemoryQueue, submit: Callable[..., Batch]
) -> None:
    batch = submit(items(10))
    assert release(database, memory, batch.org_id, in_flight=1) == 1
    (held,) = taken(database, memory, batch)
    assert release(database, memory, batch.org_id, in_flight=1) == 0
    assert release(database, memory, batch.org_id, in_flight=2) == 1
    claims.finish(database, held, {})
    assert release(database, memory, batch.org_id, in_flight=3) == 1, "two wait at the most"


def test_many_workers_at_once_let_no_more_go(
    database: Database, memory: InMemoryQueue, submit: Callable[..., Batch]
) -> None:
    batch = submit(items(40))
    with ThreadPoolExecutor(8) as pool:
        released = sum(pool.map(lambda _: release(database, memory, batch.org_id), range(16)))
    assert released == LEAST_AHEAD


def test_items_are_no_single_jobs_and_their_line_is_no_obstacle_to_those(
    database: Database, submit: Callable[..., Batch], tenant: Any, new_job: Callable[..., Job]
) -> None:
    submit(items(30))
    new_job()
    assert used_by(database, tenant.org_id).unfinished_jobs == 1


def test_the_last_end_is_stamped_once_whoever_makes_it(
    database: Database, memory: InMemoryQueue, submit: Callable[..., Batch], reread: Callable[[Batch], Batch]
) -> None:
    batch = submit(items(9))
    held: list[claims.Claim] = []
    while release(database, memory, batch.org_id):
        held += taken(database, memory, batch)
    assert len(held) == 9
    assert reread(batch).started_at is not None
    with ThreadPoolExecutor(6) as pool:
        ended = list(pool.map(lambda one: claims.finish(database, one, {"title": "t"}), held[:6]))
    assert all(ended)
    assert reread(batch).finished_at is None
    claims.fail(database, held[6], "bad", "no")
    claims.cancel(database, batch.org_id, held[7].job_id)
    claims.finish(database, held[8], {"title": "t"})
    row = reread(batch)
    assert event_of(row) == {
        "state": "finished",
        "total": 9,
        "waiting": 0,
        "queued": 0,
        "running": 0,
        "succeeded": 7,
        "failed": 1,
        "cancelled": 1,
    }
    claims.extend(database, held[8])
    assert reread(batch).finished_at == row.finished_at
    with database.tenant(batch.org_id):
        assert pace_of(row).finishes_at is None


def test_of_a_batch_that_moves_pace_and_end_are_told(
    database: Database, memory: InMemoryQueue, submit: Callable[..., Batch], reread: Callable[[Batch], Batch]
) -> None:
    batch = submit(items(5))
    release(database, memory, batch.org_id)
    first, _ = taken(database, memory, batch)
    claims.finish(database, first, {})
    row = reread(batch)
    with database.tenant(batch.org_id):
        pace = pace_of(row)
    assert pace.per_minute is not None
    assert pace.per_minute > 0
    assert pace.finishes_at is not None
    assert pace.finishes_at > row.started_at


def test_paused_nothing_begins_and_resumed_it_goes_on(
    database: Database, memory: InMemoryQueue, submit: Callable[..., Batch], reread: Callable[[Batch], Batch]
) -> None:
    batch = submit(items(6))
    release(database, memory, batch.org_id)
    (held,) = taken(database, memory, batch)[:1]
    release(database, memory, batch.org_id)
    paused = pause(database, batch.org_id, batch.id)
    assert state_of(pause(database, batch.org_id, batch.id)) == "paused"
    assert (counts_of(paused).queued, counts_of(paused).running) == (0, 2)
    assert taken(database, memory, batch) == [], "what was in the queue already finds nothing to do"
    assert release(database, memory, batch.org_id) == 0
    assert claims.finish(database, held, {})
    assert state_of(resume(database, batch.org_id, batch.id)) == "running"
    assert release(database, memory, batch.org_id) == LEAST_AHEAD


def test_cancelling_ends_all_of_it_and_gives_back_what_never_began(
    database: Database, memory: InMemoryQueue, submit: Callable[..., Batch], tenant: Any
) -> None:
    batch = submit(items(1200))
    release(database, memory, batch.org_id)
    (held, *_) = taken(database, memory, batch)
    cancelled = cancel(database, batch.org_id, batch.id)
    assert (state_of(cancelled), cancelled.cancelled) == ("cancelled", 1200)
    assert not claims.extend(database, held)
    assert used_by(database, tenant.org_id).jobs_this_month[Mode.IMPLEMENT] == 2
    assert cancel(database, batch.org_id, batch.id).finished_at == cancelled.finished_at
    with pytest.raises(Conflict):
        resume(database, batch.org_id, batch.id)
    with pytest.raises(Conflict):
        retry_failed(database, batch.org_id, batch.id, attempts=3)


def test_a_cancelling_that_broke_off_is_ended_by_the_chore(
    *, services: Services, submit: Callable[..., Batch], reread: Callable[[Batch], Batch], as_superuser: Sql
) -> None:
    batch = submit(items(20))
    as_superuser("UPDATE batch SET cancelled_at = now() WHERE id = %s", batch.id)
    assert state_of(reread(batch)) == "cancelling"
    assert advance_batches(services) >= 20
    assert state_of(reread(batch)) == "cancelled"


def test_what_failed_begins_again_and_is_counted_again(
    database: Database, memory: InMemoryQueue, submit: Callable[..., Batch], tenant: Any
) -> None:
    batch = submit(items(2, max_attempts=1))
    release(database, memory, batch.org_id)
    good, bad = taken(database, memory, batch)
    claims.finish(database, good, {})
    assert claims.retry(database, bad, DatabaseUnavailable(), 0)
    assert used_by(database, tenant.org_id).jobs_this_month[Mode.IMPLEMENT] == 1
    retried = retry_failed(database, batch.org_id, batch.id, attempts=2, key="again")
    assert (retried.items, retried.batch.round, retried.batch.finished_at) == (1, 2, None)
    assert used_by(database, tenant.org_id).jobs_this_month[Mode.IMPLEMENT] == 2
    assert retry_failed(database, batch.org_id, batch.id, attempts=2, key="again").items == 0
    release(database, memory, batch.org_id)
    (again,) = taken(database, memory, batch)
    assert (again.job_id, again.attempt, again.max_attempts) == (bad.job_id, 2, 3)
    assert claims.finish(database, again, {})


def test_retrying_while_others_fail_stops_nobody(
    database: Database, memory: InMemoryQueue, submit: Callable[..., Batch], reread: Callable[[Batch], Batch]
) -> None:
    batch = submit(items(24, max_attempts=1))
    held: list[claims.Claim] = []
    while release(database, memory, batch.org_id):
        held += taken(database, memory, batch)
    with ThreadPoolExecutor(6) as pool:
        failing = [pool.submit(claims.fail, database, one, "bad", "no") for one in held]
        retried = [pool.submit(retry_failed, database, batch.org_id, batch.id, attempts=1) for _ in range(6)]
        assert all(one.result() for one in failing)
        again = sum(one.result().items for one in retried)
    row = reread(batch)
    assert (row.waiting, row.failed) == (again, 24 - again)


def test_what_is_retried_in_another_month_is_given_back_to_that(
    *, database: Database, memory: InMemoryQueue, submit: Callable[..., Batch], tenant: Any, as_superuser: Sql
) -> None:
    batch = submit(items(1, max_attempts=1))
    release(database, memory, batch.org_id)
    (held,) = taken(database, memory, batch)
    claims.fail(database, held, "bad", "no")
    as_superuser("UPDATE job SET created_at = created_at - interval '40 days' WHERE batch_id = %s", batch.id)
    retry_failed(database, batch.org_id, batch.id, attempts=1)
    release(database, memory, batch.org_id)
    (held,) = taken(database, memory, batch)
    claims.fail(database, held, "bad", "no")
    with database.tenant(tenant.org_id):
        assert [row.used for row in UsageMonth.select().where(UsageMonth.org_id == tenant.org_id)] == [0]


def test_a_key_answers_with_the_first_batch_also_to_many_at_once(submit: Callable[..., Batch]) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: submit(items(3), key="k").id, range(4)))
    assert len(set(made)) == 1


def test_a_plan_refuses_all_or_takes_what_fits(submit: Callable[..., Batch], tenant: Any, as_superuser: Sql) -> None:
    as_superuser("UPDATE organization SET tier = 'free' WHERE id = %s", tenant.org_id)
    free = tiers().free
    with pytest.raises(PlanLimitReached, match=f"at most {free.batch_size} jobs"):
        submit(items(free.batch_size + 1))
    as_superuser(
        "INSERT INTO usage_month VALUES (%s, date_trunc('month', now() AT TIME ZONE 'UTC')::date, 'implement', %s)",
        tenant.org_id,
        free.jobs_a_month.implement - 3,
    )
    with pytest.raises(PlanLimitReached):
        submit(items(5))
    partial = submit([*items(5), *(NewItem(9, None, NewJob("Which?", Mode.ANALYZE)),)], acceptance=Acceptance.PARTIAL)
    assert (partial.total, partial.refused) == (4, 2)
    assert [(fault["line"], fault["field"], fault["fault"]) for fault in partial.faults] == [
        (4, "mode", "quota: no more implement jobs fit"),
        (5, "mode", "quota: no more implement jobs fit"),
    ]
    with pytest.raises(PlanLimitReached) as full:
        submit(items(2), acceptance=Acceptance.PARTIAL)
    assert full.value.reached.name == "jobs_a_month.implement"


def test_an_organization_has_so_many_unfinished_batches(submit: Callable[..., Batch]) -> None:
    most = tiers().enterprise.unfinished_batches
    for _ in range(most):
        submit(items(1))
    with pytest.raises(QuotaExceeded, match=f"of at most {most}"):
        submit(items(1))


def test_the_chore_lets_go_what_no_worker_speaks_of_and_the_relay_sends_what_the_queue_did_not_take(
    *, database: Database, services: Services, queue: Queue, submit: Callable[..., Batch], as_superuser: Sql
) -> None:
    as_superuser("DELETE FROM job")
    as_superuser("DELETE FROM batch")
    batch = submit(items(4))
    down = InMemoryQueue()
    down.is_down = True
    release(database, down, batch.org_id)
    assert relay(services) == 0, "what waits is not sent"
    as_superuser(
        "UPDATE job SET available_at = available_at - interval '5 s' WHERE batch_id = %s AND available_at < 'infinity'",
        batch.id,
    )
    assert relay(services) == LEAST_AHEAD
    assert len(received_jobs(queue, LEAST_AHEAD)) == LEAST_AHEAD
    as_superuser("UPDATE job SET state = 'cancelled', finished_at = now() WHERE available_at < 'infinity'")
    assert advance_batches(services) == LEAST_AHEAD
    assert len(received_jobs(queue, LEAST_AHEAD)) == LEAST_AHEAD
    (*_, last) = services.progress.replay(batch.org_id, batch.id)
    assert last.data["cancelled"] == LEAST_AHEAD


def test_how_it_stands_is_told_at_most_twice_a_second_but_its_end_always(
    *, database: Database, memory: InMemoryQueue, services: Services, submit: Callable[..., Batch]
) -> None:
    progress: Progress = services.progress
    batch = submit(items(2))
    for _ in range(5):
        advance(database, memory, progress, batch.org_id, batch.id)
    for held in taken(database, memory, batch):
        claims.finish(database, held, {})
        advance(database, memory, progress, batch.org_id, batch.id)
    advance(database, memory, progress, batch.org_id, batch.id)
    states = [event.data["state"] for event in progress.replay(batch.org_id, batch.id)]
    assert states[-1] == "finished"
    assert states.count("finished") == 1
    assert len(states) <= 3


def test_another_organization_finds_no_batch(
    database: Database, submit: Callable[..., Batch], make_tenant: Callable[[], Any]
) -> None:
    batch, other = submit(items(1)), make_tenant()
    for act in (pause, resume, cancel):
        with pytest.raises(NotFound):
            act(database, other.org_id, batch.id)
    with pytest.raises(NotFound):
        retry_failed(database, other.org_id, batch.id, attempts=1)
    with pytest.raises(NotFound):
        cancel(database, batch.org_id, new_id())
    with database.tenant(batch.org_id):
        assert Job.get(Job.batch_id == batch.id).state == State.QUEUED


def test_the_numbers_of_revisions_in_one_batch_have_no_gap(
    database: Database, submit: Callable[..., Batch], new_job: Callable[..., Job]
) -> None:
    plan = new_job().id
    wanted = [NewItem(n, None, NewJob("More.", options={"based_on": str(plan)}, revises=plan)) for n in (1, 2, 3)]
    batch = submit(wanted)
    with database.tenant(batch.org_id):
        rows = Job.select().where(Job.batch_id == batch.id).order_by(Job.batch_line)
        assert [row.options["version"] for row in rows] == [2, 3, 4]
