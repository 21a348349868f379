"""One envelope, whatever answers: `data` or `error`, and `meta`, also where no view was reached."""

import re

import pytest

from web.documented.document import document_of, documented_routes
from web.documented.problems import ADVICE
from web.guards import GUARDS

WITHOUT = {
    "artifacts.download_artifact": "a file, as it was made",
    "audit.export_audit": "JSON Lines",
    "batches.read_batch_results": "JSON Lines, or a table",
    "shared_results.read_shared_file": "a file, as it was made",
}
"""What answers well without an envelope, and why. Pages, health, sign-in by browser and MCP are not in the document."""
CODES = {(one.status, one.code) for one in ADVICE}
JSON = {"Content-Type": "application/json"}


def in_the_envelope(answer) -> bool:
    body, meta = answer.json, answer.json["meta"]
    assert answer.content_type == "application/json"
    assert meta["request_id"] == answer.headers["X-Request-ID"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", meta["timestamp"])
    if answer.status_code < 300:
        return set(body) == {"data", "meta"}
    error = body["error"]
    assert (answer.status_code, error["code"]) in CODES, "a code that web/documented/problems.py does not tell of"
    assert error["message"]
    assert all(set(detail) == {"field", "fault", "limit"} for detail in error["details"])
    return set(body) == {"error", "meta"} and set(error) == {"code", "message", "details"}


def test_every_good_answer_of_the_document_is_in_the_envelope(app):
    for endpoint, path, _, operation in documented_routes(app, document_of(app)):
        for status, answer in operation["responses"].items():
            if status not in {"200", "201", "202"} or endpoint in WITHOUT:
                continue
            (media_type,) = answer["content"]
            name = answer["content"][media_type]["schema"]["$ref"].rpartition("/")[2]
            assert (media_type, name.partition("_")[0]) in {
                ("application/json", kind) for kind in ("Answer", "Page")
            }, path
    assert set(WITHOUT) <= set(GUARDS)


@pytest.mark.parametrize(
    ("status", "method", "path", "more"),
    [
        (404, "GET", "/api/v1/nothing", {}),
        (404, "POST", "/api", {}),
        (404, "GET", "/api/v1/jobs/not-an-id", {}),
        (404, "GET", "/api/v1/jobs/01890000-0000-7000-8000-000000000000", {}),
        (404, "GET", "/api//v1/jobs", {}),
        (404, "GET", "/api/v1/jobs/", {}),
        (404, "GET", "/auth/nothing", {}),
        (404, "GET", "/assets/nothing.js", {}),
        (405, "DELETE", "/api/v1/jobs", {}),
        (405, "PUT", "/api/v1/members", {}),
        (405, "TRACE", "/api/v1/jobs", {}),
        (405, "FROBNICATE", "/api/v1/session", {}),
        (405, "GET", "/auth/logout", {}),
        (400, "POST", "/api/v1/jobs", {"data": b"{", "headers": JSON}),
        (400, "POST", "/api/v1/jobs", {"data": b"", "headers": JSON}),
        (413, "POST", "/api/v1/api-keys", {"data": b" " * 70_000, "headers": JSON}),
        (415, "POST", "/api/v1/jobs", {"data": b"{}", "headers": {"Content-Type": "text/plain"}}),
        (415, "POST", "/api/v1/jobs", {"data": b"{}"}),
        (415, "PATCH", "/api/v1/organization", {"data": {"model": "offline"}}),
        (422, "POST", "/api/v1/jobs", {"json": []}),
        (422, "GET", "/api/v1/jobs?limit=many", {}),
        (200, "GET", "/api/v1/jobs", {"headers": {"Accept": "text/html"}}),
        (200, "GET", "/api/v1/jobs", {"headers": {"Accept": "application/xml;q=1, */*;q=0"}}),
    ],
)
def test_whichever_layer_answers_there_is_one_envelope(ada, status, method, path, more):
    answer = ada.client.open(path, method=method, **more)

    assert answer.status_code == status
    assert in_the_envelope(answer)
    assert (status == 405) is ("Allow" in answer.headers)


def test_nobody_and_a_stranger_get_the_same_envelope(ada, app):
    client = app.test_client()
    wrong = {"Authorization": "Bearer gp_wrong"}
    answers = [client.get("/api/v1/jobs"), client.get("/api/v1/jobs", headers=wrong), client.get("/api/v1/nothing")]
    answers.append(client.post("/auth/refresh", headers={"Sec-Fetch-Site": "cross-site"}))
    answers.append(client.get("/auth/callback?state=forged&code=x"))

    assert [answer.status_code for answer in answers] == [401, 401, 404, 403, 400]
    for answer in answers:
        assert in_the_envelope(answer)
        assert ("WWW-Authenticate" in answer.headers) is (answer.status_code == 401)
