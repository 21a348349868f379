"""The application against its own document: schemathesis asks every operation as an owner, by key, and as nobody.

Each operation that an owner changes something by has an organization of its own, so that nothing has to be left out:
it may be deleted, left or signed out of. Cases are the same in every run, but for ids.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from jobs.audit import record_tool_call
from jobs.claims import claim, finish
from jobs.conversations import change, create
from jobs.invitation_tokens import new_token as new_link
from jobs.models import ApiKey, Invitation, LoginSession, Organization, User, now
from jobs.roles import Role, Scope
from jobs.states import Mode
from jobs.submission import NewJob, submit
from jobs.webhooks import deliveries, endpoints
from jobs.webhooks.signing import new_secret
from web.accounts import Person, account_of
from web.api_key_tokens import new_token
from web.guards import GUARDS, Guard

POSITIVE, NEGATIVE = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
REFUSALS = ["400", "401", "403", "404", "409", "413", "415", "422"]
"""What is wrong may be found out before the fault is: a body that is too long, a path that leads nowhere."""

OF_OWNER = {POSITIVE: 3, NEGATIVE: 5}
OF_KEY = {NEGATIVE: 1}
"""Generated cases of each operation, beside the one whose body is the document's example."""

UNREACHED = {
    "begin_checkout": "billing is off without a key of Stripe's: tests/integration/web/test_billing.py",
    "open_portal": "the same",
    "unsuspend_organization": "nothing of it is suspended: tests/integration/web/test_suspension.py",
    "unsuspend_user": "the same",
    "download_export": "a chore makes the file: tests/integration/web/test_exports.py",
    "download_batch_zip": "a chore makes the file: tests/integration/web/test_batches.py",
    "retry_batch": "nothing of it has failed: tests/integration/web/test_batches.py",
}
"""Operations that have no good answer here, and why."""


@dataclass
class World:
    """An organization with one of everything, its owner, and what their requests carry."""

    ids: dict[str, str]
    of_operation: dict[str, dict[str, str]]
    bodies: dict[str, dict[str, object]]
    cookies: dict[str, str]
    key: str
    seen: set[int] = field(default_factory=set)

    def path_of(self, operation) -> dict[str, str]:
        """Real ids for the operation's path."""
        known = self.ids | self.of_operation.get(operation_id(operation), {})
        return {name: known.get(name, str(uuid4())) for name in parameters_of(operation, "path")}


def operation_id(operation) -> str:
    return operation.definition.raw["operationId"]


def endpoint_of(app, operation) -> str:
    """The view of an operation; its name alone is the operation's id."""
    (endpoint,) = (name for name in app.view_functions if name.rpartition(".")[2] == operation_id(operation))
    return endpoint


def parameters_of(operation, place: str) -> list[str]:
    return [one["name"] for one in operation.definition.raw.get("parameters", []) if one["in"] == place]


@pytest.fixture(scope="module")
def schema(app):
    loaded = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=schemathesis.Config(seed=1))
    loaded.config.generation.update(with_security_parameters=False)
    loaded.config.checks.negative_data_rejection.expected_statuses = REFUSALS
    return loaded


