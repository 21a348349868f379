"""Inviting by mail: sent once, accepted once, and only by who signs in with the address that was invited."""

import json
import re
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from jobs.chores.invitation_mail import send_invitations
from jobs.chores.services import Services as Chores
from jobs.invitation_tokens import new_token
from jobs.mail.ses import SesTransport
from jobs.models import Invitation, Membership, Organization, now
from jobs.roles import Role
from web import invitations
from web.accounts import Person, account_of

PATH = "/api/v1/invitations"


@pytest.fixture
def inbox(aws_endpoint):
    """The mails to an address, oldest first."""

    def read(email):
        with urllib.request.urlopen(f"{aws_endpoint}/_ministack/ses/messages") as answer:  # noqa: S310
            accounts = json.load(answer)["messages"]
        return [mail for account in accounts.values() for mail in account if email in json.dumps(mail)]

    return read


@pytest.fixture
def person(services, sign_in):
    """Somebody signed in with an address, which the provider vouches for or not."""

    def make(email, *, verified=True, issuer=services.settings.oidc_issuer):
        who = Person(issuer, uuid4().hex, email, "Grace", email_verified=verified)
        return sign_in(account_of(services.database, who))

    return make


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex}@example.com"


def invite(inviter, email, role="member", status=201, **headers):
    answer = inviter.post(PATH, json={"email": email, "role": role}, headers=headers)
    assert answer.status_code == status, answer.text
    return answer.json.get("data") or answer.json["error"]


def link_in(mail) -> str:
    return re.search(r"/invitation#(gpi_\w+)", mail["BodyText"])[1]


def mailed(chores, inbox, email) -> str:
    """Let the chore run, and return what the newest mail's link holds."""
    send_invitations(chores)
    return link_in(inbox(email)[-1])


def change(services, invitation, **columns):
    with services.database.tenant(invitation["org_id"]):
        Invitation.update(**columns).where(Invitation.id == invitation["id"]).execute()


def test_an_invitation_is_mailed_once_and_makes_who_proves_the_address_a_member(
    ada, person, chores, inbox, email, services
):
    made = invite(ada, email.upper(), "viewer")
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: send_invitations(chores), range(3)))
    (mail,) = inbox(email)
    token = link_in(mail)
    assert (made["email"], made["state"], made["sent_at"]) == (email, "pending", None)
    assert "invites you" in mail["Subject"]
    with services.database.tenant(ada.account.org_id):
        assert token.rsplit("_", 1)[1] not in str(list(Invitation.select().dicts()))

    grace = person(email)
    offer = grace.post(f"{PATH}/look", json={"token": token}).json["data"]
    assert (offer["organization_id"], offer["role"], offer["state"]) == (
        str(ada.account.org_id),
        "viewer",
        "pending",
    )
    assert grace.post(f"{PATH}/accept", json={"token": token}).status_code == 200
    assert grace.post(f"{PATH}/accept", json={"token": token}).status_code == 200
    switched = grace.post("/api/v1/session/organization", json={"organization_id": offer["organization_id"]})
    assert switched.status_code == 200
    assert grace.get("/api/v1/session").json["data"]["role"] == "viewer"
    assert ada.get(PATH).json["data"] == []
    assert invite(ada, email, status=409)["message"] == f"{email} is a member already."


def test_a_link_is_good_for_nobody_else_and_not_without_the_providers_word(ada, person, chores, inbox, email, services):
    invite(ada, email)
    token = mailed(chores, inbox, email)

    others = {
        "another": (f"x{email}", True),
        "not verified": (email, False),
        "a letter that only looks so": (email.replace("@e", "@\u0435"), True),
        "nothing": ("", True),
    }
    for name, (address, verified) in others.items():
        refused = person(address, verified=verified).post(f"{PATH}/accept", json={"token": token})
        assert refused.status_code == 403, name
    with services.database.tenant(ada.account.org_id):
        assert Membership.select().count() == 1
    assert person(email.replace("e", "E")).post(f"{PATH}/accept", json={"token": token}).status_code == 200
    used = person(email).post(f"{PATH}/accept", json={"token": token})
    assert (used.status_code, used.json["error"]["message"]) == (409, "This invitation has been used already.")


def test_what_is_over_says_so_and_what_is_unknown_is_not_found(ada, person, chores, inbox, email, services):
    grace = person(email)
    made = invite(ada, email) | {"org_id": ada.account.org_id}
    token = mailed(chores, inbox, email)
    stranger = str(new_token(uuid4()))
    for text in ("x", stranger, token[:-1], token[:-1] + ("0" if token[-1] != "0" else "1")):
        assert grace.post(f"{PATH}/look", json={"token": text}).status_code == 404
        assert grace.post(f"{PATH}/accept", json={"token": text}).status_code == 404

    change(services, made, expires_at=now() - timedelta(seconds=1))
    expired = grace.post(f"{PATH}/accept", json={"token": token})
    assert (expired.status_code, "has expired" in expired.json["error"]["message"]) == (409, True)
    assert ada.get(PATH).json["data"][0]["state"] == "expired"
    assert grace.post(f"{PATH}/look", json={"token": token}).json["data"]["state"] == "expired"

    assert ada.post(f"{PATH}/{made['id']}/resend", json={}).status_code == 409
    change(services, made, sent_at=now() - timedelta(minutes=2))
    assert ada.post(f"{PATH}/{made['id']}/resend", json={}).json["data"]["state"] == "pending"
    newer = mailed(chores, inbox, email)
    assert newer != token
    assert len(inbox(email)) == 2
    assert grace.post(f"{PATH}/accept", json={"token": token}).status_code == 404

    assert ada.delete(f"{PATH}/{made['id']}").json["data"]["state"] == "revoked"
    revoked = grace.post(f"{PATH}/accept", json={"token": newer})
    assert (revoked.status_code, revoked.json["error"]["message"]) == (409, "This invitation was taken back.")
    assert ada.delete(f"{PATH}/{made['id']}").status_code == 404


