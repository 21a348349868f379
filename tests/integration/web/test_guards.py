"""Every route of the document, asked as nobody, as each role, with each kind of API key, and from another tenant.

Nothing here names a route that must be refused: what a route wants is its line in web/guards.py, and a route without
one fails. Only what another tenant sends needs bodies that pass validation, so that its id is what is refused.
"""

import logging
from collections import defaultdict
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from jobs.batches import NewBatch, NewItem, submit_batch
from jobs.conversations import create
from jobs.models import (
    ApiKey,
    Invitation,
    LoginSession,
    Membership,
    OrganizationExport,
    ShareLink,
    Webhook,
    now,
)
from jobs.roles import Role, Scope
from jobs.submission import NewJob, submit
from jobs.webhooks import deliveries, endpoints
from jobs.webhooks.signing import new_secret
from web.api_key_tokens import new_token
from web.guards import GUARDS, Guard

ROLES = list(Role)
SCOPES = list(Scope)
NOBODY = "nobody"
STAFF = "staff"
"""Who is a viewer in the organization, and staff."""
ALLOWED = {
    Guard.PERSON: {*ROLES, STAFF},
    Guard.READ: {*ROLES, *SCOPES, STAFF},
    Guard.SUBMIT: {Role.OWNER, Role.ADMIN, Role.MEMBER, Scope.SUBMIT, Scope.ADMIN},
    Guard.KEYS: {Role.OWNER, Role.ADMIN, Role.MEMBER, Scope.ADMIN},
    Guard.ADMIN: {Role.OWNER, Role.ADMIN, Scope.ADMIN},
    Guard.OWNER: {Role.OWNER},
    Guard.STAFF: {STAFF},
}

BODIES = {
    "revisions.revise_job": {"instruction": "add a queue"},
    "conversations.change_conversation": {"title": "Mine now"},
    "conversations.say": {"text": "Hello."},
    "conversations.branch_conversation": {"seq": 1, "text": "Hello."},
    "members.change_member": {"role": "viewer"},
    "share_links.change_share_link": {"title": "Mine now"},
    "webhooks.change_webhook": {"enabled": False},
}
"""For routes with an id in their path."""