@pytest.fixture
def new_world(app, services, new_account, make_staff, new_tokens) -> Callable[[], World]:
    """Make one; its owner is of the staff too, so that nothing is closed to them."""

    def make() -> World:
        account = make_staff(new_account())
        who = {"org_id": account.org_id, "user_id": account.user_id}
        colleague = new_account(account.org_id, Role.OWNER)
        finished = finished_job(services, account)
        waiting, silent = (create(services.database, **who, text=text)[0] for text in ("Hello.", ""))
        change(services.database, account.org_id, silent.id, title=None, sheet={"request": "A static site"})
        (queued,) = submit(services.database, **who, jobs=[NewJob("A static site")])
        cookies = new_tokens(app, services.database, account)
        token, link = new_token(account.org_id), new_link(new_account().org_id)
        with services.database.user(account.user_id):
            email = User.get_by_id(account.user_id).email
            session = LoginSession.select().where(LoginSession.user_id == account.user_id).get()
        with services.database.tenant(account.org_id):
            own = {"org_id": account.org_id, "created_by": account.user_id, "name": "key"}
            ApiKey.create(**own, prefix=token.prefix, hash=token.sha256, scope=Scope.ADMIN)
            key = ApiKey.create(**own, prefix="gp_other", hash=uuid4().hex, scope=Scope.READ)
            invitation = Invitation.create(**invited(account.org_id, account.user_id, "edith@example.com"))
            name = Organization.get_by_id(account.org_id).name
        vouched_for(services, email)
        with services.database.tenant(link.org_id):
            Invitation.create(**invited(link.org_id, account.user_id, email), token_hash=link.sha256)
        ids = {"job_id": finished, "name": "terraform/main.tf", "conversation_id": silent.id, "key_id": key.id}
        ids |= {"user_id": colleague.user_id, "invitation_id": invitation.id, "session_id": session.id}
        ids |= webhook(services, account)
        ids |= shared(app, finished, str(token))
        waits, ended = (batch(app, str(token)) for _ in range(2))
        app.test_client().post(f"/api/v1/batches/{ended}/cancel", headers=bearing(str(token)))
        ids |= {"org_id": account.org_id, "batch_id": waits}
        return World(
            {name: str(value) for name, value in ids.items()},
            {
                "cancel_job": {"job_id": str(queued.id)},
                "list_utterances": {"conversation_id": str(waiting.id)},
                "branch_conversation": {"conversation_id": str(waiting.id)},
                "make_batch_zip": {"batch_id": ended},
            },
            {
                "transfer_organization": {"user_id": str(colleague.user_id)},
                "switch_organization": {"organization_id": str(account.org_id)},
                "request_deletion": {"name": name},
                "look_at_invitation": {"token": str(link)},
                "accept_invitation": {"token": str(link)},
            },
            cookies,
            str(token),
        )

    return make


