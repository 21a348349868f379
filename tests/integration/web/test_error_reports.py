"""What leaves for Sentry: kinds of errors, places in our code, ids; and what pages tell of their own errors."""

import json
import logging

import pytest
import sentry_sdk

from jobs import error_reports
from jobs.rate_limits import RateLimit
from tests.integration.web.receiver import receiver
from web.api import client_errors

WORDS = "a request about Ada's bakery, ada@example.com"
SECRET = "gp_" + "a1B2" * 8


@pytest.fixture
def sentry(settings):
    with receiver() as collector:
        dsn = f"http://key@{collector.address}/1"
        error_reports.begin(
            "web",
            settings.model_copy(
                update={"sentry_dsn": dsn, "groundplan_release": "abc123", "groundplan_environment": "staging"}
            ),
        )
        yield collector
        sentry_sdk.get_client().close(timeout=2)
        sentry_sdk.init()


def events(collector, count):
    error_reports.flush()
    found = []
    for path, _, body in collector.wait_for(count):
        assert path == "/api/1/envelope/"
        header, item, payload = body.split(b"\n")[:3]
        assert json.loads(item)["type"] == "event", header
        found.append((json.loads(payload), body.decode()))
    return found


def test_an_error_that_nobody_expected_is_reported_without_a_word_of_anybody(app, ada, sentry):
    def broken(**_):
        kept = {"request": WORDS, "key": SECRET}
        raise ValueError(f"{WORDS} {kept['key']}")

    view = app.view_functions["usage.show_usage"]
    app.view_functions["usage.show_usage"] = broken
    headers = {"X-Request-ID": "request-0001", "traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01"}
    try:
        answer = ada.get(f"/api/v1/usage?about={SECRET}", headers=headers, json={"request": WORDS})
    finally:
        app.view_functions["usage.show_usage"] = view
    assert answer.status_code == 500

    ((event, raw),) = events(sentry, 1)

    assert (event["release"], event["environment"], event["level"]) == ("abc123", "staging", "error")
    assert event["logentry"] == {"message": "unexpected error"}
    (fault,) = event["exception"]["values"]
    assert fault["type"] == "ValueError"
    assert fault["stacktrace"]["frames"][-1]["function"] == "broken"
    assert event["tags"]["request_id"] == "request-0001"
    assert event["tags"]["trace_id"] == "ab" * 16
    assert event["tags"]["org_id"] == str(ada.account.org_id)
    assert (event["tags"]["service"], event["tags"]["action"]) == ("web", "web.unexpected_error")
    for word in ("bakery", "ada@", "example.com", "a1B2", "Cookie", "cookie", "groundplan_access", "about="):
        assert word not in raw, word


def test_words_of_libraries_and_warnings_stay_here(sentry):
    logging.getLogger("a.library").error(f"failed with {WORDS}")  # noqa: G004 - as libraries do
    logging.getLogger("jobs.test").warning("only a warning", extra={"action": "x"})
    logging.getLogger("jobs.test").error("failed with %s", WORDS, extra={"code": "c1", "reason": WORDS})

    (library, raw), (ours, raw_of_ours) = events(sentry, 2)

    assert library["logentry"] == {"message": ""}
    assert ours["logentry"] == {"message": "failed with %s"}
    assert ours["tags"] == {"service": "web", "code": "c1"}
    assert "bakery" not in raw + raw_of_ours


def test_a_page_tells_of_its_error_by_name_and_place_and_nothing_else(ada, app, caplog):
    error = {"kind": "render", "name": "TypeError", "page": "/jobs/:jobId", "frames": ["Tab@/assets/tab-8f0e.js:1:20"]}
    with caplog.at_level(logging.ERROR):
        assert ada.post("/api/v1/client-errors", json=error).status_code == 204
    (record,) = [one for one in caplog.records if getattr(one, "action", "") == "client.error"]
    assert (record.name_of_error, record.page, record.frames) == ("TypeError", error["page"], error["frames"])

    for change in ({"message": WORDS}, {"frames": [WORDS]}, {"name": WORDS}, {"page": "/jobs/1?q=a b"}):
        assert ada.post("/api/v1/client-errors", json=error | change).status_code == 422
    assert app.test_client().post("/api/v1/client-errors", json=error).status_code == 401


def test_a_page_that_goes_on_breaking_is_heard_so_often_and_no_more(ada, monkeypatch):
    # An hour, so that none comes back while a busy machine asks.
    monkeypatch.setattr(client_errors, "MOST", RateLimit("client-errors", 3, 3600))
    error = {"kind": "error", "name": "TypeError", "page": "/"}
    statuses = [ada.post("/api/v1/client-errors", json=error).status_code for _ in range(4)]
    assert statuses == [204, 204, 204, 429]
