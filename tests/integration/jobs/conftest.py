"""The jobs package on the real servers: a migrated database, its two roles, and an organization to work for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg2
import pytest

from jobs import models
from jobs.artifacts import StoredArtifact
from jobs.audit import record_tool_call
from jobs.chores.services import Services
from jobs.claims import claim, finish
from jobs.conversations import create
from jobs.database import Database
from jobs.identifiers import new_id
from jobs.models import (
    ApiKey,
    BillingAccount,
    BillingEvent,
    Invitation,
    Job,
    LoginSession,
    Membership,
    Organization,
    User,
    Utterance,
    now,
)
from jobs.notifications import Kind, notify
from jobs.queue import Queue
from jobs.roles import Role
from jobs.settings import Settings
from jobs.submission import NewJob, submit
from jobs.webhooks.signing import new_secret
from stack.testing.databases import Migrated

for contract in ("queue", "artifacts", "progress"):
    pytest.register_assert_rewrite(f"jobs.testing.contracts.{contract}")


@dataclass(frozen=True)
class Tenant:
    """An organization and its owner."""

    org_id: UUID
    user_id: UUID


def _make_tenant(database: Database) -> Tenant:
    tenant = Tenant(new_id(), new_id())
    identity = {"issuer": "https://provider.example", "subject": f"subject of {tenant.user_id}"}
    with database.identity(**identity):
        User.create(id=tenant.user_id, **identity, email=f"{tenant.user_id}@example.com", name="Ada <Lovelace>")
    with database.tenant(tenant.org_id):
        Organization.create(id=tenant.org_id, name="Analytical Engines", tier="enterprise")
        Membership.create(org_id=tenant.org_id, user_id=tenant.user_id, role=Role.OWNER)
    return tenant


@pytest.fixture(scope="module")
def database(migrated: Migrated) -> Iterator[Database]:
    """As the application role."""
    database = Database(migrated.app_url)
    yield database
    database.close()


@pytest.fixture
def make_tenant(database: Database) -> Callable[[], Tenant]:
    return lambda: _make_tenant(database)


@pytest.fixture
def tenant(make_tenant: Callable[[], Tenant]) -> Tenant:
    return make_tenant()


@pytest.fixture
def new_job(database: Database, tenant: Tenant) -> Callable[..., Job]:
    """Submit one job; the arguments are those of NewJob."""

    def submit_one(request: str = "A static site with a CDN.", **given: Any) -> Job:
        (job,) = submit(database, org_id=tenant.org_id, user_id=tenant.user_id, jobs=[NewJob(request=request, **given)])
        return job

    return submit_one


@pytest.fixture
def reread(database: Database) -> Callable[[Job], Job]:
    """The job as it is in the database now."""

    def read(job: Job) -> Job:
        with database.tenant(job.org_id):
            return Job.get_by_id(job.id)

    return read


@pytest.fixture
def as_superuser(migrated: Migrated) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """Run SQL past all policies: to look at the catalogue, and to move a job in time."""
    connection = psycopg2.connect(migrated.owner_url)
    connection.autocommit = True

    def run(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, [str(one) if isinstance(one, UUID) else one for one in parameters] or None)
            return cursor.fetchall() if cursor.description else []

    yield run
    connection.close()


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    """What the chores work with, on this module's database and queues."""
    services = Services.from_settings(settings)
    yield services
    services.close()


@pytest.fixture
def queue(services: Services) -> Queue:
    """Empty: what other tests of the module left is taken out."""
    while letters := services.queue.receive(0):
        for letter in letters:
            services.queue.delete(letter["ReceiptHandle"])
    return services.queue


@pytest.fixture
def fill(
    database: Database, make_tenant: Callable[[], Tenant], as_superuser: Callable[..., list[tuple[Any, ...]]]
) -> Callable[[], Tenant]:
    """Make an organization with one row in every table."""

    def make() -> Tenant:
        tenant = make_tenant()
        _fill(database, tenant)
        as_superuser("INSERT INTO usage_day (org_id, day, succeeded) VALUES (%s, current_date, 1)", tenant.org_id)
        as_superuser("INSERT INTO organization_suspension (org_id, reason) VALUES (%s, 'A test.')", tenant.org_id)
        return tenant

    return make


@pytest.fixture
def filled(fill: Callable[[], Tenant]) -> Tenant:
    """An organization with one row in every table."""
    return fill()


def _fill(database: Database, tenant: Tenant) -> None:
    (job,) = submit(
        database,
        org_id=tenant.org_id,
        user_id=tenant.user_id,
        jobs=[NewJob("An API.")],
        idempotency_key="once",
        fingerprint="f",
    )
    held = claim(database, tenant.org_id, job.id, worker="w", lease_seconds=60)
    assert held is not None
    record_tool_call(database, held, "lookup", "reference", "before", {"q": "sqs"}, "started")
    assert finish(database, held, {"title": "API"}, [StoredArtifact("a.txt", "key", 1, "0" * 64, "text/plain")])
    with database.tenant(tenant.org_id):
        ApiKey.create(org_id=tenant.org_id, created_by=tenant.user_id, name="ci", prefix="gp_1", hash=str(new_id()))
        LoginSession.create(org_id=tenant.org_id, user_id=tenant.user_id, ends_at=now(), refresh_hash="0")
        about = {"org_id": tenant.org_id, "invited_by": tenant.user_id, "expires_at": now()}
        Invitation.create(**about, email="grace@example.com", role="member", token_hash=str(new_id()))
        BillingAccount.create(org_id=tenant.org_id, customer_id=f"cus_{tenant.org_id}")
        BillingEvent.create(org_id=tenant.org_id, id="evt_1", type="invoice.paid")
    conversation, _ = create(database, org_id=tenant.org_id, user_id=tenant.user_id)
    with database.tenant(tenant.org_id):
        Utterance.create(org_id=tenant.org_id, conversation_id=conversation.id, seq=1, role="user", text="Hello.")
        who = {"org_id": tenant.org_id, "created_by": tenant.user_id}
        batch = models.Batch.create(**who, acceptance="partial", total=1, waiting=1)
        models.BatchZip.create(org_id=tenant.org_id, batch_id=batch.id, round=1, key="key")
        models.OrganizationExport.insert(id=new_id(), org_id=tenant.org_id, requested_by=tenant.user_id).execute()
        notify(org_id=tenant.org_id, user_id=tenant.user_id, kind=Kind.QUOTA, event_key="quota")
        about = {"org_id": tenant.org_id, "webhook_id": new_id()}
        models.Webhook.insert(id=about["webhook_id"], **who, url="https://hooks.example.com/", events=[]).execute()
        models.WebhookSecret.insert(id=new_id(), **about, secret=new_secret()).execute()
        models.WebhookDelivery.insert(id=new_id(), **about, event="webhook.test", data={}).execute()
        shared = {"job_id": job.id, "title": "API", "secret_sha256": f"{new_id().hex:0>64}", "allows_download": False}
        models.ShareLink.create(**who, **shared)
        models.ShareAct.create(org_id=tenant.org_id, act="made")