def bearing(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def batch(app, key) -> str:
    """A batch that waits; its id."""
    items = [{"mode": "implement", "request": "A static site"}]
    made = app.test_client().post("/api/v1/batches", json={"items": items}, headers=bearing(key))
    return made.json["data"]["id"]


def shared(app, job_id, key) -> dict[str, str]:
    """A link to a result; its id, and the secret in it."""
    made = app.test_client().post(f"/api/v1/jobs/{job_id}/share-links", json={}, headers=bearing(key))
    link = made.json["data"]
    return {"share_link_id": link["id"], "token": link["url"].rpartition("/")[2]}


def webhook(services, account) -> dict[str, UUID]:
    """One that was sent something; the ids of both."""
    new, secret = endpoints.NewEndpoint("https://hooks.example.com/", []), endpoints.NewSecret(uuid4(), new_secret())
    who = {"org_id": account.org_id, "user_id": account.user_id}
    made = endpoints.create(services.database, **who, webhook_id=uuid4(), new=new, secret=secret)
    sent = deliveries.send_test(services.database, account.org_id, made.id, uuid4())
    return {"webhook_id": made.id, "delivery_id": sent.id}


def invited(org_id, by, email):
    place = {"org_id": org_id, "role": "member", "invited_by": by}
    return {**place, "email": email, "expires_at": now() + timedelta(days=1)}


def vouched_for(services, email):
    """Let the sign-in provider say that the address is really theirs."""
    subject = email.partition("@")[0]
    account_of(services.database, Person(services.settings.oidc_issuer, subject, email, "Ada", email_verified=True))


def finished_job(services, account) -> UUID:
    """An implement job with a file, events and an audit."""
    who = {"org_id": account.org_id, "user_id": account.user_id}
    (job,) = submit(services.database, **who, jobs=[NewJob("A static site", mode=Mode.IMPLEMENT)])
    held = claim(services.database, account.org_id, job.id, worker="test", lease_seconds=30)
    called = {"name": "search_documentation", "server": "aws-reference", "phase": "before", "status": "allowed"}
    record_tool_call(services.database, held, **called, input={"search_phrase": "S3"}, error=None, seconds=None)
    files = {"terraform/main.tf": "text/plain", "architecture.json": "application/json"}
    stored = [
        services.artifacts.put(account.org_id, job.id, 1, name, b"{}", media_type) for name, media_type in files.items()
    ]
    assert finish(services.database, held, {"title": "A site"}, stored)
    services.progress.publish(account.org_id, job.id, "state", {"state": "succeeded", "attempt": 1})
    return job.id


def ask(case, world, carried, failures):
    """Ask, and note what the document does not say."""
    try:
        answer = case.call_and_validate(checks=CHECKS, **carried)
        world.seen.add(answer.status_code)
    except FailureGroup as group:
        failures[operation_id(case.operation)] |= {f"{one.title}: {one.message[:300]}" for one in group.exceptions}


def ask_example(operation, world, carried, failures):
    """Ask with the document's example as body, and real ids in it."""
    more = {}
    if body := operation.definition.raw.get("requestBody"):
        name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        (example,) = operation.schema.raw_schema["components"]["schemas"][name]["examples"]
        more = {"body": example | world.bodies.get(operation_id(operation), {}), "media_type": "application/json"}
    ask(operation.Case(path_parameters=world.path_of(operation), **more), world, carried, failures)


def takes_something(operation) -> bool:
    """Is there anything to make up? A path is of real ids, and every text is a tag."""
    names = {*parameters_of(operation, "query"), *parameters_of(operation, "header")} - {"If-None-Match"}
    return bool(names) or "requestBody" in operation.definition.raw


def ask_generated(operation, mode, count, world, carried, failures):
    if not takes_something(operation):
        return
    strategy = operation.as_strategy(mode, feedback=NO_FEEDBACK, path_parameters=world.path_of(operation))

    @seed(1)
    @hypothesis_settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def each(case):
        ask(case, world, carried, failures)

    with suppress(Unsatisfiable):  # a header alone, which every text fits
        each()


def operations_of(schema):
    for found in schema.get_all_operations():
        yield found.ok()


def test_an_owner_gets_what_the_document_says(schema, new_world, services):
    shared = new_world()
    failures, unreached = defaultdict(set), []
    for operation in operations_of(schema):
        world = shared if operation.method == "get" else new_world()
        world.seen.clear()
        carried = {"cookies": world.cookies, "headers": {"Origin": services.settings.web_url}}
        ask_example(operation, world, carried, failures)
        for mode, count in OF_OWNER.items():
            ask_generated(operation, mode, count, world, carried, failures)
        if not any(status < 300 for status in world.seen):
            unreached.append(operation_id(operation))

    assert dict(failures) == {}
    assert set(unreached) <= set(UNREACHED), "what its world lacks for a good answer"


def test_a_key_gets_what_the_document_says(schema, new_world):
    failures, refused, world = defaultdict(set), set(), new_world()
    carried = {"headers": bearing(world.key)}
    for operation in operations_of(schema):
        world.seen.clear()
        ask_example(operation, world, carried, failures)
        for mode, count in OF_KEY.items():
            ask_generated(operation, mode, count, world, carried, failures)
        if world.seen == {403}:
            refused.add(GUARDS[endpoint_of(schema.app, operation)])

    assert dict(failures) == {}
    assert refused == {Guard.PERSON, Guard.OWNER, Guard.STAFF}


def test_nobody_gets_what_the_document_says(schema, new_world):
    failures, world = defaultdict(set), new_world()
    for operation in operations_of(schema):
        world.seen.clear()
        ask_example(operation, world, {}, failures)
        if GUARDS[endpoint_of(schema.app, operation)] is not Guard.PUBLIC:
            assert world.seen == {401}, operation_id(operation)

    assert dict(failures) == {}


def test_whatever_stands_in_a_query_is_no_fault_of_ours(schema, new_world, app):
    """What schemathesis does not think of: what the database cannot store, or has no room for."""
    world, asked = new_world(), 0
    client = app.test_client()
    for name, value in world.cookies.items():
        client.set_cookie(name, value)
    for operation in operations_of(schema):
        path = operation.path.format(**world.path_of(operation))
        for name in parameters_of(operation, "query") if operation.method == "get" else ():
            for value in ("%00", "99999999999999999999", "0001-01-01T00:00%2B20:00"):
                assert client.get(f"{path}?{name}={value}", buffered=True).status_code in {200, 422}, (
                    path,
                    name,
                    value,
                )
                asked += 1

    assert asked > 100
