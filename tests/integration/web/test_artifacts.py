"""Downloading what a job made, and reading its progress and audit."""

import re
from uuid import UUID

import psycopg2
import pytest

from jobs.audit import record_tool_call
from jobs.chores.retention import remove_old_files
from jobs.claims import claim, finish
from jobs.models import Artifact

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FILES = {
    "diagram.svg": (SVG, "image/svg+xml"),
    "bundle.zip": (bytes(range(256)) * 1000, "application/zip"),
    "terraform/main.tf": (b"# main\n", "text/plain; charset=utf-8"),
    "report.html": (b"<script>alert(1)</script>", "text/html"),
    "odd type": (b"x", "text/html\r\nX-Injected: 1"),
    'we"ird ü.txt': (b"y", "text/plain"),
}


@pytest.fixture
def finished(ada, services):
    """A finished job with FILES; its path."""
    made = ada.post("/api/v1/jobs", json={"mode": "implement", "request": "A static site"})
    org_id, job_id = ada.account.org_id, UUID(made.json["data"]["id"])
    claimed = claim(services.database, org_id, job_id, worker="test", lease_seconds=30)
    stored = [
        services.artifacts.put(org_id, job_id, 1, name, content, "text/plain") for name, (content, _) in FILES.items()
    ]
    typed = [type(s)(**{**vars(s), "media_type": FILES[s.name][1]}) for s in stored]
    record_tool_call(
        services.database,
        claimed,
        name="search_documentation",
        server="aws-reference",
        phase="before",
        input={"search_phrase": "S3"},
        status="allowed",
        error=None,
        seconds=None,
    )
    assert finish(services.database, claimed, {"title": "A site"}, typed)
    services.progress.publish(org_id, job_id, "state", {"state": "running", "attempt": 1})
    services.progress.publish(org_id, job_id, "state", {"state": "succeeded", "attempt": 1})
    return made.headers["Location"]


def test_files_are_listed_with_where_to_get_them(ada, finished):
    listed = {artifact["name"]: artifact for artifact in ada.get(f"{finished}/artifacts").json["data"]}

    assert set(listed) == set(FILES)
    assert listed["bundle.zip"]["size"] == 256_000
    for name, (content, _) in FILES.items():
        assert ada.get(listed[name]["url"]).data == content


def test_a_download_is_whole_and_can_be_saved_under_its_name(ada, finished):
    response = ada.get(f"{finished}/artifacts/bundle.zip")

    assert response.headers["Content-Length"] == "256000"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="bundle.zip"')
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_drawing_can_be_shown_and_cannot_run(ada, finished):
    response = ada.get(f"{finished}/artifacts/diagram.svg")

    assert response.content_type.startswith("image/svg+xml")
    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_text_is_shown_with_its_characters(ada, finished):
    response = ada.get(f"{finished}/artifacts/terraform/main.tf")

    assert response.content_type == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("inline")


def test_html_is_only_saved(ada, finished):
    response = ada.get(f"{finished}/artifacts/report.html")

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_a_stored_media_type_cannot_add_headers(ada, finished):
    response = ada.get(f"{finished}/artifacts/odd%20type")

    assert response.content_type == "application/octet-stream"
    assert "X-Injected" not in response.headers


def test_a_name_cannot_add_headers(ada, finished):
    listed = ada.get(f"{finished}/artifacts").json["data"]
    (url,) = [artifact["url"] for artifact in listed if artifact["name"].startswith("we")]

    disposition = ada.get(url).headers["Content-Disposition"]

    assert disposition == "inline; filename=\"we_ird__.txt\"; filename*=UTF-8''we%22ird%20%C3%BC.txt"


def test_a_file_that_the_browser_has_is_not_sent_again(ada, finished):
    first = ada.get(f"{finished}/artifacts/bundle.zip")

    again = ada.get(f"{finished}/artifacts/bundle.zip", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")


def test_asking_for_the_head_only_names_the_size(ada, finished):
    response = ada.client.head(f"{finished}/artifacts/bundle.zip")

    assert (response.headers["Content-Length"], response.data) == ("256000", b"")


@pytest.mark.parametrize("name", ["missing.txt", "../diagram.svg", "%2e%2e/diagram.svg", "%00", "%ff", "", "x" * 3000])
def test_a_file_that_is_not_there_is_not_found(ada, finished, name):
    assert ada.get(f"{finished}/artifacts/{name}").status_code == 404


def test_a_file_that_the_store_lost_is_not_found(ada, finished, services):
    with services.database.tenant(ada.account.org_id):
        key = Artifact.get(Artifact.name == "bundle.zip").key
    services.artifacts.delete([key])

    assert ada.get(f"{finished}/artifacts/bundle.zip").status_code == 404


def test_files_whose_time_was_over_are_gone_and_whoever_asks_is_told_so(ada, finished, chores, migrated):
    assert ada.get(finished).json["data"]["files_removed_at"] is None
    with psycopg2.connect(migrated.owner_url) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE artifact SET created_at = now() - interval '1 year 1 day'")
    assert remove_old_files(chores) >= len(FILES)

    asked = [ada.get(f"{finished}/artifacts/bundle.zip"), ada.post(f"{finished}/verify", json={})]
    asked.append(ada.post(f"{finished}/revisions", json={"instruction": "Add a queue."}))
    for answer in asked:
        assert (answer.status_code, answer.json["error"]["code"]) == (410, "files_removed")
        told = answer.json["error"]["message"]
        assert re.match(r"The files of this job were removed on 20\d\d-\d\d-\d\d: .* Submit its request again", told)
    assert ada.get(f"{finished}/artifacts").json["data"] == []
    assert ada.get(finished).json["data"]["files_removed_at"]


def test_the_job_shows_its_result(ada, finished):
    job = ada.get(finished).json["data"]

    assert (job["state"], job["result"], job["attempt"]) == ("succeeded", {"title": "A site"}, 1)
    assert job["finished_at"] > job["created_at"]


def test_events_are_read_from_where_one_was(ada, finished):
    everything = ada.get(f"{finished}/events").json["data"]
    rest = ada.get(f"{finished}/events?after={everything[0]['seq']}").json["data"]

    assert [event["data"]["state"] for event in everything] == ["running", "succeeded"]
    assert rest == everything[1:]
    assert set(everything[0]) == {"job_id", "seq", "at", "type", "data"}


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 30])
def test_a_wrong_after_is_named(ada, finished, after):
    response = ada.get(f"{finished}/events?after={after}")

    assert response.status_code == 422
    assert response.json["error"]["details"][0]["field"] == "after"


def test_tool_calls_are_shown(ada, finished):
    (call,) = ada.get(f"{finished}/tool-calls").json["data"]

    assert (call["name"], call["phase"], call["input"]) == ("search_documentation", "before", {"search_phrase": "S3"})
