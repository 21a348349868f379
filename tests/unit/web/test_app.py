"""What the application answers before it asks anyone."""

import json

import pytest

from jobs import errors as job_errors
from web.errors import status_of


def test_the_page_about_the_api_needs_nothing_from_elsewhere(client):
    parts = [
        client.get(path, buffered=True) for path in ("/api/v1/docs", "/api/v1/docs/page.css", "/api/v1/docs/page.js")
    ]

    for part in parts:
        assert part.status_code == 200
        assert "http://" not in part.text
        assert "https://" not in part.text
    assert "script-src 'self'" in parts[0].headers["Content-Security-Policy"]
    assert "innerHTML" not in parts[2].text


def test_over_https_cookies_and_browsers_are_kept_to_it(client, app):
    assert client.get("/healthz").headers["Strict-Transport-Security"].startswith("max-age=")
    assert app.config["SESSION_COOKIE_SECURE"]


def test_errors_of_ours_never_show_their_insides(app, client):
    @app.get("/api/v1/session/broken")
    def broken():
        raise RuntimeError("password=hunter2")

    app.view_functions["health.healthz"] = app.view_functions["broken"]
    answer = client.get("/healthz")

    assert answer.status_code == 500
    assert answer.json["error"]["code"] == "internal_error"
    assert "hunter2" not in answer.text
    assert answer.json["meta"]["request_id"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (job_errors.InvalidRequest(), 422),
        (job_errors.NotFound(), 404),
        (job_errors.Conflict(), 409),
        (job_errors.QuotaExceeded(), 429),
        (job_errors.DatabaseUnavailable(), 503),
        (job_errors.QueueUnavailable(), 503),
        (job_errors.LeaseLost(), 500),
    ],
)
def test_every_error_of_a_job_has_its_status(error, status):
    assert status_of(error) == status


def test_answers_are_json_with_an_id_and_a_time(client):
    answer = client.get("/api/v1/session")

    assert answer.content_type == "application/json"
    body = json.loads(answer.data)
    assert body["error"]["code"] == "unauthenticated"
    assert body["meta"]["timestamp"].endswith("Z")
