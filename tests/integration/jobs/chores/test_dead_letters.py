from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobs import claims
from jobs.chores.dead_letters import fail_dead_letters
from jobs.chores.services import Services
from jobs.database import Database
from jobs.dispatch import dispatch
from jobs.identifiers import new_id
from jobs.messages import Message
from jobs.models import Job
from jobs.queue import Queue
from jobs.states import State

NewJob = Callable[..., Job]
Reread = Callable[[Job], Job]


@pytest.fixture
def receive_too_often(queue: Queue) -> Callable[[], None]:
    def receive() -> None:
        while messages := queue.receive(0):
            for message in messages:
                queue.change_visibility(message["ReceiptHandle"], 0)

    return receive


def test_a_job_that_no_worker_could_claim_is_sent_again(
    *,
    services: Services,
    queue: Queue,
    database: Database,
    new_job: NewJob,
    reread: Reread,
    receive_too_often: Callable[[], None],
) -> None:
    job = new_job()
    dispatch(database, queue, [job])
    receive_too_often()
    assert fail_dead_letters(services) == 1
    assert (reread(job).state, reread(job).dispatched_at) == (State.QUEUED, None)


@pytest.mark.parametrize("why", ["its attempts are used up", "it waited for more than a day"])
def test_the_job_of_a_dead_letter_fails_and_says_so_when(
    *,
    why: str,
    services: Services,
    queue: Queue,
    database: Database,
    new_job: NewJob,
    reread: Reread,
    receive_too_often: Callable[[], None],
) -> None:
    job = new_job()
    with database.tenant(job.org_id):
        change = (
            {"attempt": job.max_attempts}
            if why == "its attempts are used up"
            else {"created_at": datetime.now(UTC) - timedelta(hours=25)}
        )
        Job.update(change).where(Job.id == job.id).execute()
    dispatch(database, queue, [job])
    receive_too_often()
    assert fail_dead_letters(services) == 1
    row = reread(job)
    assert (row.state, row.error["code"]) == (State.FAILED, "undeliverable")
    assert [event.data["state"] for event in services.progress.replay(job.org_id, job.id)] == ["failed"]
    assert fail_dead_letters(services) == 0


def test_jobs_that_run_or_have_ended_stay_as_they_are(
    *,
    services: Services,
    queue: Queue,
    database: Database,
    new_job: NewJob,
    reread: Reread,
    receive_too_often: Callable[[], None],
) -> None:
    running, done = new_job(), new_job()
    dispatch(database, queue, [running, done])
    assert claims.claim(database, running.org_id, running.id, worker="w", lease_seconds=60)
    held: Any = claims.claim(database, done.org_id, done.id, worker="w", lease_seconds=60)
    assert claims.finish(database, held, {})
    receive_too_often()
    assert fail_dead_letters(services) == 2
    assert reread(running).state == State.RUNNING
    assert reread(done).state == State.SUCCEEDED


def test_a_message_names_the_organization_and_cannot_fail_anothers_job(
    services: Services,
    queue: Queue,
    new_job: NewJob,
    reread: Reread,
    receive_too_often: Callable[[], None],
) -> None:
    job = new_job()
    queue.send([Message(job_id=job.id, org_id=new_id())])
    receive_too_often()
    assert fail_dead_letters(services) == 1
    assert reread(job).state == State.QUEUED


def test_what_nobody_can_read_is_dropped(
    services: Services, queue: Queue, receive_too_often: Callable[[], None]
) -> None:
    sqs = queue._sqs
    url = sqs.get_queue_url(QueueName=services.settings.jobs_queue_name)["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="🤷")
    receive_too_often()
    assert fail_dead_letters(services) == 1
    assert fail_dead_letters(services) == 0
