"""Who is suspended, and what is, is refused at once everywhere, and works again when that is lifted."""

import pytest
from starlette.testclient import TestClient

from jobs.claims import claim, finish
from jobs.identifiers import new_id
from jobs.models import ApiKey, Job
from jobs.roles import Role
from jobs.submission import NewJob, submit
from web.accounts import make_organization
from web.api_key_tokens import new_token
from web.cookies import session_cookies
from web.login_sessions import Device, begin
from web.mcp.app import create_mcp_app
from web.problems import AccountSuspended

WHY = {"reason": "They send spam."}
USERS, ORGANIZATIONS = "/api/v1/admin/users", "/api/v1/admin/organizations"


@pytest.fixture
def staff(new_account, make_staff, sign_in):
    return sign_in(make_staff(new_account()))


@pytest.fixture
def with_key(app, services):
    """A program with a key of somebody's; asks for a path and tells how that went."""

    def make(account):
        token, client = new_token(account.org_id), app.test_client()
        with services.database.tenant(account.org_id):
            about = {"org_id": account.org_id, "created_by": account.user_id, "name": "k", "scope": "admin"}
            ApiKey.create(**about, prefix=token.prefix, hash=token.sha256)
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        return client

    return make


@pytest.fixture
def mcp(services, settings):
    return TestClient(create_mcp_app(services), base_url=settings.web_url)


def told(response):
    body = response.json() if callable(response.json) else response.json
    error = body.get("error") or {}
    return response.status_code, (error.get("data") or error).get("code")


def asks_mcp(mcp, program):
    return told(mcp.post("/mcp", json={}, headers={"Authorization": program.environ_base["HTTP_AUTHORIZATION"]}))


def test_a_suspended_person_is_out_everywhere_until_it_is_lifted(  # the way of one person, from in to out to in
    app, services, staff, ada, sign_in, new_account, with_key, mcp
):
    elsewhere = sign_in(ada.account)
    colleague, program = sign_in(new_account(ada.account.org_id, Role.MEMBER)), with_key(ada.account)
    assert [one.get("/api/v1/jobs").status_code for one in (ada, elsewhere, colleague, program)] == [200] * 4
    path = f"{USERS}/{ada.account.user_id}"

    shown = staff.post(f"{path}/suspend", json=WHY)

    assert (shown.status_code, shown.json["data"]["suspended_because"], shown.json["data"]["sessions"]) == (
        200,
        WHY["reason"],
        0,
    )
    for one in (ada, elsewhere, program):
        assert told(one.get("/api/v1/jobs")) == (401, "unauthenticated")
    assert told(ada.post("/auth/refresh")) == (401, "unauthenticated")
    assert asks_mcp(mcp, program) == (401, "unauthenticated")
    assert colleague.get("/api/v1/jobs").status_code == 200
    with app.test_request_context(), pytest.raises(AccountSuspended):
        begin(services.database, session_cookies().refresh_tokens, ada.account, Device("192.0.2.1", "a test"))
    assert told(staff.post(f"{path}/suspend", json=WHY)) == (409, "conflict")

    lifted = staff.post(f"{path}/unsuspend", json={"reason": "It was somebody else."})

    assert lifted.json["data"]["suspended_since"] is None
    assert ada.get("/api/v1/jobs").status_code == 401
    assert sign_in(ada.account).get("/api/v1/jobs").status_code == 200
    assert program.get("/api/v1/jobs").status_code == 200
    assert told(staff.post(f"{path}/unsuspend", json=WHY)) == (404, "not_found")
    acts = staff.get(f"/api/v1/admin/acts?user={ada.account.user_id}").json["data"]
    assert [(act["action"], act["staff_id"]) for act in acts] == [
        ("user.unsuspend", str(staff.account.user_id)),
        ("user.suspend", str(staff.account.user_id)),
    ]
    assert acts[0]["before"]["reason"] == WHY["reason"]
    assert acts[1]["after"] == {"suspended": True, "sessions_ended": 2}