def test_who_may_invite_whom(ada, new_account, sign_in, email, monkeypatch):
    admin, member, viewer = (
        sign_in(new_account(ada.account.org_id, role)) for role in (Role.ADMIN, Role.MEMBER, Role.VIEWER)
    )
    for one in (member, viewer):
        assert one.post(PATH, json={"email": email}).status_code == 403
        assert one.get(PATH).status_code == 403
    made = invite(admin, email, "admin", **{"Idempotency-Key": "k"})
    assert invite(admin, email, "admin", **{"Idempotency-Key": "k"})["id"] == made["id"]
    invite(admin, email, "viewer", 409, **{"Idempotency-Key": "k"})
    assert "invited already" in invite(ada, email, status=409)["message"]
    bad = (
        "owner@",
        "a@b",
        "a b@example.com",
        "a@example.com,b@example.com",
        "Ä@example.com",
        "a@example.com\nBcc: b",
        7,
    )
    for address in bad:
        invite(ada, address, status=422)
    invite(ada, email, "owner", 422)
    elsewhere = sign_in(new_account())
    assert elsewhere.delete(f"{PATH}/{made['id']}").status_code == 404
    assert elsewhere.post(f"{PATH}/{made['id']}/resend", json={}).status_code == 404

    assert ada.delete(f"/api/v1/members/{admin.account.user_id}").status_code == 204
    assert ada.get(PATH).json["data"] == []
    monkeypatch.setattr(invitations, "MOST_A_DAY", 1)
    assert "at most 1" in invite(ada, f"b{email}", status=409)["message"]


def test_what_cannot_be_sent_now_is_sent_later_and_what_never_can_says_so(ada, chores, inbox, email, services):
    class Away:
        def send_email(self, **_):
            raise EndpointConnectionError(endpoint_url="x")

    class Refusing:
        def send_email(self, **_):
            about = {"Error": {"Code": "MessageRejected"}, "ResponseMetadata": {"HTTPStatusCode": 400}}
            raise ClientError(about, "SendEmail")

    def through(client):
        return Chores(**{**vars(chores), "mail": SesTransport(client, sender="us@example.com")})

    invite(ada, email)
    invite(ada, f"b{email}")
    assert send_invitations(through(Away())) == 0
    assert [one["sent_at"] for one in ada.get(PATH).json["data"]] == [None, None]
    with services.database.tenant(ada.account.org_id):
        Invitation.update(expires_at=now()).where(Invitation.email == email).execute()
    assert send_invitations(through(Refusing())) == 0
    shown = {one["email"]: one for one in ada.get(PATH).json["data"]}
    assert shown[f"b{email}"]["refused_at"]
    assert send_invitations(chores) == 0
    assert inbox(email) == []


def test_a_plan_includes_so_many_members_and_waiting_invitations_count(
    ada, person, chores, inbox, email, services, new_account
):
    """The free plan has three."""
    invite(ada, f"b{email}")
    invite(ada, email)
    token = mailed(chores, inbox, email)
    with services.database.tenant(ada.account.org_id):
        Organization.update(tier="free").execute()
    full = invite(ada, f"c{email}", status=402)
    assert full["code"] == "plan_limit_reached"
    assert full["details"] == [{"field": "members", "fault": "3 of 3", "limit": "3"}]
    for role in (Role.MEMBER, Role.VIEWER):
        new_account(ada.account.org_id, role)
    assert person(email).post(f"{PATH}/accept", json={"token": token}).status_code == 402
    with services.database.tenant(ada.account.org_id):
        Organization.update(tier="pro").execute()
    assert person(email).post(f"{PATH}/accept", json={"token": token}).status_code == 200


def test_no_race_invites_more_than_a_days_number(ada, sign_in, monkeypatch):
    monkeypatch.setattr(invitations, "MOST_A_DAY", 2)
    tabs = [sign_in(ada.account) for _ in range(6)]

    def post(tab):
        return tab.post(PATH, json={"email": f"{uuid4().hex}@example.com", "role": "viewer"}).status_code

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(post, tabs)) == [201, 201, 409, 409, 409, 409]


def test_another_provider_lets_nobody_in_by_the_address_alone(ada, person, chores, inbox, email):
    """Who has an account is of no account here: each sign-in is held to its own provider's word."""
    person(email)
    invite(ada, email, "member")
    token = mailed(chores, inbox, email)
    unproven = person(email, verified=False, issuer="https://other.example")

    assert unproven.post(f"{PATH}/accept", json={"token": token}).status_code == 403
    proven = person(email, issuer="https://other.example")
    assert proven.post(f"{PATH}/accept", json={"token": token}).status_code == 200
    assert person(email).post(f"{PATH}/accept", json={"token": token}).status_code == 409
