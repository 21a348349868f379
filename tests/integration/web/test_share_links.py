"""Links to results: one version to read for whoever holds one, nothing beside it, and nothing once it is over."""

from datetime import timedelta
from uuid import UUID, uuid4

import psycopg2
import pytest

from jobs.claims import claim, finish
from jobs.models import Organization, ShareAct, ShareLink, now
from jobs.roles import Role
from jobs.share_tokens import token_of
from jobs.states import Mode
from jobs.submission import NewJob, submit

FILES = {
    "README.md": (b"# A site\n", "text/markdown; charset=utf-8"),
    "bundle.zip": (b"PK", "application/zip"),
    "terraform/main.tf": (b"# main\n", "text/plain; charset=utf-8"),
}
RESULT = {
    "title": "A site",
    "summary": "A bucket.",
    "monthly_usd": 1.5,
    "architect": "some-model",
    "usage": {"input_tokens": 9},
    "questions": [{"text": "Who asks?"}],
}
RECEIPT = b'{"verdict": "proven"}'
SECRET = "words of the request that nobody shared"


@pytest.fixture
def finish_job(services):
    """Make a job of an organization succeed with files; its id."""

    def make(account, mode=Mode.IMPLEMENT, files=FILES, options=None, result=RESULT):
        who = {"org_id": account.org_id, "user_id": account.user_id}
        (job,) = submit(services.database, **who, jobs=[NewJob(SECRET, mode=mode, options=options or {})])
        held = claim(services.database, account.org_id, job.id, worker="test", lease_seconds=30)
        stored = [
            services.artifacts.put(account.org_id, job.id, 1, name, content, media_type)
            for name, (content, media_type) in files.items()
        ]
        assert finish(services.database, held, result, stored)
        return job.id

    return make


@pytest.fixture
def as_superuser(migrated):
    """Change what no role of ours may."""

    def execute(statement, value):
        with psycopg2.connect(migrated.owner_url) as connection, connection.cursor() as cursor:
            cursor.execute(statement, (str(value),))
        connection.close()

    return execute


@pytest.fixture
def job_id(ada, finish_job):
    return finish_job(ada.account)


@pytest.fixture
def visitor(app):
    """Who has no account, asking what a link opens."""
    client = app.test_client()

    def ask(link, path="", **more):
        token = link["url"].rpartition("/")[2] if isinstance(link, dict) else link
        return client.get(f"/api/v1/shared/{token}{path}", buffered=True, **more)

    return ask


