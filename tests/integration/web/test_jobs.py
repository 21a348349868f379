"""Submitting, listing, showing and cancelling jobs over HTTP."""

import json
from uuid import uuid4

import psycopg2
import pytest

from jobs.models import Job, now
from jobs.roles import Role

JOB = {"mode": "implement", "request": "A static site with a CDN", "region": "eu-central-1"}


def submit(person, body=JOB, **headers):
    return person.post("/api/v1/jobs", json=body, headers=headers)


def test_a_job_is_accepted_and_can_be_followed(ada):
    response = submit(ada)

    assert response.status_code == 202
    job = response.json["data"]
    assert job["state"] == "queued"
    chosen = {name: value for name, value in job["options"].items() if value}
    assert chosen == {"region": "eu-central-1", "version": 1}
    assert response.headers["Location"] == f"/api/v1/jobs/{job['id']}"
    shown = ada.get(response.headers["Location"])
    assert shown.json["data"] == job
    assert set(shown.json["meta"]) == {"timestamp", "request_id"}


def test_assumptions_are_kept_and_shown(ada):
    body = {"mode": "analyze", "request": "A web shop", "assumptions": {"users": "50000", "region": "eu-west-1"}}
    job = ada.post("/api/v1/jobs", json=body).json["data"]
    assert job["options"]["assumptions"] == body["assumptions"]


def test_an_architecture_is_a_job_without_a_request(ada, services):
    parts = [{"id": "jobs", "block": "sqs_queue", "name": "Jobs"}]
    edited = {"title": "Orders", "project": "orders", "components": parts}
    answer = ada.post("/api/v1/jobs", json={"mode": "implement", "architecture": edited})
    assert answer.status_code == 202, answer.text
    assert answer.json["data"]["request"] == "Orders"
    with services.database.tenant(ada.account.org_id):
        assert Job.get_by_id(answer.json["data"]["id"]).options["architecture"] == edited


def test_a_large_architecture_is_taken(ada):
    many = [f"queue_{n}" for n in range(400)]
    parts = [{"id": one, "block": "sqs_queue", "name": one, "because": "a reason " * 30} for one in many]
    edited = {"title": "Orders", "project": "orders", "components": parts}
    assert ada.post("/api/v1/jobs", json={"mode": "implement", "architecture": edited}).status_code == 202


def test_a_list_tells_of_what_was_made_in_short_and_the_job_all_of_it(ada, services):
    job_id = submit(ada).json["data"]["id"]
    short = {"title": "A site", "summary": "S3 and CloudFront", "region": "eu-central-1", "monthly_usd": 3.2}
    short |= {"checks": {"passed": 40, "failed": 0, "skipped": 1}, "files": 9, "seconds": 1.5}
    result = {**short, "components": [{"id": "site"}], "options": {"balanced": {"title": "another"}}}
    with services.database.tenant(ada.account.org_id):
        done = {"state": "succeeded", "finished_at": now(), "result": result}
        Job.update(**done).where(Job.id == job_id).execute()

    (listed,) = ada.get("/api/v1/jobs").json["data"]
    shown = ada.get(f"/api/v1/jobs/{job_id}").json["data"]
    assert shown["result"] == result
    assert listed == shown | {"result": short}


def test_jobs_are_found_by_words_of_their_request_and_title(ada, services):
    shop = submit(ada, JOB | {"request": "A shop for 100% wool_socks, C:\\wool"}).json["data"]["id"]
    blog = submit(ada, JOB | {"request": "A blog on a CDN"}).json["data"]["id"]
    done = {"state": "succeeded", "finished_at": now(), "result": {"title": "Pages on CloudFront"}}
    with services.database.tenant(ada.account.org_id):
        Job.update(**done).where(Job.id == blog).execute()

    def found(words, **more):
        response = ada.get("/api/v1/jobs", query_string={"q": words, **more})
        assert response.status_code == 200, response.text
        return [job["id"] for job in response.json["data"]]

    assert found("A") == [blog, shop] == found("  ")
    assert found("cloudfront BLOG") == [blog] == found("cloudf", state="succeeded")
    assert found("cloudfront shop") == [] == found("cloudfront", state="queued")
    assert found("100%") == found("wool_s") == found("c:\\w") == [shop]
    assert found("%") == found("_") == found("\\") == [shop]
    assert found("1%0") == found("w_ol") == found("'; --") == []
    with services.database.tenant(ada.account.org_id):  # as rows are that ended before titles were kept
        assert len(list(Job.raw("UPDATE job SET title = NULL RETURNING id"))) == 2
    assert found("CloudFront") == [blog]


def test_the_message_reaches_the_queue(ada, services):
    job_id = submit(ada).json["data"]["id"]

    bodies = []
    for _ in range(50):
        messages = services.queue.receive(0, 10)
        bodies += [json.loads(message["Body"])["job_id"] for message in messages]
        if job_id in bodies:
            break
    assert job_id in bodies


