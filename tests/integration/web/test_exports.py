"""An owner has all data of the organization put into a zip, once at a time, and downloads it by a link that ends."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4
from zipfile import ZipFile

import requests

from jobs.exports import requests as asking
from jobs.exports.making import make_next
from jobs.roles import Role

PATH = "/api/v1/organization/export"
JOB = {"mode": "implement", "request": "A static site"}


def newest(person) -> dict:
    return person.get(PATH).json["data"][0]


def make_all(chores):
    while make_next(chores):
        pass


def test_an_owner_exports_everything_and_downloads_it_by_a_link_that_needs_no_sign_in(ada, chores):
    job_id = ada.post("/api/v1/jobs", json=JOB).json["data"]["id"]
    asked = ada.post(PATH, headers={"Idempotency-Key": "once"})
    assert (asked.status_code, asked.json["data"]["state"]) == (202, "queued")
    assert ada.post(PATH, headers={"Idempotency-Key": "once"}).json["data"] == asked.json["data"]
    early = ada.get(f"{PATH}/{asked.json['data']['id']}/download")
    assert (early.status_code, early.json["error"]["message"]) == (
        409,
        "This export cannot be downloaded: it is queued.",
    )
    another = ada.post(PATH)
    assert (another.status_code, another.json["error"]["code"]) == (409, "conflict")

    make_all(chores)

    made = newest(ada)
    assert (made["id"], made["state"]) == (asked.json["data"]["id"], "ready")
    assert ada.post(PATH, headers={"Idempotency-Key": "once"}).json["data"] == made
    answer = ada.get(made["url"])
    assert (answer.status_code, answer.headers["Cache-Control"]) == (303, "no-store")
    link = answer.headers["Location"]
    assert parse_qs(urlsplit(link).query)["X-Amz-Expires"] == ["300"]
    with requests.Session() as session:
        session.trust_env = False
        file = session.get(link, timeout=10)
    assert file.headers["Content-Disposition"].startswith('attachment; filename="groundplan-export-2')
    assert len(file.content) == made["size"]
    with ZipFile(io.BytesIO(file.content)) as archive:
        jobs = [json.loads(line) for line in archive.read("data/job.jsonl").splitlines()]
    assert [one["id"] for one in jobs] == [job_id]


def test_nobody_else_gets_at_it(ada, chores, new_account, sign_in):
    ada.post(PATH)
    make_all(chores)
    url = newest(ada)["url"]

    for role in (Role.ADMIN, Role.MEMBER, Role.VIEWER):
        member = sign_in(new_account(ada.account.org_id, role))
        assert [member.post(PATH).status_code, member.get(PATH).status_code, member.get(url).status_code] == [403] * 3
    other = sign_in(new_account())
    assert other.get(PATH).json["data"] == []
    assert other.get(url).status_code == 404
    key = ada.post("/api/v1/api-keys", json={"name": "robot", "scope": "admin"}).json["data"]["key"]
    bearer = {"Authorization": f"Bearer {key}"}
    program = ada.client.application.test_client()
    assert program.post(PATH, headers=bearer).status_code == program.get(url, headers=bearer).status_code == 403


def test_of_many_at_once_one_is_made_and_no_more_than_three_a_day(ada, chores, sign_in):
    tabs = [sign_in(ada.account) for _ in range(5)]
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda tab: tab.post(PATH, headers={"Idempotency-Key": uuid4().hex}), tabs))
    assert sorted(answer.status_code for answer in answers) == [202, 409, 409, 409, 409]
    for _ in range(asking.MOST_A_DAY - 1):
        make_all(chores)
        assert ada.post(PATH).status_code == 202
    make_all(chores)

    enough = ada.post(PATH)

    assert (enough.status_code, enough.json["error"]["message"]) == (
        409,
        "An organization is exported at most 3 times in 24 hours. Go on tomorrow.",
    )
    assert [one["state"] for one in ada.get(PATH).json["data"]] == ["ready"] * 3


def test_it_can_be_exported_in_the_week_before_it_is_deleted(ada, chores):
    name = ada.get("/api/v1/session").json["data"]["organization"]["name"]
    assert ada.post("/api/v1/organization/deletion", json={"name": name}).status_code == 200
    assert ada.post(PATH).status_code == 202
    make_all(chores)
    assert newest(ada)["state"] == "ready"
