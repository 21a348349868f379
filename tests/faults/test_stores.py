"""Redis, Postgres and the artifact store break: each accepted job ends once, with its files or a reason."""

import redis
import requests

from stack.demo.follow import Follower
from tests.faults.platform import SMALL_REQUEST, Groundplan
from tests.faults.proxy import Fault


def test_a_job_outlives_a_restart_of_redis_and_its_progress_catches_up(groundplan: Groundplan) -> None:
    groundplan.start("live")
    groundplan.have_worker()
    job_id = groundplan.submit()
    follower = Follower(groundplan.client, groundplan.environment["LIVE_URL"], job_id, check=lambda: None)
    events = []
    for event in follower.events():
        events.append(event)
        if event.type == "stage" and len([one for one in events if one.type == "stage"]) == 1:
            groundplan.valkey.kill()
            groundplan.valkey.start()
    assert groundplan.account_for(job_id).succeeded == 1
    assert [event.seq for event in events] == sorted({event.seq for event in events})
    assert events[-1].type in {"state", "artifact"}


def test_jobs_outlive_a_redis_that_forgets_everything(groundplan: Groundplan) -> None:
    groundplan.have_worker()
    job_ids = [groundplan.submit(SMALL_REQUEST) for _ in range(3)]
    with redis.Redis.from_url(groundplan.valkey.url) as connection:
        connection.flushall()
    assert groundplan.account_for(*job_ids).succeeded == 3
    assert groundplan.account_for(groundplan.submit(SMALL_REQUEST)).succeeded == 1


def test_while_postgres_is_down_the_api_says_so_and_nothing_is_lost(groundplan: Groundplan) -> None:
    groundplan.have_worker()
    job_id = groundplan.submit()
    groundplan.postgres.kill()
    url = f"{groundplan.environment['WEB_URL']}/api/v1/jobs/{job_id}"
    answer = requests.get(url, headers={"Authorization": f"Bearer {groundplan.client.api_key}"}, timeout=30)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert set(answer.json()) == {"error", "meta"}
    groundplan.postgres.start()
    assert groundplan.account_for(job_id).succeeded == 1


def test_a_store_that_errs_for_a_while_costs_an_attempt_and_no_job(groundplan: Groundplan) -> None:
    job_ids = []
    groundplan.have_worker()
    for fault in (Fault.INTERNAL_ERROR, Fault.UNAVAILABLE):
        groundplan.aws.break_service("s3", fault)
        job_ids.append(groundplan.submit(SMALL_REQUEST))
        groundplan.wait(job_ids[-1], lambda _: groundplan.aws.refused > 0)
        groundplan.aws.mend()
    assert groundplan.account_for(*job_ids).succeeded == 2


def test_a_store_that_stays_full_fails_the_job_with_a_reason_that_its_user_can_read(groundplan: Groundplan) -> None:
    groundplan.aws.break_service("s3", Fault.DISK_FULL)
    groundplan.have_worker()
    job_id = groundplan.submit(SMALL_REQUEST)
    job = groundplan.wait_for_end(job_id)
    assert groundplan.account_for(job_id).failed == 1
    assert job.error is not None
    assert job.error.code == "artifact_store_unavailable"
    assert job.attempt == job.max_attempts
