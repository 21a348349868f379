"""What is counted on its way: from a request to /metrics, to the staff's page and to a line of the log."""

import io
import json
import re
from datetime import UTC, datetime

import pytest

from jobs.chores.gauges import measure
from jobs.metrics.recorder import take
from jobs.metrics.telling import Telling
from jobs.metrics.totals import SharedTotals
from web.app import create_app
from web.services import connect

JOB = {"mode": "implement", "request": "A static site for a bakery."}
TOKEN = "a token of thirty-two characters, or of more"


@pytest.fixture
def production(settings):
    """The same application where figures are closed."""
    return settings.model_copy(update={"metrics_token": TOKEN})


def of(text: str, series: str) -> float:
    found = re.search(rf"^{re.escape(series)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_requests_are_counted_by_template_and_told_to_who_has_the_token(production, ada, app, settings):
    closed = create_app(connect(production))
    client, telling = closed.test_client(), Telling("web", settings)
    bearing = {"Authorization": f"Bearer {TOKEN}"}
    route = "GET /api/v1/jobs/<uuid:job_id>"
    telling.flush()
    before = client.get("/metrics", headers=bearing).text

    for _ in range(3):
        assert ada.get("/api/v1/jobs/01890000-0000-7000-8000-000000000000").status_code == 404
    assert ada.post("/api/v1/jobs", json=JOB).status_code == 202
    telling.flush()
    answer = client.get("/metrics", headers=bearing)

    def grew(series: str) -> float:
        return of(answer.text, series) - of(before, series)

    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert grew(f'groundplan_http_requests_total{{service="web",route="{route}",status="4xx"}}') >= 3
    assert grew(f'groundplan_http_request_seconds_count{{service="web",route="{route}"}}') >= 3
    assert grew(f'groundplan_http_request_seconds_bucket{{service="web",route="{route}",le="+Inf"}}') >= 3
    assert grew('groundplan_user_actions_total{service="web",action="jobs.submit_job"}') >= 1
    assert grew('groundplan_database_seconds_count{service="web"}') >= 8
    assert str(ada.account.org_id) not in answer.text
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", answer.text), "no id of anybody"


def test_metrics_are_open_to_nobody_by_chance(production, settings, app):
    closed, elsewhere = create_app(connect(production)).test_client(), {"REMOTE_ADDR": "192.0.2.7"}
    assert closed.get("/metrics").status_code == 401
    assert closed.get("/metrics", headers={"Authorization": f"Bearer {TOKEN[:-1]}"}).status_code == 401
    assert closed.get("/metrics", headers={"Authorization": f"Basic {TOKEN}"}).status_code == 401

    assert app.test_client().get("/metrics").status_code == 200, "a development stack, asked on its own machine"
    assert app.test_client().get("/metrics", environ_base=elsewhere).status_code == 404
    others = (
        {"metrics": "emf", "metrics_token": TOKEN},
        {"metrics": "off"},
        {"trusted_proxies": 1},
        {"groundplan_profile": "production"},
    )
    for change in others:
        client = create_app(connect(settings.model_copy(update=change))).test_client()
        assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 404, change


def test_staff_see_how_many_answers_were_errors_and_of_which_route(
    app, ada, new_account, make_staff, sign_in, settings
):
    def broken(**_):
        raise RuntimeError("on purpose")

    staff, kept = sign_in(make_staff(new_account())), app.view_functions["usage.show_usage"]
    app.view_functions["usage.show_usage"] = broken
    try:
        assert ada.get("/api/v1/usage").status_code == 500
    finally:
        app.view_functions["usage.show_usage"] = kept
    began = datetime.now(UTC)
    Telling("web", settings).flush()

    rates = staff.get("/api/v1/admin/http-rates?window=24h").json["data"]

    assert rates[0]["hour"] <= began.isoformat().replace("+00:00", "Z")
    assert sum(rate["errors_by_route"].get("GET /api/v1/usage", 0) for rate in rates) >= 1
    for rate in rates:
        assert rate["error_rate"] == round(rate["errors"] / rate["requests"], 4)
        assert 0 < rate["seconds_50"] <= rate["seconds_95"]
    assert ada.get("/api/v1/admin/http-rates").status_code == 403


def test_on_aws_the_same_is_written_to_the_log_and_the_hour_is_kept_all_the_same(app, ada, settings):
    take()
    assert ada.get("/api/v1/session").status_code == 200
    stream = io.StringIO()
    emf = settings.model_copy(update={"metrics": "emf", "groundplan_environment": "staging"})
    Telling("web", emf, stream).flush()

    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    (requests,) = [line for line in lines if line.get("route") == "GET /api/v1/session" and "http_requests" in line]
    assert (requests["http_requests"], requests["environment"], requests["service"]) == (1, "staging", "web")
    assert requests["_aws"]["CloudWatchMetrics"][0]["Dimensions"] == [["environment"]]
    (times,) = [line for line in lines if "http_request_seconds" in line and line["route"] == requests["route"]]
    assert len(times["http_request_seconds"]) == 1
    hours = SharedTotals(settings.redis_url).http_hours(datetime.now(UTC), 2)
    assert sum(sum(hour.answers.values()) for hour in hours) >= 1


def test_chores_measure_what_waits_and_who_is_connected(ada, chores, settings):
    assert ada.post("/api/v1/jobs", json=JOB).status_code == 202
    take()
    measure(chores.database, chores.queue)
    Telling("chores", settings).flush()
    gauges = {
        (name, *labels): value
        for (name, service, labels), value in SharedTotals(settings.redis_url).read().gauges.items()
        if service == "chores"
    }
    assert gauges["jobs_unfinished", "queued"] >= 1
    assert gauges["queue_age_seconds",] >= 0
    assert gauges["queue_messages", "waiting"] >= 1
    assert gauges["database_connections", "groundplan_app"] >= 1
    assert gauges["database_connections_limit",] >= gauges["database_connections", "groundplan_chores"] >= 1
    assert gauges["chores_late",] >= 0


def test_redis_away_holds_nobody_up_and_what_was_counted_comes_later(app, ada, settings):
    take()
    telling = Telling("web", settings.model_copy(update={"redis_url": "redis://127.0.0.1:9/0"}))
    assert ada.get("/api/v1/session").status_code == 200
    telling.flush()
    totals = SharedTotals(settings.redis_url, "web")
    key = ("http_requests", "web", ("GET /api/v1/session", "2xx"))
    before = totals.read().counts.get(key, 0)

    telling._totals, telling._silent_until = totals, 0.0
    telling.flush()

    assert totals.read().counts[key] >= before + 1
