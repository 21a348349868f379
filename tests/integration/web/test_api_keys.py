"""Keys for programs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from jobs.database import active_database
from jobs.models import ApiKey, Membership, now
from jobs.roles import Role
from web.api import api_keys

SCOPES = ("submit", "read", "admin")


def make_key(person, name="nightly import", **headers):
    response = person.post("/api/v1/api-keys", json={"name": name}, headers=headers)
    assert response.status_code == 201, response.text
    return response.json["data"]


def revocable(client):
    return {key["id"]: key["revocable"] for key in client.get("/api/v1/api-keys").json["data"]}


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


def test_a_program_works_with_its_key_and_without_origin_or_cookie(ada, app):
    key = make_key(ada)["key"]

    response = app.test_client().post(
        "/api/v1/jobs", json={"mode": "implement", "request": "A static site"}, headers=bearer(key)
    )

    assert response.status_code == 202
    assert ada.get(response.headers["Location"]).status_code == 200


def test_the_secret_is_shown_once_and_never_stored(ada, services):
    made = make_key(ada)

    listed = ada.get("/api/v1/api-keys").json["data"]
    with services.database.tenant(ada.account.org_id):
        (row,) = ApiKey.select().dicts()
    assert [key["id"] for key in listed] == [made["id"]]
    assert "key" not in listed[0]
    secret = made["key"].rsplit("_", 1)[-1]
    assert secret not in str(row)
    assert secret.startswith(made["prefix"])


def test_a_revoked_key_stops_working(ada, app):
    made = make_key(ada)
    client = app.test_client()
    assert client.get("/api/v1/jobs", headers=bearer(made["key"])).status_code == 200

    revoked = ada.delete(f"/api/v1/api-keys/{made['id']}")

    assert revoked.json["data"]["revoked_at"]
    assert client.get("/api/v1/jobs", headers=bearer(made["key"])).status_code == 401


def test_a_key_notes_when_it_was_used(ada, app):
    made = make_key(ada)
    assert made["last_used_at"] is None

    app.test_client().get("/api/v1/jobs", headers=bearer(made["key"]))

    assert ada.get("/api/v1/api-keys").json["data"][0]["last_used_at"]


def test_repeating_the_request_shows_the_same_key_again(ada):
    header = {"Idempotency-Key": uuid4().hex}

    assert make_key(ada, **header) == make_key(ada, **header)
    assert len(ada.get("/api/v1/api-keys").json["data"]) == 1


def test_repeating_it_with_another_name_is_a_conflict(ada):
    header = {"Idempotency-Key": uuid4().hex}
    make_key(ada, **header)

    response = ada.post("/api/v1/api-keys", json={"name": "other"}, headers=header)

    assert response.status_code == 409


def test_the_same_idempotency_key_of_two_tenants_gives_two_keys(ada, new_account, sign_in):
    header = {"Idempotency-Key": uuid4().hex}

    assert make_key(ada, **header)["key"] != make_key(sign_in(new_account()), **header)["key"]


@pytest.mark.parametrize(
    "authorization", ["Bearer", "Bearer ", "Bearer gp_x", "Basic YTpi", "gp_", "Bearer \x00", "Bearer é"]
)
def test_what_is_not_a_key_is_refused(app, authorization):
    response = app.test_client().get("/api/v1/jobs", headers={"Authorization": authorization})

    assert response.status_code == 401
    assert "WWW-Authenticate" in response.headers


def test_a_key_of_one_organization_does_not_open_another(ada, app, new_account):
    key = make_key(ada)["key"]
    _, _, secret = key.split("_")

    forged = f"gp_{new_account().org_id.hex}_{secret}"

    assert app.test_client().get("/api/v1/jobs", headers=bearer(forged)).status_code == 401


def test_a_key_that_is_wrong_is_not_saved_by_a_good_cookie(ada):
    response = ada.get("/api/v1/session", headers={"Authorization": "Bearer gp_wrong"})

    assert response.status_code == 401


def test_a_key_says_what_it_is_good_for_and_until_when(ada):
    made = make_key(ada)
    short = ada.post("/api/v1/api-keys", json={"name": "short", "scope": "read", "expires_in_days": 1}).json["data"]

    assert [made["scope"], short["scope"]] == ["submit", "read"]
    lasts = [
        datetime.fromisoformat(key["expires_at"]) - datetime.fromisoformat(key["created_at"]) for key in (made, short)
    ]
    assert lasts == [timedelta(days=365), timedelta(days=1)]


@pytest.mark.parametrize(
    "field",
    [{"scope": "owner"}, {"scope": None}, *({"expires_in_days": days} for days in (0, -1, 366, 1.5, True, "1"))],
)
def test_a_scope_or_a_time_that_cannot_be_is_named(ada, field):
    response = ada.post("/api/v1/api-keys", json={"name": "key", **field})

    assert response.status_code == 422
    assert response.json["error"]["details"][0]["field"] == next(iter(field))


def test_a_key_stops_working_when_its_time_is_over(ada, app, services):
    made = make_key(ada)
    with services.database.tenant(ada.account.org_id):
        ApiKey.update(expires_at=now()).execute()

    assert app.test_client().get("/api/v1/jobs", headers=bearer(made["key"])).status_code == 401


def test_a_key_that_was_made_before_scopes_works_on(ada, app, services):
    made = make_key(ada)
    with services.database.tenant(ada.account.org_id):
        active_database.execute_sql("UPDATE api_key SET scope = DEFAULT, expires_at = DEFAULT")
    job = {"mode": "implement", "request": "A static site"}

    assert app.test_client().post("/api/v1/jobs", json=job, headers=bearer(made["key"])).status_code == 202
    assert ada.get("/api/v1/api-keys").json["data"][0]["expires_at"] is None


def test_a_key_for_administration_is_made_by_owners_and_admins(ada, new_account, sign_in):
    wanted = {"name": "ops", "scope": "admin"}
    member = sign_in(new_account(ada.account.org_id, Role.MEMBER))

    assert ada.post("/api/v1/api-keys", json=wanted).status_code == 201
    assert member.post("/api/v1/api-keys", json=wanted).status_code == 403


def test_repeating_it_with_another_scope_is_a_conflict(ada):
    header = {"Idempotency-Key": uuid4().hex}
    make_key(ada, **header)

    response = ada.post("/api/v1/api-keys", json={"name": "nightly import", "scope": "read"}, headers=header)

    assert response.status_code == 409


def test_a_key_may_end_itself_and_no_other(ada, app):
    own, other, ops = (
        ada.post("/api/v1/api-keys", json={"name": "k", "scope": scope}).json["data"] for scope in SCOPES
    )
    client = app.test_client()

    def revoke(key, made):
        return client.delete(f"/api/v1/api-keys/{made['id']}", headers=bearer(key["key"])).status_code

    assert [revoke(own, other), revoke(own, ops), revoke(own, own), revoke(own, own)] == [404, 404, 200, 401]
    assert [revoke(other, ops), revoke(ops, other), revoke(other, other)] == [403, 200, 401]


def test_members_revoke_only_their_own_keys(ada, new_account, sign_in):
    member = sign_in(new_account(ada.account.org_id, Role.MEMBER))
    of_ada, of_member = make_key(ada), make_key(member)

    assert revocable(member) == {of_ada["id"]: False, of_member["id"]: True}
    assert revocable(sign_in(new_account(ada.account.org_id, Role.VIEWER))) == {
        of_ada["id"]: False,
        of_member["id"]: False,
    }
    assert revocable(ada) == {of_ada["id"]: True, of_member["id"]: True}
    assert member.delete(f"/api/v1/api-keys/{of_ada['id']}").status_code == 404
    assert member.delete(f"/api/v1/api-keys/{of_member['id']}").status_code == 200
    assert ada.delete(f"/api/v1/api-keys/{of_ada['id']}").status_code == 200


def test_a_key_goes_with_its_maker(ada, app, new_account, sign_in, services):
    member = sign_in(new_account(ada.account.org_id, Role.MEMBER))
    key = make_key(member)["key"]
    with services.database.tenant(ada.account.org_id):
        Membership.delete().where(Membership.user_id == member.account.user_id).execute()

    assert app.test_client().get("/api/v1/jobs", headers=bearer(key)).status_code == 401
    assert member.get("/api/v1/jobs").status_code == 401


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, 7, None, "a\x00b"])
def test_a_name_that_cannot_be_one_is_named(ada, name):
    response = ada.post("/api/v1/api-keys", json={"name": name})

    assert response.status_code == 422
    assert response.json["error"]["details"][0]["field"] == "name"


def test_no_race_makes_more_keys_than_an_organization_may_have(ada, sign_in, monkeypatch):
    monkeypatch.setattr(api_keys, "MOST", 3)
    revoked = make_key(ada)
    assert ada.delete(f"/api/v1/api-keys/{revoked['id']}").status_code == 200
    tabs = [sign_in(ada.account) for _ in range(6)]

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda tab: tab.post("/api/v1/api-keys", json={"name": "robot"}), tabs))

    assert sorted(answer.status_code for answer in answers) == [201, 201, 201, 409, 409, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json["error"]["message"].startswith("The organization has 3 API keys")
