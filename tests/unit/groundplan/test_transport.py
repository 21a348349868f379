"""What passes is tried again, with the same idempotency key; what does not is told at once, in the server's words."""

import httpx
import pytest

from groundplan import Forbidden, LimitReached, NotFound, NotSignedIn, Refused, Unavailable
from groundplan.transport import TRIES
from tests.unit.groundplan.answering import JOB, JOB_ID, Api, data, problem

SUBMIT = "POST /api/v1/jobs"
SHOW = f"GET /api/v1/jobs/{JOB_ID}"


def test_a_submission_that_the_server_was_too_busy_for_is_sent_again_as_the_same_one() -> None:
    api = Api({SUBMIT: [problem(503), problem(502), data(JOB, 202)]})
    assert str(api.client().jobs.submit("A static site").id) == JOB_ID
    assert len({request.headers["Idempotency-Key"] for request in api.requests}) == 1
    assert len(api.requests) == 3


def test_two_submissions_are_two() -> None:
    api = Api({SUBMIT: [data(JOB, 202)]})
    client = api.client()
    client.jobs.submit("A static site")
    client.jobs.submit("A static site")
    assert len({request.headers["Idempotency-Key"] for request in api.requests}) == 2


def test_a_key_of_the_callers_own_is_sent() -> None:
    api = Api({SUBMIT: [data(JOB, 202)]})
    api.client().jobs.submit("A static site", idempotency_key="order-42")
    assert api.requests[0].headers["Idempotency-Key"] == "order-42"


def test_a_server_that_stays_away_is_unavailable_after_so_many_tries() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    api = Api({SHOW: [refuse]})
    with pytest.raises(Unavailable, match=rf"127\.0\.0\.1.*tried {TRIES} times"):
        api.client().jobs.get(JOB_ID)
    assert len(api.requests) == TRIES
    assert len(api.pauses) == TRIES - 1


def test_the_pause_that_the_server_asks_for_is_kept() -> None:
    api = Api({SHOW: [problem(429, headers={"Retry-After": "7"}), data(JOB)]})
    assert api.client().jobs.get(JOB_ID).state == "queued"
    assert api.pauses == [7.0]


def test_a_pause_that_is_too_long_is_told_instead() -> None:
    api = Api({SUBMIT: [problem(429, "quota_exceeded", {"Retry-After": "86400"})]})
    with pytest.raises(LimitReached):
        api.client().jobs.submit("A static site")
    assert api.pauses == []


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, NotSignedIn), (402, LimitReached), (403, Forbidden), (404, NotFound), (409, Refused), (422, Refused)],
)
def test_a_refusal_is_told_at_once_with_its_details(status: int, kind: type[Refused]) -> None:
    api = Api({SHOW: [problem(status, "the_code")]})
    with pytest.raises(kind, match="It cannot be") as refused:
        api.client().jobs.get(JOB_ID)
    assert type(refused.value) is kind
    assert (refused.value.code, refused.value.status, refused.value.request_id) == ("the_code", status, "r-1")
    assert str(refused.value.details[0]) == "request: is too long (limit: 20000)"
    assert len(api.requests) == 1


@pytest.mark.parametrize("answer", [httpx.Response(200, text="<html>"), httpx.Response(404, text="not here")])
def test_an_address_that_is_not_groundplans_is_told(answer: httpx.Response) -> None:
    with pytest.raises(Unavailable, match="is this address Groundplan's"):
        Api({SHOW: [answer]}).client().jobs.get(JOB_ID)


def test_a_list_is_read_page_after_page() -> None:
    api = Api({"GET /api/v1/jobs": [data([JOB], next_cursor="more"), data([JOB])]})
    assert len(list(api.client().jobs.list(state="queued"))) == 2
    assert [request.url.params.get("cursor") for request in api.requests] == [None, "more"]
    assert {request.url.params["state"] for request in api.requests} == {"queued"}


def test_the_key_is_sent_and_stands_in_no_description() -> None:
    api = Api({SHOW: [data(JOB)]})
    client = api.client(key="gp_secret")
    client.jobs.get(JOB_ID)
    assert api.requests[0].headers["Authorization"] == "Bearer gp_secret"
    assert "gp_secret" not in repr(client) + repr(client.jobs)
