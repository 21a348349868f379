"""Who belongs to an organization, what each role may change of it, leaving, handing over, and making another."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from jobs.models import ApiKey, Membership
from jobs.roles import Role
from web import members
from web.accounts import Person, account_of
from web.api import organizations

MEMBERS = "/api/v1/members"
ORGANIZATIONS = "/api/v1/organizations"
LEAVE, TRANSFER = "/api/v1/organization/leave", "/api/v1/organization/transfer"


def roles(person) -> dict[str, str]:
    return {one["user_id"]: one["role"] for one in person.get(MEMBERS).json["data"]}


@pytest.fixture
def team(ada, new_account, sign_in):
    """One signed-in person of each role in Ada's organization, by role."""
    others = {role: sign_in(new_account(ada.account.org_id, role)) for role in (Role.ADMIN, Role.MEMBER, Role.VIEWER)}
    return {Role.OWNER: ada, **others}


def at(person) -> str:
    return f"{MEMBERS}/{person.account.user_id}"


def test_every_member_sees_the_members_and_nobody_of_another_organization(team, new_account, sign_in):
    listed = team[Role.VIEWER].get(MEMBERS).json["data"]

    assert [one["role"] for one in listed] == ["owner", "admin", "member", "viewer"]
    assert [one["you"] for one in listed] == [False, False, False, True]
    assert all(one["email"].endswith("@example.com") for one in listed)
    assert len(roles(sign_in(new_account()))) == 1


def test_each_role_changes_what_it_may_and_nothing_above(team, new_account, sign_in):
    """Who changes whom to what, and the answer."""
    owner, admin, member, viewer = (team[role] for role in Role)
    expected = [
        (member, viewer, "member", 403),
        (viewer, viewer, "owner", 403),
        (admin, owner, "member", 403),
        (admin, admin, "owner", 403),
        (admin, member, "owner", 403),
        (admin, viewer, "member", 200),
        (admin, viewer, "admin", 200),
        (admin, viewer, "viewer", 200),
        (owner, owner, "admin", 409),
        (owner, member, "owner", 200),
        (admin, member, "member", 403),
        (owner, member, "member", 200),
        (owner, viewer, "emperor", 422),
    ]
    for actor, whom, role, status in expected:
        answer = actor.patch(at(whom), json={"role": role})
        assert answer.status_code == status, (actor.account, role, answer.text)

    assert list(roles(owner).values()) == ["owner", "admin", "member", "viewer"]
    stranger = sign_in(new_account())
    assert stranger.patch(at(member), json={"role": "viewer"}).status_code == 404
    assert owner.patch(at(stranger), json={"role": "viewer"}).status_code == 404


def test_who_is_removed_is_out_at_once_with_session_and_keys_and_stays_so_until_invited_again(team, app, services):
    owner, admin, member = team[Role.OWNER], team[Role.ADMIN], team[Role.MEMBER]
    key = member.post("/api/v1/api-keys", json={"name": "mine"}).json["data"]["key"]
    program = {"Authorization": f"Bearer {key}"}
    assert app.test_client().get("/api/v1/jobs", headers=program).status_code == 200
    assert admin.delete(at(owner)).status_code == 403
    assert admin.delete(at(admin)).status_code == 409

    assert admin.delete(at(member)).status_code == 204

    assert member.get("/api/v1/session").status_code == 401
    assert app.test_client().get("/api/v1/jobs", headers=program).status_code == 401
    assert admin.delete(at(member)).status_code == 404
    org_id, user_id = owner.account.org_id, member.account.user_id
    with services.database.tenant(org_id):
        assert ApiKey.get(ApiKey.created_by == user_id).revoked_at
        Membership.create(org_id=org_id, user_id=user_id, role=Role.MEMBER)
    assert app.test_client().get("/api/v1/jobs", headers=program).status_code == 401