def test_repeating_an_idempotency_key_gives_the_first_job(ada):
    key = {"Idempotency-Key": uuid4().hex}

    first, second = submit(ada, **key), submit(ada, **key)

    assert second.status_code == 202
    assert second.json["data"]["id"] == first.json["data"]["id"]


def test_an_idempotency_key_with_another_body_is_a_conflict(ada):
    key = {"Idempotency-Key": uuid4().hex}
    submit(ada, **key)

    response = submit(ada, {**JOB, "request": "something else"}, **key)

    assert response.status_code == 409
    assert response.json["error"]["code"] == "conflict"


@pytest.mark.parametrize("key", ["x" * 201, "with space", "ümlaut"])
def test_an_idempotency_key_that_cannot_be_one_is_named(ada, key):
    response = submit(ada, **{"Idempotency-Key": key.encode().decode("latin-1")})

    assert response.status_code == 422
    assert response.json["error"]["details"][0]["field"] == "Idempotency-Key"


def test_pages_follow_each_other_without_gaps(ada):
    made = [submit(ada).json["data"]["id"] for _ in range(5)]

    seen, cursor = [], ""
    for _ in range(3):
        answer = ada.get(f"/api/v1/jobs?limit=2{cursor}").json
        seen += [job["id"] for job in answer["data"]]
        cursor = f"&cursor={answer['meta'].get('next_cursor')}"
    assert seen == made[::-1]
    assert "next_cursor" not in answer["meta"]


def test_jobs_are_filtered_by_state(ada):
    kept, cancelled = (submit(ada).json["data"]["id"] for _ in range(2))
    ada.post(f"/api/v1/jobs/{cancelled}/cancel")

    queued = ada.get("/api/v1/jobs?state=queued").json["data"]

    assert [job["id"] for job in queued] == [kept]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=many", "limit"),
        ("limit=" + "9" * 400, "limit"),
        ("state=lost", "state"),
        ("cursor=!!!", "cursor"),
        ("cursor=abc", "cursor"),
        ("cursor=%00", "cursor"),
        ("cursor=" + "a" * 200, "cursor"),
        ("order=asc", "order"),
    ],
)
def test_a_wrong_query_is_named(ada, query, field):
    response = ada.get(f"/api/v1/jobs?{query}")

    assert response.status_code == 422
    (fault,) = response.json["error"]["details"]
    assert fault["field"] == field
    assert fault["fault"]
    assert fault["limit"]


def test_cancelling_works_once(ada):
    job_id = submit(ada).json["data"]["id"]

    first = ada.post(f"/api/v1/jobs/{job_id}/cancel")
    second = ada.post(f"/api/v1/jobs/{job_id}/cancel")

    assert (first.status_code, first.json["data"]["state"]) == (200, "cancelled")
    (event,) = ada.get(f"/api/v1/jobs/{job_id}/events").json["data"]
    assert (event["type"], event["data"]["state"]) == ("state", "cancelled")
    assert second.status_code == 409
    assert "cancelled" in second.json["error"]["message"]


@pytest.mark.parametrize(
    "path",
    ["", "/cancel", "/events", "/artifacts", "/artifacts/bundle.zip", "/tool-calls"],
    ids=lambda path: path or "job",
)
def test_another_tenants_job_is_the_same_as_none(ada, new_account, sign_in, path):
    theirs = submit(sign_in(new_account())).json["data"]["id"]
    ask = ada.post if path == "/cancel" else ada.get

    of_others = ask(f"/api/v1/jobs/{theirs}{path}")
    of_nobody = ask(f"/api/v1/jobs/{uuid4()}{path}")

    assert of_others.status_code == of_nobody.status_code == 404
    assert of_others.json["error"] == of_nobody.json["error"]


@pytest.mark.parametrize("job_id", ["1", "not-a-uuid", "%00", "a" * 500, "..%2f..%2fetc"])
def test_a_malformed_id_is_not_found(ada, job_id):
    response = ada.get(f"/api/v1/jobs/{job_id}")

    assert response.status_code == 404
    assert response.json["error"]["code"] == "not_found"


def test_a_viewer_reads_and_does_not_submit(ada, new_account, sign_in):
    viewer = sign_in(new_account(ada.account.org_id, Role.VIEWER))
    job_id = submit(ada).json["data"]["id"]

    assert viewer.get(f"/api/v1/jobs/{job_id}").status_code == 200
    assert submit(viewer).status_code == 403
    assert viewer.post(f"/api/v1/jobs/{job_id}/cancel").status_code == 403


def test_a_quota_that_is_used_up_says_so(ada, migrated):
    connection = psycopg2.connect(migrated.owner_url)
    with connection, connection.cursor() as cursor:
        cursor.execute("UPDATE organization SET unfinished_jobs_limit = 1 WHERE id = %s", (str(ada.account.org_id),))
    connection.close()

    submit(ada)
    response = submit(ada)

    assert response.status_code == 429
    assert response.json["error"]["code"] == "quota_exceeded"
