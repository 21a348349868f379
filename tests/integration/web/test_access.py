"""Who gets in: sign-in sessions, origins, roles, and the rule that every route is closed or listed as public."""

import logging
import re
from collections import defaultdict
from uuid import uuid4

import pytest

from jobs.models import Membership
from jobs.roles import Role
from web.guards import GUARDS, Guard

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def paths_of(app):
    values = defaultdict(uuid4, name="page.css")
    adapter = app.url_map.bind("localhost", "/")
    for rule in app.url_map.iter_rules():
        path = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, path


def test_every_route_is_closed_or_listed_as_public(app):
    client = app.test_client()
    closed = {
        endpoint
        for endpoint, method, path in paths_of(app)
        if client.open(path, method=method, buffered=True).status_code == 401
    }

    opened = {rule.endpoint for rule in app.url_map.iter_rules()} - closed
    assert opened == {endpoint for endpoint, guard in GUARDS.items() if guard is Guard.PUBLIC}


def test_every_closed_route_is_in_the_document_with_its_security(app):
    documented = {
        (path, method): [name for way in operation["security"] for name in way]
        for path, item in app.api_doc["paths"].items()
        for method, operation in item.items()
    }
    guards = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower()): GUARDS[rule.endpoint]
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    open_routes = {route for route, guard in guards.items() if guard is Guard.PUBLIC}
    rules = {
        route: ["session"] if guard in {Guard.PERSON, Guard.STAFF} else ["session", "api_key"]
        for route, guard in guards.items()
        if route not in open_routes
    }

    assert {route: ways for route, ways in documented.items() if route not in open_routes} == rules
    assert not any(documented[route] for route in open_routes & set(documented))


def test_the_session_says_who_and_where(ada, settings):
    data = ada.get("/api/v1/session").json["data"]

    assert data["user"]["email"].endswith("@example.com")
    assert data["organization"]["id"] == str(ada.account.org_id)
    assert data["role"] == "owner"
    assert data["live_url"] == settings.live_url
    assert data["architect"] == {"name": "Offline architect", "is_language_model": False}


@pytest.mark.parametrize(
    "cookie",
    ["", "x", "eyJ1c2VyX2lkIjoiMSJ9.Zm9v.YmFy", "\x00", "a" * 4000, "é"],
    ids=lambda cookie: cookie[:8] or "none",
)
def test_a_forged_cookie_is_no_session(app, cookie):
    client = app.test_client()
    client.set_cookie("groundplan_access", cookie)

    response = client.get("/api/v1/session")

    assert response.status_code == 401
    assert response.json["error"]["code"] == "unauthenticated"


def test_a_session_ends_with_the_membership(ada, new_account, sign_in, services):
    member = sign_in(new_account(ada.account.org_id, Role.MEMBER))
    assert member.get("/api/v1/session").status_code == 200
    with services.database.tenant(ada.account.org_id):
        Membership.delete().where(Membership.user_id == member.account.user_id).execute()

    assert member.get("/api/v1/session").status_code == 401


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:1", "http://127.0.0.1"])
@pytest.mark.parametrize("path", ["/api/v1/jobs", "/api/v1/api-keys", "/auth/logout"])
def test_another_sites_page_changes_nothing(ada, origin, path):
    ada.client.environ_base.pop("HTTP_ORIGIN")

    response = ada.post(path, json={}, headers={"Origin": origin} if origin else {})

    assert response.status_code == 403
    assert response.json["error"]["details"][0]["field"] == "Origin"


def test_an_unknown_api_path_is_a_404_in_the_envelope(ada):
    for path in ("/api/v1/nothing", "/api", "/api/", "/auth/nothing", "/assets/nothing.js"):
        response = ada.get(path)
        assert (response.status_code, response.json["error"]["code"]) == (404, "not_found"), path


def test_another_method_is_a_405_that_names_the_right_ones(ada):
    response = ada.delete("/api/v1/jobs")

    assert response.status_code == 405
    assert response.json["error"]["code"] == "method_not_allowed"
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize("path", ["/api/v1/session", "/api/v1/nothing", "/", "/healthz", "/api/v1/docs"])
def test_every_answer_has_the_security_headers(ada, path):
    headers = ada.get(path).headers

    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_answers_about_tenants_are_not_kept_but_for_what_is_polled_which_is_asked_for_anew_each_time(ada):
    assert ada.get("/api/v1/session").headers["Cache-Control"] == "no-store"
    assert ada.get("/api/v1/api-keys").headers["Cache-Control"] == "no-store"
    assert ada.get("/api/v1/jobs").headers["Cache-Control"] == "private, no-cache"


def test_a_request_id_comes_back_and_is_logged_with_who_asked(ada, caplog):
    with caplog.at_level(logging.INFO, logger="web.access_log"):
        response = ada.get("/api/v1/jobs?cursor=secret", headers={"X-Request-ID": "trace-12345"})

    assert response.headers["X-Request-ID"] == response.json["meta"]["request_id"] == "trace-12345"
    (line,) = [record for record in caplog.records if record.name == "web.access_log"]
    assert (line.request_id, line.method, line.path, line.status) == ("trace-12345", "GET", "/api/v1/jobs", 422)
    assert (line.user_id, line.error) == (str(ada.account.user_id), "invalid_fields")


def test_what_was_refused_is_logged_with_what_it_was_and_who_tried(ada, new_account, sign_in, caplog):
    viewer = sign_in(new_account(ada.account.org_id, Role.VIEWER))
    with caplog.at_level(logging.INFO, logger="web.access_log"):
        viewer.post("/api/v1/jobs", json={})
        viewer.get("/api/v1/admin/audit")
        viewer.post("/auth/logout", headers={"Origin": "https://evil.example"})
        viewer.client.get("/api/v1/session", headers={"Authorization": "Bearer gp_guess"})
        viewer.get("/api/v1/session")

    lines = [record for record in caplog.records if record.name == "web.access_log"]
    assert [(line.status, line.error) for line in lines] == [
        *[(403, "forbidden")] * 3,
        (401, "unauthenticated"),
        (200, None),
    ]
    assert [line.user_id for line in lines[:2]] == [str(viewer.account.user_id)] * 2
    assert {line.remote_address for line in lines} == {"127.0.0.1"}


@pytest.mark.parametrize("query", ["limit=1&limit=100", "state=queued&state=failed", "limit=1&%6Cimit=2"])
def test_a_parameter_that_is_there_twice_is_refused(ada, query):
    response = ada.get(f"/api/v1/jobs?{query}")

    assert response.status_code == 422
    (fault,) = response.json["error"]["details"]
    assert (fault["fault"], fault["limit"]) == ("is there twice", "each parameter once")


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/v1/docs", "/api/v1/docs/page.css", "/api/v1/docs/page.js"])
def test_text_says_how_it_is_encoded(ada, path):
    assert ada.get(path).headers["Content-Type"].endswith("; charset=utf-8")


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space 123", "line\tbreak1234"])
def test_a_strange_request_id_is_replaced(ada, given):
    assert ada.get("/api/v1/session", headers={"X-Request-ID": given}).headers["X-Request-ID"] != given


def test_health_and_readiness_answer_everyone(app):
    client = app.test_client()

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