def test_the_last_owner_stays_until_the_organization_is_handed_over(team, new_account):
    owner, admin, member = team[Role.OWNER], team[Role.ADMIN], team[Role.MEMBER]
    assert owner.post(LEAVE, json={}).status_code == 409
    assert admin.post(TRANSFER, json={"user_id": str(admin.account.user_id)}).status_code == 403
    assert owner.post(TRANSFER, json={"user_id": str(owner.account.user_id)}).status_code == 409
    assert owner.post(TRANSFER, json={"user_id": str(new_account().user_id)}).status_code == 404

    handed = owner.post(TRANSFER, json={"user_id": str(member.account.user_id)})

    assert handed.json["data"]["role"] == "owner"
    assert roles(admin)[str(owner.account.user_id)] == "admin"
    assert owner.post(TRANSFER, json={"user_id": str(owner.account.user_id)}).status_code == 403
    assert owner.post(LEAVE, json={}).status_code == 200
    assert str(owner.account.user_id) not in roles(member)
    assert member.post(LEAVE, json={}).status_code == 409


def test_who_leaves_works_on_elsewhere_and_never_gets_back_what_was_handed_over(team, services):
    """The personal organization's id follows from the user's: a sign-in must not make its maker an owner again."""
    owner, admin = team[Role.OWNER], team[Role.ADMIN]
    left = owner.account.org_id
    owner.post(TRANSFER, json={"user_id": str(admin.account.user_id)})

    assert owner.post(LEAVE, json={}).status_code == 200

    place = owner.get("/api/v1/session").json["data"]["organization"]["id"]
    assert place != str(left)
    assert roles(owner) == {str(owner.account.user_id): "owner"}
    assert owner.post("/auth/refresh").status_code == 200
    with services.database.user(owner.account.user_id):
        assert Membership.select().where(Membership.org_id == left).count() == 0
    subject = owner.get(MEMBERS).json["data"][0]["email"].removesuffix("@example.com")
    again = account_of(
        services.database, Person(services.settings.oidc_issuer, subject, f"{subject}@example.com", "Ada")
    )
    assert str(again.org_id) == place


def test_two_owners_who_leave_at_once_leave_one(team, services):
    owner, admin = team[Role.OWNER], team[Role.ADMIN]
    owner.patch(at(admin), json={"role": "owner"})
    people = [owner.account.user_id, admin.account.user_id]

    def try_to_leave(user_id):
        try:
            members.leave(services.database, owner.account.org_id, user_id)
        except members.Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_to_leave, people)) == [False, True]


def test_another_organization_is_made_once_a_key_and_worked_in_after_switching(ada):
    path, headers = ORGANIZATIONS, {"Idempotency-Key": "one"}
    made = ada.post(path, json={"name": "Engines"}, headers=headers)
    again = ada.post(path, json={"name": "Engines"}, headers=headers)

    assert (made.status_code, again.status_code) == (201, 201)
    assert made.json["data"] == again.json["data"]
    assert (made.json["data"]["role"], made.json["data"]["tier"]) == ("owner", "enterprise")
    assert ada.post(path, json={"name": "Other"}, headers=headers).status_code == 409
    assert ada.post(path, json={"name": "x", "tier": "enterprise"}).status_code == 422
    listed = ada.get(path).json["data"]
    assert {one["name"]: one["current"] for one in listed}["Engines"] is False
    assert len(listed) == 2
    switched = ada.post("/api/v1/session/organization", json={"organization_id": made.json["data"]["id"]})
    assert switched.status_code == 200
    assert ada.get("/api/v1/session").json["data"]["organization"]["name"] == "Engines"
    assert len(roles(ada)) == 1


def test_no_race_makes_more_organizations_than_a_person_may_belong_to(ada, sign_in, monkeypatch):
    monkeypatch.setattr(organizations, "MOST", 3)
    tabs = [sign_in(ada.account) for _ in range(6)]

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda tab: tab.post(ORGANIZATIONS, json={"name": "More"}), tabs))

    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json["error"]["message"].startswith("You belong to 3 organizations")
    assert len(ada.get(ORGANIZATIONS).json["data"]) == 3
