"""Messages come twice, in any order, or make no sense, and the queue breaks: each accepted job ends once."""

import time
from uuid import UUID

import pytest

from jobs.messages import Message
from jobs.queue import Queue
from tests.faults.platform import SMALL_REQUEST, Groundplan
from tests.faults.proxy import Fault

LONGEST_ANSWER_SECONDS = 20  # two tries of three seconds, on a machine that does much else; a long poll takes 25


def test_queued_jobs_outlive_a_queue_service_that_forgets_its_queues(groundplan: Groundplan) -> None:
    groundplan.have_no_worker()
    job_ids = [groundplan.submit(SMALL_REQUEST) for _ in range(3)]
    groundplan.ministack.kill()
    groundplan.ministack.start()
    groundplan.have_worker()
    assert groundplan.account_for(*job_ids).succeeded == 3


def test_jobs_that_are_submitted_while_the_queue_is_down_are_sent_later(groundplan: Groundplan) -> None:
    groundplan.ministack.kill()
    job_id = groundplan.submit(SMALL_REQUEST)
    groundplan.ministack.start()
    groundplan.have_worker()
    assert groundplan.account_for(job_id).succeeded == 1


def test_while_the_queue_errs_or_is_silent_jobs_are_accepted_and_done_afterwards(groundplan: Groundplan) -> None:
    job_ids = []
    groundplan.have_worker()
    for fault in (Fault.INTERNAL_ERROR, Fault.UNAVAILABLE, Fault.SILENCE):
        groundplan.aws.break_service("sqs", fault)
        began = time.monotonic()
        job_ids.append(groundplan.submit(SMALL_REQUEST))
        assert time.monotonic() - began < LONGEST_ANSWER_SECONDS, f"who submits waits for a queue: {fault}"
        assert groundplan.aws.refused > 0
        groundplan.aws.mend()
    assert groundplan.account_for(*job_ids).succeeded == 3


@pytest.mark.parametrize("workers", [1, 2])
def test_a_message_that_comes_three_times_makes_one_bundle(groundplan: Groundplan, workers: int) -> None:
    groundplan.have_worker()
    for _ in range(workers - 1):
        groundplan.start_worker()
    job_id = groundplan.submit(SMALL_REQUEST)
    send_again(groundplan, [job_id, job_id])
    job = groundplan.wait_for_end(job_id)
    assert (job.state, job.attempt) == ("succeeded", 1)
    wait_until_worked_off(groundplan.queue)
    assert groundplan.client.jobs.get(job_id) == job
    assert groundplan.account_for(job_id).succeeded == 1
    assert len(stored_bundles(groundplan, job_id)) == 1


def test_messages_in_another_order_and_twice_make_every_job_once(groundplan: Groundplan) -> None:
    groundplan.have_no_worker()
    job_ids = [groundplan.submit(SMALL_REQUEST) for _ in range(5)]
    send_again(groundplan, [*reversed(job_ids), *job_ids[1:], job_ids[0]])
    groundplan.have_worker()
    groundplan.start_worker()
    assert groundplan.account_for(*job_ids).succeeded == 5


def test_messages_that_make_no_sense_hold_up_nobody(groundplan: Groundplan) -> None:
    for body in (" ", "{}", "not JSON", '{"v": 99}', '{"v": 1, "job_id": 5, "org_id": null}'):
        groundplan.send_text(body)
    groundplan.have_worker()
    assert groundplan.account_for(groundplan.submit(SMALL_REQUEST)).succeeded == 1


def send_again(groundplan: Groundplan, job_ids: list[str]) -> None:
    org_id = groundplan.client.session().organization.id
    assert groundplan.queue.send([Message(job_id=UUID(job_id), org_id=org_id) for job_id in job_ids]) == []


def wait_until_worked_off(queue: Queue) -> None:
    deadline = time.monotonic() + 60
    while queue.depth():
        assert time.monotonic() < deadline, "messages are left on the queue"
        time.sleep(0.05)


def stored_bundles(groundplan: Groundplan, job_id: str) -> list[str]:
    """Keys in the bucket, whatever Postgres says: one an attempt."""
    objects = groundplan.aws_client("s3").list_objects_v2(Bucket=groundplan.settings.artifacts_bucket)
    keys = [entry["Key"] for entry in objects.get("Contents", [])]
    return [key for key in keys if job_id in key and key.endswith("bundle.zip")]
