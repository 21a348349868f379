"""The web process is killed while somebody submits: what was accepted is done once, also where it is sent again."""

import threading
import time
from uuid import UUID

import httpx
import pytest

from groundplan.models import Job
from tests.faults.platform import SECONDS, SMALL_REQUEST, Groundplan
from tests.faults.proxy import Fault

KEY = "sent-again"


def test_a_job_whose_web_process_died_between_commit_and_send_is_sent_by_the_relay(groundplan: Groundplan) -> None:
    groundplan.aws.break_service("sqs", Fault.SILENCE)
    known = {job.id for job in groundplan.client.jobs.list()}
    lost = threading.Thread(target=submit_and_be_cut_off, args=(groundplan,))
    lost.start()
    job = wait_until_it_is_sent(groundplan, known)
    groundplan.web.kill()
    lost.join()
    groundplan.aws.mend()
    groundplan.web.start()
    again = groundplan.client.jobs.submit(SMALL_REQUEST, idempotency_key=KEY)
    assert again.id == job.id
    groundplan.have_worker()
    assert groundplan.account_for(str(job.id)).succeeded == 1


def submit_and_be_cut_off(groundplan: Groundplan) -> None:
    headers = {"Authorization": f"Bearer {groundplan.client.api_key}", "Idempotency-Key": KEY}
    body = {"mode": "implement", "request": SMALL_REQUEST}
    with pytest.raises(httpx.HTTPError):
        httpx.post(f"{groundplan.client.url}/api/v1/jobs", headers=headers, json=body, timeout=60)


def wait_until_it_is_sent(groundplan: Groundplan, known: set[UUID]) -> Job:
    """The new job: it is committed, and the web process waits for the queue."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        newest = next(iter(groundplan.client.jobs.list()))
        if newest.id not in known and groundplan.aws.refused:
            return newest
        time.sleep(0.02)
    raise TimeoutError("the job was never stored")
