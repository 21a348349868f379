"""Staying signed in, signing out, and where somebody is signed in."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from jobs.models import LoginSession, Membership, now
from jobs.roles import Role
from web.access_tokens import soon
from web.login_sessions import GRACE, INACTIVITY, LONGEST

ACCESS, REFRESH = "groundplan_access", "groundplan_refresh"


def cookie(person, name):
    found = person.client.get_cookie(name)
    return found.value if found else None


def row_of(services, person) -> LoginSession:
    with services.database.user(person.account.user_id):
        return LoginSession.select().order_by(LoginSession.created_at.desc()).first()


def change(services, person, **columns) -> None:
    with services.database.user(person.account.user_id):
        LoginSession.update(**columns).execute()


def is_in(person) -> bool:
    return person.get("/api/v1/session").status_code == 200


def test_refreshing_gives_new_tokens_and_another_day(ada, services):
    before, row = cookie(ada, REFRESH), row_of(services, ada)
    change(services, ada, ends_at=now() + timedelta(minutes=1))
    ada.client.delete_cookie(ACCESS)
    assert not is_in(ada)

    answer = ada.post("/auth/refresh")

    assert answer.status_code == 200, answer.text
    assert answer.json["data"]["expires_at"]
    assert cookie(ada, REFRESH) not in {None, before}
    assert row_of(services, ada).ends_at > row.ends_at - timedelta(minutes=1)
    assert is_in(ada)
    flags = {header.partition("=")[0]: header for header in answer.headers.getlist("Set-Cookie")}
    assert "HttpOnly" in flags[ACCESS]
    assert "SameSite=Lax" in flags[ACCESS]
    assert "HttpOnly" in flags[REFRESH]
    assert "SameSite=Strict" in flags[REFRESH]


def test_two_tabs_that_refresh_at_once_both_stay_signed_in(ada):
    before = cookie(ada, REFRESH)
    ada.post("/auth/refresh")
    after = cookie(ada, REFRESH)
    ada.client.set_cookie(REFRESH, before)

    assert ada.post("/auth/refresh").status_code == 200
    assert cookie(ada, REFRESH) == after
    assert ada.post("/auth/refresh").status_code == 200


def test_eight_tabs_that_refresh_in_the_same_moment_get_the_same_token(ada, app):
    sent = {"Cookie": f"{REFRESH}={cookie(ada, REFRESH)}", "Origin": ada.client.environ_base["HTTP_ORIGIN"]}

    def refresh(_):
        return app.test_client(use_cookies=False).post("/auth/refresh", headers=sent)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(refresh, range(8)))

    assert [answer.status_code for answer in answers] == [200] * 8
    given = {header for answer in answers for header in answer.headers.getlist("Set-Cookie") if REFRESH in header}
    assert len({header.partition(";")[0] for header in given}) == 1


def test_what_happens_to_sessions_is_logged_without_any_token(ada, caplog):
    with caplog.at_level(logging.INFO):
        ada.post("/api/v1/api-keys", json={"name": "k"})
        tokens = [cookie(ada, ACCESS), cookie(ada, REFRESH)]
        ada.post("/auth/refresh")
        ada.delete("/api/v1/sessions")

    actions = {getattr(record, "action", "") for record in caplog.records}
    assert {"web.api_key_made", "web.signed_out_everywhere"} <= actions
    said = " ".join(str(vars(record)) for record in caplog.records)
    assert not [token for token in [*tokens, "gp_"] if token in said]


def test_a_refresh_token_that_comes_again_later_ends_the_session_for_both(ada, services, caplog):
    stolen = cookie(ada, REFRESH)
    ada.post("/auth/refresh")
    change(services, ada, refreshed_at=now() - GRACE - timedelta(seconds=1))
    kept, thief = cookie(ada, REFRESH), ada.client
    thief.set_cookie(REFRESH, stolen)

    with caplog.at_level(logging.WARNING):
        assert ada.post("/auth/refresh").status_code == 401

    assert row_of(services, ada).ended_because == "reused"
    assert not is_in(ada)
    ada.client.set_cookie(REFRESH, kept)
    assert ada.post("/auth/refresh").status_code == 401
    (line,) = [record for record in caplog.records if getattr(record, "action", "") == "web.refresh_token_reused"]
    assert line.user_id == str(ada.account.user_id)


def test_the_token_before_the_last_is_taken_by_no_grace(ada, services):
    oldest = cookie(ada, REFRESH)
    for _ in range(2):
        ada.post("/auth/refresh")
    ada.client.set_cookie(REFRESH, oldest)

    assert ada.post("/auth/refresh").status_code == 401
    assert row_of(services, ada).ended_because == "reused"


@pytest.mark.parametrize("text", ["", "x", "A" * 108, "' OR 1=1 --"])
def test_a_made_up_refresh_token_harms_no_session(ada, text):
    before = cookie(ada, REFRESH)
    ada.client.set_cookie(REFRESH, text)
    assert ada.post("/auth/refresh").status_code == 401
    ada.client.set_cookie(REFRESH, before)

    assert ada.post("/auth/refresh").status_code == 200


def test_neither_token_is_good_for_the_other(ada):
    access, refresh = cookie(ada, ACCESS), cookie(ada, REFRESH)
    ada.client.set_cookie(ACCESS, refresh)
    assert not is_in(ada)
    ada.client.set_cookie(REFRESH, access)

    assert ada.post("/auth/refresh").status_code == 401


def test_a_session_ends_after_a_day_without_use_and_after_a_month_in_any_case(ada, services):
    row = row_of(services, ada)
    assert abs(row.ends_at - row.created_at - INACTIVITY) < timedelta(seconds=5)
    change(services, ada, created_at=now() - LONGEST + timedelta(hours=1))
    assert ada.post("/auth/refresh").status_code == 200
    assert row_of(services, ada).ends_at < now() + timedelta(hours=2)
    change(services, ada, ends_at=now())

    assert not is_in(ada)
    assert ada.post("/auth/refresh").status_code == 401


def test_signing_out_ends_a_copied_cookie_too(ada, app):
    thief = app.test_client()
    thief.set_cookie(ACCESS, cookie(ada, ACCESS))
    thief.set_cookie(REFRESH, cookie(ada, REFRESH))
    assert thief.get("/api/v1/session").status_code == 200

    answer = ada.post("/auth/logout")

    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (204, '"cache"')
    assert cookie(ada, ACCESS) is cookie(ada, REFRESH) is None
    assert thief.get("/api/v1/session").status_code == 401
    origin = {"Origin": ada.client.environ_base["HTTP_ORIGIN"]}
    assert thief.post("/auth/refresh", headers=origin).status_code == 401


def test_signing_out_works_with_one_of_the_two_tokens(ada, sign_in, services):
    for missing in (ACCESS, REFRESH):
        person = sign_in(ada.account)
        person.client.delete_cookie(missing)
        assert person.post("/auth/logout").status_code == 204
        assert row_of(services, person).ended_because == "signed_out"


def test_signing_out_everywhere_leaves_nobody_in_and_others_alone(ada, sign_in, new_account):
    elsewhere, other = sign_in(ada.account), sign_in(new_account())

    answer = ada.delete("/api/v1/sessions")

    assert answer.json["data"] == {"ended": 2}
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert cookie(ada, ACCESS) is cookie(ada, REFRESH) is None
    assert [is_in(person) for person in (ada, elsewhere, other)] == [False, False, True]


def test_sessions_are_listed_and_one_can_be_ended(ada, sign_in, new_account):
    elsewhere, other = sign_in(ada.account), sign_in(new_account())
    sessions = ada.get("/api/v1/sessions").json["data"]

    assert [session["current"] for session in sessions].count(True) == 1
    assert {(session["address"], session["agent"]) for session in sessions} == {("192.0.2.1", "a test")}
    assert not {"refresh_hash", "user_id", "org_id"} & set(sessions[0])
    theirs = next(session["id"] for session in sessions if not session["current"])
    assert other.delete(f"/api/v1/sessions/{theirs}").status_code == 404
    assert is_in(elsewhere)
    assert ada.delete(f"/api/v1/sessions/{theirs}").json["data"] == {"ended": 1}
    assert ada.delete(f"/api/v1/sessions/{theirs}").status_code == 404
    assert [is_in(person) for person in (ada, elsewhere)] == [True, False]
    (own,) = ada.get("/api/v1/sessions").json["data"]
    assert ada.delete(f"/api/v1/sessions/{own['id']}").status_code == 200
    assert not is_in(ada)


def test_switching_the_organization_gives_a_token_for_it(ada, new_account, services):
    other = new_account()
    wanted = {"organization_id": str(other.org_id)}
    assert ada.post("/api/v1/session/organization", json=wanted).status_code == 404
    with services.database.tenant(other.org_id):
        Membership.create(org_id=other.org_id, user_id=ada.account.user_id, role=Role.VIEWER)
    before = cookie(ada, ACCESS)
    places = ada.get("/api/v1/session").json["data"]["organizations"]
    assert {place["id"]: place["role"] for place in places} == {
        str(ada.account.org_id): "owner",
        str(other.org_id): "viewer",
    }

    assert ada.post("/api/v1/session/organization", json=wanted).status_code == 200

    session = ada.get("/api/v1/session").json["data"]
    assert (session["organization"]["id"], session["role"]) == (str(other.org_id), "viewer")
    assert ada.post("/auth/refresh").status_code == 200
    assert ada.get("/api/v1/session").json["data"]["organization"]["id"] == str(other.org_id)
    ada.client.set_cookie(ACCESS, before)
    assert ada.get("/api/v1/session").json["data"]["organization"]["id"] == str(ada.account.org_id)


def test_a_change_of_role_works_at_once(ada, new_account, sign_in, services):
    member = sign_in(new_account(ada.account.org_id, Role.ADMIN))
    assert member.get("/api/v1/admin/audit").status_code == 200
    for role, status in ((Role.MEMBER, 403), (Role.OWNER, 200), (Role.VIEWER, 403)):
        with services.database.tenant(ada.account.org_id):
            mine = Membership.user_id == member.account.user_id
            Membership.update(role=role).where(mine).execute()
        assert member.get("/api/v1/admin/audit").status_code == status


def test_removal_from_an_organization_ends_the_sessions_there(ada, new_account, sign_in, services):
    member = sign_in(new_account(ada.account.org_id, Role.MEMBER))
    with services.database.tenant(ada.account.org_id):
        Membership.delete().where(Membership.user_id == member.account.user_id).execute()

    assert member.post("/auth/refresh").status_code == 401
    assert not is_in(member)


def test_the_session_says_when_to_refresh(ada):
    expires_at = datetime.fromisoformat(ada.get("/api/v1/session").json["data"]["expires_at"])

    assert now() < expires_at <= soon()
