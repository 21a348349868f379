"""What is sent to an endpoint, and what is kept of its answer."""

import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import formatdate
from uuid import uuid4

import pytest

from jobs.outside.client import OutsideAnswer
from jobs.outside.errors import OutsideRefused, OutsideUnavailable
from jobs.webhooks.asking import Post, poster, send
from jobs.webhooks.claims import Claim
from jobs.webhooks.signing import new_secret, signature_headers

URL = "https://hooks.example.com/"
WEB = "https://plan.example"


def claim(**values: object) -> Claim:
    about: dict[str, object] = {
        "event": "job.failed",
        "at": datetime(2026, 11, 23, tzinfo=UTC),
        "data": {"job_id": "7"},
    }
    ids = {"delivery_id": uuid4(), "org_id": uuid4(), "webhook_id": uuid4()}
    return Claim(**{**ids, **about, "number": 3, "attempt": 1, "url": URL, "secrets": [new_secret()], **values})  # type: ignore[arg-type]


def answering(status: int, content: bytes = b"") -> Post:
    return lambda url, _body, _headers: OutsideAnswer(status, {}, content, url)


def test_what_is_sent_is_signed_by_each_secret_and_says_what_it_is() -> None:
    sent: list[tuple[str, bytes, Mapping[str, str]]] = []

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> OutsideAnswer:
        sent.append((url, body, headers))
        return OutsideAnswer(204, {}, b"", url)

    one = claim(secrets=[new_secret(), new_secret()])
    assert send(one, post, WEB).is_taken
    ((url, body, headers),) = sent
    assert (url, headers["Content-Type"]) == (URL, "application/json")
    assert json.loads(body)["data"]["links"]["page"] == f"{WEB}/jobs/7"
    seconds = int(headers["webhook-timestamp"])
    assert signature_headers(one.secrets, f"msg_{one.delivery_id.hex}", seconds, body).items() <= headers.items()


@pytest.mark.parametrize(
    ("status", "taken"), [(200, True), (202, True), (299, True), (302, False), (404, False), (500, False)]
)
def test_only_2xx_means_that_it_is_taken(status: int, *, taken: bool) -> None:
    tried = send(claim(), answering(status), WEB)
    assert (tried.is_taken, tried.status, tried.fault, tried.number) == (taken, status, None, 3)


@pytest.mark.parametrize("error", [OutsideRefused("It is private."), OutsideUnavailable("It is private.")])
def test_without_an_answer_there_is_a_reason(error: Exception) -> None:
    def post(*_: object) -> OutsideAnswer:
        raise error

    tried = send(claim(), post, WEB)
    assert (tried.status, tried.fault, tried.is_taken) == (None, "It is private.", False)


def test_of_an_answer_the_beginning_is_kept_without_secrets_and_without_what_cannot_be_stored() -> None:
    secret = new_secret()
    excerpt = send(
        claim(), answering(500, f"no\0 {secret} Bearer abc\xff".encode("latin-1") + b" x" * 2000), WEB
    ).excerpt
    assert excerpt.startswith("no� [masked] Bearer [masked]")
    assert secret not in excerpt
    assert len(excerpt) == 500


def test_this_machine_is_not_asked_in_the_clear_where_that_is_not_allowed() -> None:
    tried = send(claim(url="http://127.0.0.1:1/"), poster(local=False), WEB)
    assert tried.fault == "The URL must begin with https://."
    tried = send(claim(url="http://127.0.0.1:1/"), poster(local=True), WEB)
    assert tried.fault == "The address does not answer as it should."


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ({"Retry-After": "120"}, 120),
        ({"retry-after": " 0 "}, 0),
        ({"Retry-After": "Mon, 01 Jan 2001 00:00:00 GMT"}, 0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "Mon, 99 Foo 2001"}, None),
        ({}, None),
    ],
)
def test_an_endpoint_may_ask_for_a_pause(told: Mapping[str, str], seconds: float | None) -> None:
    tried = send(claim(), lambda url, _body, _headers: OutsideAnswer(503, told, b"", url), WEB)
    assert tried.retry_after == seconds
    assert "retry_after" not in tried.as_json()


def test_a_pause_until_a_moment_is_as_long_as_it_is_until_then() -> None:
    told = {"Retry-After": formatdate(time.time() + 3600, usegmt=True)}
    tried = send(claim(), lambda url, _body, _headers: OutsideAnswer(429, told, b"", url), WEB)
    assert tried.retry_after is not None
    assert 3000 < tried.retry_after <= 3600
