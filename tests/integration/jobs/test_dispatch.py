from collections.abc import Callable
from typing import Any

from jobs.claims import claim, retry
from jobs.database import Database
from jobs.dispatch import dispatch
from jobs.errors import DatabaseUnavailable
from jobs.messages import Message
from jobs.models import Job
from jobs.queue import Queue
from jobs.testing.contracts.queue import received_jobs
from jobs.testing.queue import InMemoryQueue

NewJob = Callable[..., Job]
Reread = Callable[[Job], Job]


class PickyQueue(InMemoryQueue):
    """Does not take the first message of a call."""

    def send(self, messages: list[Message]) -> list[Message]:
        return [*messages[:1], *super().send(messages[1:])]


def test_jobs_reach_the_queue_and_are_stamped(
    new_job: NewJob, database: Database, queue: Queue, reread: Reread
) -> None:
    jobs = [new_job() for _ in range(12)]
    assert dispatch(database, queue, jobs) == 12
    assert received_jobs(queue, 12) == {job.id for job in jobs}
    assert all(reread(job).dispatched_at for job in jobs)


def test_only_what_the_queue_took_is_stamped(new_job: NewJob, database: Database, reread: Reread) -> None:
    jobs = [new_job() for _ in range(3)]
    assert dispatch(database, PickyQueue(), jobs) == 2
    assert [reread(job).dispatched_at is not None for job in jobs] == [False, True, True]


def test_a_queue_that_is_down_is_no_error_for_the_submitter(
    new_job: NewJob, database: Database, reread: Reread
) -> None:
    queue, job = InMemoryQueue(), new_job()
    queue.is_down = True
    assert dispatch(database, queue, [job]) == 0
    assert reread(job).dispatched_at is None


def test_jobs_that_were_sent_or_started_are_not_sent_again(new_job: NewJob, database: Database, reread: Reread) -> None:
    queue, sent, started = InMemoryQueue(), new_job(), new_job()
    dispatch(database, queue, [sent])
    assert claim(database, started.org_id, started.id, worker="w", lease_seconds=60)
    assert dispatch(database, queue, [reread(sent), reread(started)]) == 0


def test_a_late_stamp_does_not_hide_a_job_that_waits_for_its_next_attempt(
    new_job: NewJob, database: Database, reread: Reread
) -> None:
    """The worker was so quick that the job is queued again before the submitter's stamp is written."""
    job = new_job()

    class QuickWorker(InMemoryQueue):
        def send(self, messages: list[Message]) -> list[Message]:
            held: Any = claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
            assert retry(database, held, DatabaseUnavailable(), 0)
            return super().send(messages)

    dispatch(database, QuickWorker(), [job])
    assert reread(job).dispatched_at is None


def test_jobs_of_several_organizations_are_stamped_each_in_their_own(
    new_job: NewJob, database: Database, make_tenant: Callable[[], Any], reread: Reread
) -> None:
    mine, other = new_job(), make_tenant()
    with database.tenant(other.org_id):
        theirs = Job.create(org_id=other.org_id, created_by=other.user_id, request="A site.")
    assert dispatch(database, InMemoryQueue(), [mine, theirs]) == 2
    assert reread(mine).dispatched_at
    assert reread(theirs).dispatched_at
