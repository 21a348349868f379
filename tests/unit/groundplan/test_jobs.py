"""Jobs are submitted with what was said, followed to their end, and end as what they are."""

import json

import pytest

from groundplan import JobEnded
from tests.unit.groundplan.answering import JOB, JOB_ID, Api, data

SHOW = f"GET /api/v1/jobs/{JOB_ID}"
EVENTS = f"GET /api/v1/jobs/{JOB_ID}/events"


def event(seq: int, state: str) -> dict[str, object]:
    return {"job_id": JOB_ID, "seq": seq, "at": "2026-11-01T00:00:00Z", "type": "state", "data": {"state": state}}


def job(state: str, **more: object) -> dict[str, object]:
    return {**JOB, "state": state, **more}


def test_only_what_was_said_is_sent() -> None:
    api = Api({"POST /api/v1/jobs": [data(JOB, 202)]})
    api.client().jobs.submit("A static site", region="eu-central-1")
    sent = json.loads(api.requests[0].content)
    assert sent == {"mode": "implement", "request": "A static site", "region": "eu-central-1"}


def test_every_event_comes_once_also_what_came_just_before_the_end() -> None:
    api = Api(
        {
            SHOW: [data(job("running")), data(job("running")), data(job("succeeded"))],
            EVENTS: [data([event(1, "running")]), data([]), data([event(4, "succeeded")])],
        }
    )
    assert [one.seq for one in api.client().jobs.follow(JOB_ID)] == [1, 4]
    asked = [request.url.params["after"] for request in api.requests if request.url.path.endswith("events")]
    assert asked == ["0", "1", "1"]


def test_pauses_grow_while_nothing_happens() -> None:
    api = Api({SHOW: [data(job("queued"))] * 9 + [data(job("succeeded"))], EVENTS: [data([])]})
    list(api.client().jobs.follow(JOB_ID))
    assert api.pauses == sorted(api.pauses)
    assert api.pauses[-1] == 2.0


def test_a_job_that_succeeded_is_returned() -> None:
    api = Api({SHOW: [data(job("succeeded", result={"title": "Site"}))], EVENTS: [data([])]})
    assert api.client().jobs.wait(JOB_ID).title == "Site"


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        (job("failed", error={"code": "no_plan", "message": "It has no plan."}), "It has no plan"),
        (job("cancelled"), "was cancelled"),
    ],
)
def test_a_job_that_did_not_succeed_says_why(ended: dict[str, object], told: str) -> None:
    api = Api({SHOW: [data(ended)], EVENTS: [data([])]})
    with pytest.raises(JobEnded, match=told) as caught:
        api.client().jobs.wait(JOB_ID)
    assert caught.value.state == ended["state"]