def test_nobody_suspends_themselves_or_who_is_not_there(staff, ada):
    assert told(staff.post(f"{USERS}/{staff.account.user_id}/suspend", json=WHY)) == (409, "conflict")
    assert told(staff.post(f"{USERS}/{ada.account.org_id}/suspend", json=WHY)) == (404, "not_found")
    assert told(staff.post(f"{ORGANIZATIONS}/{ada.account.user_id}/suspend", json=WHY)) == (404, "not_found")
    for nothing in ({}, {"reason": ""}, {"reason": "  "}, {"reason": "x" * 501}, {**WHY, "more": 1}):
        assert staff.post(f"{USERS}/{ada.account.user_id}/suspend", json=nothing).status_code == 422
    assert ada.get("/api/v1/jobs").status_code == 200


def test_everything_in_a_suspended_organization_is_refused_until_it_is_lifted(
    services, staff, ada, sign_in, new_account, with_key, mcp
):
    admin, program = sign_in(new_account(ada.account.org_id, Role.ADMIN)), with_key(ada.account)
    path = f"{ORGANIZATIONS}/{ada.account.org_id}"

    assert staff.post(f"{path}/suspend", json=WHY).json["data"]["suspended_because"] == WHY["reason"]

    suspended = (403, "organization_suspended")
    for one in (ada, admin, program):
        assert told(one.get("/api/v1/jobs")) == suspended
        assert told(one.post("/api/v1/jobs", json={"request": "A static site"})) == suspended
    assert told(program.get("/api/v1/session")) == suspended
    assert asks_mcp(mcp, program) == suspended
    assert told(ada.delete("/api/v1/organization/deletion")) == suspended
    assert ada.get("/api/v1/session").status_code == 200
    (act,) = ada.get("/api/v1/organization/support-acts").json["data"]
    assert (act["action"], act["reason"]) == ("organization.suspend", WHY["reason"])
    assert "staff_id" not in act
    assert admin.get("/api/v1/organization/support-acts").status_code == 403
    another = make_another(services, ada.account)
    switched = ada.post("/api/v1/session/organization", json={"organization_id": str(another)})
    assert switched.status_code == 200
    assert ada.get("/api/v1/jobs").status_code == 200

    assert staff.post(f"{path}/unsuspend", json=WHY).status_code == 200

    assert admin.get("/api/v1/jobs").status_code == program.get("/api/v1/jobs").status_code == 200


def make_another(services, account):
    org_id = new_id()
    assert make_organization(services.database, org_id, account.user_id, "Another")
    return org_id


def test_jobs_of_a_suspended_organization_finish_where_they_run_and_wait_where_they_are_queued(services, staff, ada):
    database, who = services.database, {"org_id": ada.account.org_id, "user_id": ada.account.user_id}
    running, queued = submit(database, **who, jobs=[NewJob("One"), NewJob("Two")])
    held = claim(database, ada.account.org_id, running.id, worker="w", lease_seconds=60)
    with database.tenant(ada.account.org_id):
        Job.update(dispatched_at=Job.created_at).execute()
    path = f"{ORGANIZATIONS}/{ada.account.org_id}"

    staff.post(f"{path}/suspend", json=WHY)

    assert claim(database, ada.account.org_id, queued.id, worker="w", lease_seconds=60) is None
    assert finish(database, held, {"title": "Done"})
    waits = {(row["mode"], row["suspended"]) for row in staff.get("/api/v1/admin/queue").json["data"]["jobs"]}
    assert ("implement", 1) in waits

    staff.post(f"{path}/unsuspend", json=WHY)

    with database.tenant(ada.account.org_id):
        assert Job.get_by_id(queued.id).dispatched_at is None
    assert claim(database, ada.account.org_id, queued.id, worker="w", lease_seconds=60)


def test_staff_go_on_where_their_own_organization_is_suspended(staff):
    path = f"{ORGANIZATIONS}/{staff.account.org_id}"
    assert staff.post(f"{path}/suspend", json=WHY).status_code == 200
    assert told(staff.get("/api/v1/jobs")) == (403, "organization_suspended")
    assert staff.post(f"{path}/unsuspend", json=WHY).status_code == 200
