"""What breaks while jobs are under way, and that no job is lost or done twice.

Everything is real: the servers, the processes, and `kill -9`.
"""

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import boto3
import pytest
import requests

from jobs.messages import Message
from jobs.queue import Queue
from stack.demo.follow import Follower


def is_at_work(job: Mapping[str, Any]) -> bool:
    return job.state == "running" and job.stage is not None


def test_a_job_whose_worker_is_killed_finishes_on_another_worker_once(groundplan: Any) -> None:
    first = groundplan.start("worker", name="worker-1")
    job_id = groundplan.submit()
    groundplan.wait(job_id, is_at_work)
    first.kill()
    groundplan.start("worker", name="worker-2")
    job = groundplan.wait_for_end(job_id)
    assert (job.state, job.attempt) == ("succeeded", 2)
    assert groundplan.bundles(job_id) == ["bundle.zip"]


def test_a_job_outlives_a_restart_of_redis_and_its_progress_catches_up(groundplan: Any) -> None:
    groundplan.start("live")
    groundplan.start("worker")
    job_id = groundplan.submit()
    follower = Follower(groundplan.client, groundplan.environment["LIVE_URL"], job_id, check=lambda: None)
    events = []
    for event in follower.events():
        events.append(event)
        if event.type == "stage" and len([one for one in events if one.type == "stage"]) == 1:
            groundplan.valkey.kill()
            groundplan.valkey.start()
    assert groundplan.wait_for_end(job_id).state == "succeeded"
    assert [event.seq for event in events] == sorted({event.seq for event in events})
    assert events[-1].type in {"state", "artifact"}


def test_queued_jobs_outlive_a_queue_service_that_forgets_its_queues(groundplan: Any) -> None:
    job_ids = [groundplan.submit("A static website with a CDN") for _ in range(3)]
    groundplan.ministack.kill()
    groundplan.ministack.start()
    groundplan.start("worker")
    assert [groundplan.wait_for_end(job_id).state for job_id in job_ids] == ["succeeded"] * 3


def test_jobs_that_are_submitted_while_the_queue_is_down_are_sent_later(groundplan: Any) -> None:
    groundplan.ministack.kill()
    job_id = groundplan.submit("A static website with a CDN")
    groundplan.ministack.start()
    groundplan.start("worker")
    assert groundplan.wait_for_end(job_id).state == "succeeded"


def test_while_postgres_is_down_the_api_says_so_and_nothing_is_lost(groundplan: Any) -> None:
    groundplan.start("worker")
    job_id = groundplan.submit()
    groundplan.postgres.kill()
    url = f"{groundplan.environment['WEB_URL']}/api/v1/jobs/{job_id}"
    answer = requests.get(url, headers={"Authorization": f"Bearer {groundplan.client.api_key}"}, timeout=30)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert set(answer.json()) == {"error", "meta"}
    groundplan.postgres.start()
    job = groundplan.wait_for_end(job_id)
    assert job.state == "succeeded"
    assert groundplan.bundles(job_id) == ["bundle.zip"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_message_that_comes_three_times_makes_one_bundle(groundplan: Any, workers: int) -> None:
    for number in range(workers):
        groundplan.start("worker", name=f"worker-{number}")
    queue = Queue.from_settings(groundplan.settings)
    job_id = groundplan.submit("A static website with a CDN")
    org_id = groundplan.client.session().organization.id
    for _ in range(2):
        assert queue.send([Message(job_id=UUID(job_id), org_id=org_id)]) == []
    job = groundplan.wait_for_end(job_id)
    assert (job.state, job.attempt) == ("succeeded", 1)
    assert groundplan.bundles(job_id) == ["bundle.zip"]
    _wait_until_worked_off(queue)
    assert groundplan.client.jobs.get(job_id) == job
    assert len(_stored_bundles(groundplan, job_id)) == 1


def _wait_until_worked_off(queue: Queue) -> None:
    deadline = time.monotonic() + 60
    while queue.depth():
        assert time.monotonic() < deadline, "messages are left on the queue"
        time.sleep(0.05)


def _stored_bundles(groundplan: Any, job_id: str) -> list[str]:
    """Keys in the bucket, whatever Postgres says: one an attempt."""
    settings = groundplan.settings
    s3 = boto3.client(
        "s3",
        endpoint_url=settings.aws_endpoint_url,
        region_name=settings.aws_region,
        aws_access_key_id=settings.aws_access_key_id,
        aws_secret_access_key=settings.aws_secret_access_key,
    )
    objects = s3.list_objects_v2(Bucket=settings.artifacts_bucket).get("Contents", [])
    return [entry["Key"] for entry in objects if job_id in entry["Key"] and entry["Key"].endswith("bundle.zip")]
