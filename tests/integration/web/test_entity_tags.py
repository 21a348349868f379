"""Asking again for what one has: 304 where nothing changed, and never for what one may not see."""

import pytest

from jobs.models import Membership
from jobs.roles import Role
from web.entity_tags import POLLED
from web.guards import GUARDS

JOB = {"mode": "implement", "request": "A static site"}
WEBHOOK = {"url": "https://hooks.example.com/groundplan", "events": ["job.succeeded"]}


def again(who, path, tag):
    return who.get(path, headers={"If-None-Match": tag})


@pytest.fixture
def job(ada) -> str:
    return f"/api/v1/jobs/{ada.post('/api/v1/jobs', json=JOB).json['data']['id']}"


def test_every_polled_route_is_one():
    assert set(GUARDS) >= POLLED


def test_what_has_not_changed_is_not_sent_again(ada, job):
    talk = ada.post("/api/v1/conversations", json={}).json["data"]["id"]
    batch = ada.post("/api/v1/batches", json={"items": [JOB]}).json["data"]["id"]
    names = ("jobs", "batches", "conversations", "usage", "members", "invitations", "organization", "billing")
    paths = [f"/api/v1/{name}" for name in (*names, "admin/tool-servers", "organization/export", "share-links")]
    paths += [job, f"{job}/events?after=0", f"{job}/artifacts", f"{job}/versions", f"/api/v1/batches/{batch}"]
    paths += [f"/api/v1/conversations/{talk}", f"/api/v1/conversations/{talk}/utterances"]
    webhook = ada.post("/api/v1/webhooks", json=WEBHOOK).json["data"]["id"]
    paths += [f"{job}/share-links", "/api/v1/webhooks", f"/api/v1/webhooks/{webhook}/deliveries"]

    for path in paths:
        first = ada.get(path)
        second = again(ada, path, first.headers["ETag"])

        assert first.status_code == 200, path
        assert first.headers["ETag"].startswith('W/"')
        assert (second.status_code, second.data) == (304, b""), path
        for answer in (first, second):
            assert answer.headers["ETag"] == first.headers["ETag"]
            assert answer.headers["Cache-Control"] == "private, no-cache"
            assert answer.headers["Vary"] == "Cookie, Authorization"
            assert answer.headers["RateLimit-Remaining"]
    assert len(paths) == len(POLLED)


def test_what_has_changed_is_sent(ada, job):
    before = {path: ada.get(path).headers["ETag"] for path in (job, "/api/v1/jobs", "/api/v1/usage")}

    ada.post(f"{job}/cancel")

    for path, tag in before.items():
        answer = again(ada, path, tag)
        assert answer.status_code == 200, path
        assert answer.headers["ETag"] != tag


def test_a_further_page_is_a_change(ada, job):
    tag = ada.get("/api/v1/members?limit=1").headers["ETag"]
    page = "/api/v1/jobs?limit=1&state=queued"
    only = ada.get(page)
    ada.post("/api/v1/jobs", json=JOB)
    newest = ada.get(page)

    assert again(ada, page, only.headers["ETag"]).status_code == 200
    assert newest.json["meta"]["next_cursor"]
    assert again(ada, "/api/v1/members", tag).status_code == 304


def test_nobody_gets_a_304_for_what_they_may_not_see(ada, app, job, new_account, sign_in):
    tag = ada.get(job).headers["ETag"]
    tags = f"{tag}, {ada.get('/api/v1/conversations').headers['ETag']}"
    stranger = sign_in(new_account())
    nobody = app.test_client()

    for wanted in (tag, tags, "*"):
        assert again(stranger, job, wanted).status_code == 404
        assert nobody.get(job, headers={"If-None-Match": wanted}).status_code == 401
        assert nobody.get("/api/v1/jobs", headers={"If-None-Match": wanted}).status_code == 401
    # Both have none, and each has a tag of their own.
    assert again(stranger, "/api/v1/conversations", tags).status_code == 200


def test_another_role_shows_at_once(ada, new_account, services, sign_in):
    colleague = sign_in(new_account(ada.account.org_id, Role.ADMIN))
    members, invitations = (colleague.get(f"/api/v1/{name}").headers["ETag"] for name in ("members", "invitations"))

    with services.database.tenant(ada.account.org_id):
        mine = Membership.user_id == colleague.account.user_id
        Membership.update(role=Role.VIEWER).where(mine).execute()

    assert again(colleague, "/api/v1/members", members).status_code == 200
    assert again(colleague, "/api/v1/invitations", invitations).status_code == 403


def test_what_is_written_has_no_tag(ada, job):
    answer = ada.post(f"{job}/cancel", headers={"If-None-Match": "*"})

    assert answer.status_code == 200
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_asking_for_the_head_only_is_answered_alike(ada, job):
    tag = ada.get(job).headers["ETag"]

    assert ada.client.head(job).headers["ETag"] == tag
    assert ada.client.head(job, headers={"If-None-Match": tag.removeprefix("W/")}).status_code == 304


def test_signing_out_empties_the_browsers_cache(ada):
    assert ada.post("/auth/logout").headers["Clear-Site-Data"] == '"cache"'
