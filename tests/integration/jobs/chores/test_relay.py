"""Whatever happens to queue and workers, a job is sent again until it has ended."""

from collections.abc import Callable
from typing import Any

import pytest

from jobs import claims
from jobs.chores.relay import relay
from jobs.chores.services import Services
from jobs.database import Database
from jobs.dispatch import dispatch
from jobs.errors import DatabaseUnavailable
from jobs.models import Job
from jobs.queue import Queue
from jobs.states import State
from jobs.testing.contracts.queue import received_jobs
from jobs.testing.queue import InMemoryQueue

NewJob = Callable[..., Job]
Reread = Callable[[Job], Job]
Sql = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def _only_this_tests_jobs(as_superuser: Sql) -> None:
    as_superuser("DELETE FROM job")


@pytest.fixture
def backdate(as_superuser: Sql) -> Callable[..., None]:
    """Move every point in time of a job into the past."""

    def move(job: Job, seconds: float = 3600) -> None:
        past = f"- interval '{seconds} s'"
        as_superuser(
            f"UPDATE job SET created_at = created_at {past}, available_at = available_at {past}, "  # noqa: S608
            f"dispatched_at = dispatched_at {past}, lease_until = lease_until {past} WHERE id = %s",
            job.id,
        )

    return move


def run(job: Job, database: Database, worker: str = "w") -> claims.Claim:
    held = claims.claim(database, job.org_id, job.id, worker=worker, lease_seconds=60)
    assert held is not None
    return held


def test_what_was_never_sent_is_sent_and_stamped(
    services: Services, queue: Queue, new_job: NewJob, reread: Reread, backdate: Callable[..., None]
) -> None:
    jobs = [new_job() for _ in range(12)]
    for job in jobs:
        backdate(job)
    assert relay(services) == 12
    assert received_jobs(queue, 12) == {job.id for job in jobs}
    assert all(reread(job).dispatched_at for job in jobs)
    assert relay(services) == 0


def test_a_brand_new_job_is_left_to_the_web_tier(services: Services, queue: Queue, new_job: NewJob) -> None:
    new_job()
    assert relay(services) == 0


def test_what_the_queue_forgot_is_sent_again(
    services: Services,
    queue: Queue,
    database: Database,
    new_job: NewJob,
    backdate: Callable[..., None],
) -> None:
    jobs = [new_job() for _ in range(3)]
    assert dispatch(database, queue, jobs) == 3
    for message in queue.receive(5):
        queue.delete(message["ReceiptHandle"])
    assert queue.depth() == 0
    assert relay(services) == 0, "they may be on their way"
    for job in jobs:
        backdate(job, 5)
    assert relay(services) == 3
    assert received_jobs(queue, 3) == {job.id for job in jobs}


def test_a_queue_that_is_gone_altogether_is_made_again(
    services: Services, queue: Queue, database: Database, new_job: NewJob, backdate: Callable[..., None]
) -> None:
    job = new_job()
    dispatch(database, queue, [job])
    sqs = queue._sqs
    sqs.delete_queue(QueueUrl=sqs.get_queue_url(QueueName=services.settings.jobs_queue_name)["QueueUrl"])
    backdate(job, 5)
    assert relay(services) == 1
    assert received_jobs(queue, 1) == {job.id}


def test_a_backlog_is_not_sent_again(
    services: Services, queue: Queue, database: Database, new_job: NewJob, backdate: Callable[..., None]
) -> None:
    jobs = [new_job() for _ in range(5)]
    dispatch(database, queue, jobs)
    for job in jobs:
        backdate(job, 5)
    assert relay(services) == 0
    assert queue.depth() == 5


def test_of_a_backlog_as_many_are_sent_again_as_are_missing(
    services: Services, queue: Queue, database: Database, new_job: NewJob, backdate: Callable[..., None]
) -> None:
    lost, *others = [new_job() for _ in range(4)]
    dispatch(database, queue, [lost])
    (message,) = queue.receive(5)
    queue.delete(message["ReceiptHandle"])
    dispatch(database, queue, others)
    for job in [lost, *others]:
        backdate(job, 5)
    assert relay(services) == 1
    assert received_jobs(queue, 4) == {job.id for job in [lost, *others]}


def test_a_job_that_pauses_is_sent_when_its_pause_is_over(
    services: Services,
    queue: Queue,
    database: Database,
    new_job: NewJob,
    as_superuser: Sql,
) -> None:
    job = new_job()
    assert claims.retry(database, run(job, database), DatabaseUnavailable(), 3600)
    assert relay(services) == 0
    as_superuser("UPDATE job SET available_at = now() - interval '2 s' WHERE id = %s", job.id)
    assert relay(services) == 1
    assert received_jobs(queue, 1) == {job.id}
    assert run(job, database).attempt == 2


def test_the_job_of_a_dead_worker_is_queued_again_and_the_zombie_changes_nothing(
    *,
    services: Services,
    queue: Queue,
    database: Database,
    new_job: NewJob,
    reread: Reread,
    backdate: Callable[..., None],
) -> None:
    job = new_job()
    zombie = run(job, database, "zombie")
    backdate(job)
    assert relay(services) == 1
    assert received_jobs(queue, 1) == {job.id}
    assert (reread(job).state, reread(job).worker) == (State.QUEUED, None)
    assert not claims.extend(database, zombie)
    assert not claims.finish(database, zombie, {"by": "zombie"})
    heir = run(job, database, "heir")
    assert heir.attempt == 2
    assert not claims.finish(database, zombie, {"by": "zombie"})
    assert [event.data["state"] for event in services.progress.replay(job.org_id, job.id)] == ["queued"]


def test_a_job_whose_workers_all_died_fails_and_says_so(
    *,
    services: Services,
    queue: Queue,
    database: Database,
    new_job: NewJob,
    reread: Reread,
    backdate: Callable[..., None],
) -> None:
    job = new_job(max_attempts=1)
    run(job, database)
    backdate(job)
    assert relay(services) == 0
    row = reread(job)
    assert (row.state, row.error["code"]) == (State.FAILED, "abandoned")
    (event,) = services.progress.replay(job.org_id, job.id)
    assert event.data == {"state": "failed", "attempt": 1, "error": row.error}


def test_jobs_in_living_hands_and_jobs_that_ended_are_left_alone(
    services: Services, queue: Queue, database: Database, new_job: NewJob, reread: Reread
) -> None:
    running, cancelled = new_job(), new_job()
    run(running, database)
    claims.cancel(database, cancelled.org_id, cancelled.id)
    assert relay(services) == 0
    assert reread(running).state == State.RUNNING
    assert reread(cancelled).state == State.CANCELLED


def test_while_the_queue_is_down_nothing_is_stamped(
    services: Services, new_job: NewJob, reread: Reread, backdate: Callable[..., None]
) -> None:
    down = InMemoryQueue()
    down.is_down = True
    job = new_job()
    backdate(job)
    without_queue = Services(**{**vars(services), "queue": down})
    assert relay(without_queue) == 0
    assert reread(job).dispatched_at is None
    down.is_down = False
    assert relay(without_queue) == 1