def share(member, job_id, status=201, headers=None, **body):
    answer = member.post(f"/api/v1/jobs/{job_id}/share-links", json=body, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json.get("data") or answer.json["error"]


def change(services, link, account, **columns):
    with services.database.tenant(account.org_id):
        ShareLink.update(**columns).where(ShareLink.id == link["id"]).execute()


def test_who_holds_a_link_reads_one_result_and_nothing_of_who_made_it(ada, job_id, visitor, services, finish_job):
    finish_job(ada.account)
    link = share(ada, job_id, title="For the review")
    assert (link["state"], link["views"], link["allows_download"]) == ("open", 0, False)

    answer = visitor(link)
    shown = answer.json["data"]
    assert (shown["title"], shown["mode"], shown["version"], shown["has_receipt"]) == (
        "For the review",
        "implement",
        1,
        False,
    )
    assert shown["result"] == {"title": "A site", "summary": "A bucket.", "monthly_usd": 1.5}
    files = visitor(link, "/artifacts").json["data"]
    assert [file["name"] for file in files] == ["README.md", "terraform/main.tf"]
    read = visitor(link, "/artifacts/terraform/main.tf")
    assert (read.data, visitor(link, "/artifacts/bundle.zip").status_code) == (b"# main\n", 404)
    assert "sandbox" in read.headers["Content-Security-Policy"]
    for one in (answer, read, visitor("gps_unknown")):
        assert (one.headers["Referrer-Policy"], one.headers["X-Robots-Tag"][:7]) == ("no-referrer", "noindex")
    everything = answer.text + visitor(link, "/artifacts").text
    with services.database.tenant(ada.account.org_id):
        name = Organization.get_by_id(ada.account.org_id).name
    for inside in (SECRET, str(job_id), str(ada.account.org_id), str(ada.account.user_id), name, link["created_by"]):
        assert inside not in everything

    (listed,) = ada.get("/api/v1/share-links").json["data"]
    assert (listed["views"], listed["first_viewed_at"] is None, listed["url"]) == (1, False, link["url"])
    visitor(link)
    assert ada.get(f"/api/v1/jobs/{job_id}/share-links").json["data"][0]["views"] == 2
    acts = ada.get("/api/v1/share-links/acts").json["data"]
    assert [(act["act"], act["user_name"]) for act in acts] == [("first_viewed", None), ("made", link["created_by"])]


def test_the_zip_and_the_newest_receipt_come_with_what_was_shared(ada, finish_job, visitor):
    job_id = finish_job(ada.account)
    link = share(ada, job_id, allows_download=True)
    assert visitor(link, "/artifacts/bundle.zip").data == b"PK"
    assert visitor(link, "/artifacts/receipt.json").status_code == 404

    for receipt in (b"{}", RECEIPT):
        told = {"receipt.json": (receipt, "application/json"), "log.txt": (b"inside", "text/plain")}
        finish_job(ada.account, Mode.VERIFY, told, {"based_on": str(job_id)}, {"verdict": "proven"})
    assert visitor(link).json["data"]["has_receipt"] is True
    assert visitor(link, "/artifacts/receipt.json").data == RECEIPT
    assert visitor(link, "/artifacts/log.txt").status_code == 404
    assert ada.patch(f"/api/v1/share-links/{link['id']}", json={"allows_download": False}).status_code == 200
    assert visitor(link, "/artifacts/bundle.zip").status_code == 404


def test_a_link_that_is_over_is_like_one_that_never_was_but_for_one_that_expired(ada, job_id, visitor, services):
    link = share(ada, job_id)
    never = visitor(str(token_of(uuid4(), "key"))).json["error"]
    path = f"/api/v1/share-links/{link['id']}"

    def is_unknown():
        tried = [visitor(link), visitor(link, "/artifacts"), visitor(link, "/artifacts/README.md")]
        return [(one.status_code, one.json["error"]) for one in tried] == [(404, never)] * 3

    assert ada.delete(path).json["data"]["state"] == "revoked"
    assert is_unknown()
    assert ada.patch(path, json={"title": "Mine"}).status_code == 409
    assert ada.post(f"{path}/restore").json["data"]["url"] == link["url"]
    assert visitor(link).status_code == 200

    organization = "/api/v1/organization"
    assert ada.patch(organization, json={"share_links": "off"}).json["data"]["share_links"] == "off"
    assert is_unknown()
    assert ada.get("/api/v1/share-links").json["data"][0]["state"] == "switched_off"
    assert "allows no links" in share(ada, job_id, 403)["message"]
    ada.patch(organization, json={"share_links": "ending"})
    assert visitor(link).status_code == 200

    change(services, link, ada.account, expires_at=now() - timedelta(seconds=1))
    for expired in (visitor(link), visitor(link, "/artifacts"), visitor(link, "/artifacts/README.md")):
        assert (expired.status_code, expired.json["error"]["code"]) == (410, "link_expired")
    assert ada.get("/api/v1/share-links").json["data"][0]["views"] == 2
    assert ada.patch(path, json={"expires_in_days": 1}).json["data"]["state"] == "open"
    assert visitor(link).status_code == 200
    acts = [one["act"] for one in ada.get("/api/v1/share-links/acts").json["data"]]
    assert acts == ["changed", "allowed", "allowed", "first_viewed", "restored", "revoked", "made"]


def test_a_suspended_organization_and_a_deleted_job_are_behind_no_link(ada, job_id, visitor, services, as_superuser):
    link = share(ada, job_id)
    as_superuser("INSERT INTO organization_suspension (org_id, reason) VALUES (%s, 'A test.')", ada.account.org_id)
    assert visitor(link).status_code == 404
    as_superuser("DELETE FROM organization_suspension WHERE org_id = %s", ada.account.org_id)
    assert visitor(link).status_code == 200
    as_superuser("DELETE FROM job WHERE id = %s", job_id)
    assert visitor(link).status_code == 404
    assert ada.get("/api/v1/share-links").json["data"] == []


def test_only_owners_and_admins_let_links_be_endless_and_those_end_with_their_word(
    ada, job_id, visitor, sign_in, new_account
):
    assert "every link ends" in share(ada, job_id, 403, expires_in_days=None)["message"]
    member = sign_in(new_account(ada.account.org_id, Role.MEMBER))
    assert member.patch("/api/v1/organization", json={"share_links": "endless"}).status_code == 403
    ada.patch("/api/v1/organization", json={"share_links": "endless"})
    link = share(member, job_id, expires_in_days=None)
    assert (link["expires_at"], visitor(link).status_code) == (None, 200)
    ada.patch("/api/v1/organization", json={"share_links": "ending"})
    assert visitor(link).status_code == 404


def test_viewers_see_what_is_shared_and_no_link(ada, job_id, sign_in, new_account):
    share(ada, job_id)
    viewer = sign_in(new_account(ada.account.org_id, Role.VIEWER))
    (seen,) = viewer.get(f"/api/v1/jobs/{job_id}/share-links").json["data"]
    assert (seen["state"], seen["url"]) == ("open", None)
    share(viewer, job_id, 403)
    assert viewer.get("/api/v1/share-links/acts").status_code == 403


def test_a_repeated_request_makes_one_link_and_another_body_is_refused(ada, job_id):
    first, again = (share(ada, job_id, headers={"Idempotency-Key": "once"}, title="One") for _ in range(2))
    assert first == again
    share(ada, job_id, 409, {"Idempotency-Key": "once"}, title="Two")
    assert len(ada.get("/api/v1/share-links").json["data"]) == 1


def test_a_link_whose_key_is_gone_works_and_is_not_shown(ada, job_id, visitor, services):
    link = share(ada, job_id)
    other = token_of(UUID(link["id"]), "the key before")
    with services.database.tenant(ada.account.org_id):
        row = ShareLink.get_by_id(link["id"])
        old = {**row.__data__, "id": uuid4(), "secret_sha256": other.sha256}
        ShareLink.create(**old)
    assert visitor(str(other)).status_code == 200
    assert [one["url"] for one in ada.get("/api/v1/share-links").json["data"] if one["id"] != link["id"]] == [None]


def test_what_has_no_result_is_not_shared(ada, services, finish_job):
    who = {"org_id": ada.account.org_id, "user_id": ada.account.user_id}
    (queued,) = submit(services.database, **who, jobs=[NewJob("A static site")])
    assert "not succeeded" in share(ada, queued.id, 409)["message"]
    trial = finish_job(ada.account, Mode.VERIFY, {}, {"based_on": str(queued.id)})
    assert "verify" in share(ada, trial, 409)["message"]
    share(ada, uuid4(), 404)


def test_a_job_has_so_many_open_links(ada, job_id, monkeypatch):
    monkeypatch.setattr("web.share_links.MOST_OF_A_JOB", 1)
    link = share(ada, job_id)
    assert "can have no more" in share(ada, job_id, 409)["message"]
    ada.delete(f"/api/v1/share-links/{link['id']}")
    share(ada, job_id)
    assert ada.post(f"/api/v1/share-links/{link['id']}/restore").status_code == 409


def test_the_record_of_what_was_done_is_not_changed(ada, job_id, services):
    share(ada, job_id)
    with pytest.raises(Exception, match="permission denied"), services.database.tenant(ada.account.org_id):
        ShareAct.update(act="revoked").execute()


def test_the_page_of_a_link_is_nothing_to_be_found(app):
    answer = app.test_client().get("/shared/gps_x", headers={"Accept": "text/html"}, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert (answer.headers["Referrer-Policy"], answer.headers["X-Robots-Tag"][:7]) == ("no-referrer", "noindex")