def operations(app):
    """Each route of the document: endpoint, method, and its path with names for what is put in."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, rule


def path_of(app, rule, ids):
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, {name: ids[name] for name in rule.arguments})


def nothing():
    """Ids of what does not exist."""
    return defaultdict(uuid4, name="README.md")


@pytest.fixture(scope="module")
def caller(app, services, settings):
    """Make a client that asks as a role or with a key of a scope, in an organization."""

    def make(kind, account, signed_in_client):
        if kind == NOBODY:
            client = app.test_client()
            client.environ_base["HTTP_ORIGIN"] = settings.web_url
            return client
        if kind in {*ROLES, STAFF}:
            return signed_in_client(app, services.database, account)
        client, token = app.test_client(), new_token(account.org_id)
        with services.database.tenant(account.org_id):
            ApiKey.create(
                org_id=account.org_id,
                created_by=account.user_id,
                name="key",
                prefix=token.prefix,
                hash=token.sha256,
                scope=kind,
            )
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        return client

    return make


def test_every_route_declares_who_may_use_it(app):
    assert {endpoint for endpoint, *_ in operations(app)} | {"live"} == set(GUARDS)


def test_a_route_without_a_guard_is_closed_to_everyone(ada, app):
    app.view_functions["session.show_session"], before = lambda: "open", app.view_functions["session.show_session"]
    guards = dict(GUARDS)
    try:
        GUARDS.pop("session.show_session")
        answer = ada.get("/api/v1/session")
    finally:
        GUARDS.update(guards)
        app.view_functions["session.show_session"] = before

    assert answer.status_code == 403
    assert "web/guards.py" in answer.json["error"]["message"]


@pytest.mark.parametrize("kind", [NOBODY, *ROLES, STAFF, *SCOPES], ids=lambda kind: f"{type(kind).__name__}-{kind}")
def test_each_caller_gets_as_far_as_the_guard_says(kind, app, caller, new_account, signed_in_client, make_staff):
    owner = new_account()
    wrong = []
    for endpoint, method, rule in operations(app):
        guard = GUARDS.get(endpoint, Guard.PUBLIC)
        if guard is Guard.PUBLIC:
            continue
        # A new one for each route: one who leaves is nobody afterwards.
        account = new_account(owner.org_id, kind) if kind in ROLES and kind is not Role.OWNER else owner
        if kind == STAFF:
            account = make_staff(new_account(owner.org_id, Role.VIEWER))
        client = caller(kind, account, signed_in_client)
        status = client.open(path_of(app, rule, nothing()), method=method, json={}, buffered=True).status_code
        expected = 401 if kind == NOBODY else 403
        is_right = status not in {401, 403} and status < 500 if kind in ALLOWED[guard] else status == expected
        if not is_right:
            wrong.append((method, rule.rule, guard, status))

    assert wrong == []


def test_a_key_of_a_viewer_may_read_whatever_its_scope(app, caller, new_account, signed_in_client):
    client = caller(Scope.ADMIN, new_account(new_account().org_id, Role.VIEWER), signed_in_client)

    assert client.get("/api/v1/jobs").status_code == 200
    assert client.post("/api/v1/jobs", json={}).status_code == 403
    assert client.get("/api/v1/admin/audit").status_code == 403


def test_what_another_tenant_names_is_not_found_like_what_does_not_exist(
    app, ada, new_account, sign_in, services, caplog
):
    """As the owner of another organization, who may do everything there. The same answer, by the same way to it: the
    database is asked the very same, so that no clock tells the two apart."""
    caplog.set_level(logging.DEBUG, logger="peewee")
    theirs, intruder = ada.account, sign_in(new_account())
    ids = belongings(services, theirs)
    walked, unknown = [], set()
    for endpoint, method, rule in operations(app):
        if GUARDS.get(endpoint, Guard.PUBLIC) is Guard.PUBLIC or not set(rule.arguments):
            continue
        unknown |= set(rule.arguments) - set(ids) - {"name"}
        answers, asked = [], []
        for named in (ids, {}):
            caplog.clear()
            path = path_of(app, rule, nothing() | named)
            answers.append(intruder.client.open(path, method=method, json=BODIES.get(endpoint, {}), buffered=True))
            asked.append([record.msg[0] for record in caplog.records if record.name == "peewee"])
        found, missing = ((answer.status_code, answer.json["error"]) for answer in answers)
        walked.append(endpoint)
        assert len(asked[0]) > 1, endpoint
        assert asked[0] == asked[1], endpoint
        assert found == missing, endpoint
        assert found[0] == (403 if GUARDS[endpoint] is Guard.STAFF else 404), (endpoint, found)

    assert not unknown, "an id of another kind: add one to belongings"
    assert len(walked) >= 18
    assert untouched(services, theirs, ids)


def belongings(services, account) -> dict[str, UUID]:
    """One of everything that has an id."""
    who = {"org_id": account.org_id, "user_id": account.user_id}
    (job,) = submit(services.database, **who, jobs=[NewJob("A static site")])
    talk, _ = create(services.database, **who)
    batch = submit_batch(services.database, **who, new=NewBatch([NewItem(1, None, NewJob("A static site"))]))
    with services.database.tenant(account.org_id):
        key = ApiKey.create(org_id=account.org_id, created_by=account.user_id, name="k", prefix="p", hash=uuid4().hex)
        place = {"org_id": account.org_id, "role": "member", "invited_by": account.user_id}
        invitation = Invitation.create(**place, email="a@example.com", expires_at=now() + timedelta(days=1))
        OrganizationExport.insert(id=job.id, org_id=account.org_id, requested_by=account.user_id).execute()
        shared = {"job_id": job.id, "created_by": account.user_id, "title": "Mine", "allows_download": False}
        link = ShareLink.create(org_id=account.org_id, secret_sha256=f"{uuid4().hex:0>64}", **shared)
    with services.database.user(account.user_id):
        session = LoginSession.select().where(LoginSession.ended_at.is_null()).first()
    ids = {"job_id": job.id, "conversation_id": talk.id, "key_id": key.id, "session_id": session.id}
    ids["export_id"] = job.id
    ids |= {"batch_id": batch.id, "share_link_id": link.id}
    new, secret = endpoints.NewEndpoint("https://hooks.example.com/", []), endpoints.NewSecret(uuid4(), new_secret())
    ids["webhook_id"] = endpoints.create(services.database, **who, webhook_id=uuid4(), new=new, secret=secret).id
    ids["delivery_id"] = deliveries.send_test(services.database, account.org_id, ids["webhook_id"], uuid4()).id
    return ids | {"user_id": account.user_id, "org_id": account.org_id, "invitation_id": invitation.id}


def untouched(services, account, ids) -> bool:
    with services.database.tenant(account.org_id):
        key = ApiKey.get_by_id(ids["key_id"])
        session = LoginSession.get_by_id(ids["session_id"])
        members = Membership.select().count()
        invitation = Invitation.get_by_id(ids["invitation_id"])
        is_open = invitation.revoked_at is None and invitation.sent_at is None
        is_open = is_open and ShareLink.get_by_id(ids["share_link_id"]).revoked_at is None
        is_open = is_open and Webhook.get_by_id(ids["webhook_id"]).disabled_at is None
    return is_open and key.revoked_at is None and session.ended_at is None and session.ends_at > now() and members == 1
