"""Every chore does its work once, however often and by however many it is done: two at once, then again and again."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from jobs import claims
from jobs.batches import NewBatch, NewItem, submit_batch
from jobs.chores import orphans
from jobs.chores.services import Services
from jobs.chores.tasks import CHORES
from jobs.database import Database
from jobs.identifiers import new_id
from jobs.messages import Message
from jobs.models import BatchZip, Job, Organization, now
from jobs.notifications import Kind, notify
from jobs.settings import Settings
from jobs.stored_files import StoredFiles
from jobs.submission import NewJob

Sql = Callable[..., list[tuple[Any, ...]]]
FACTS = {"mode": "implement", "used": 40, "limit": 50, "resets_at": "2030-01-01T00:00:00+00:00"}
OF_STRIPE = {"billing"}
"""Its chore is off without a key; `tests/integration/web/test_billing.py` asks a stand-in."""


@pytest.fixture
def pair(settings: Settings) -> Iterator[tuple[Services, Services]]:
    """What two processes of chores have at hand."""
    both = Services.from_settings(settings), Services.from_settings(settings)
    yield both
    for one in both:
        one.close()


@pytest.fixture
def snapshot(services: Services, as_superuser: Sql, aws_endpoint: str, tenant: Any) -> Callable[[], dict[str, Any]]:
    """All rows but those that tell of the chores, all files and uploads, and how many mails went to the tenant."""

    def take() -> dict[str, Any]:
        tables = as_superuser("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'chore'")
        told: dict[str, Any] = {}
        for (table,) in tables:
            rows = as_superuser(f"SELECT to_jsonb(one) FROM {table} AS one")  # noqa: S608 - names of the catalogue
            told[table] = sorted(json.dumps(row, sort_keys=True) for (row,) in rows)
        store = StoredFiles.from_settings(services.settings)
        told["files"] = [file.key for file in store.page("").files]
        told["uploads"] = [upload.key for upload in store.uploads()]
        with urllib.request.urlopen(f"{aws_endpoint}/_ministack/ses/messages") as answer:  # noqa: S310 - our own
            told["mails"] = answer.read().decode().count(f"{tenant.user_id}@example.com")
        return told

    return take


def at_once(pair: tuple[Services, Services], name: str) -> int:
    """Let both do the chore; return how much they did together."""
    together = Barrier(2)

    def begin(services: Services) -> int:
        together.wait()
        return CHORES[name](services)

    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(begin, pair))


def test_two_at_once_and_then_again_do_no_more_than_one(
    *,
    pair: tuple[Services, Services],
    services: Services,
    database: Database,
    tenant: Any,
    fill: Callable[[], Any],
    new_job: Callable[..., Job],
    reread: Callable[[Job], Job],
    snapshot: Callable[[], dict[str, Any]],
    as_superuser: Sql,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    org, who = tenant.org_id, {"org_id": tenant.org_id, "user_id": tenant.user_id}
    put = services.artifacts.put
    unsent, dead, old, kept = (new_job() for _ in range(4))
    for job in (old, kept):
        held: Any = claims.claim(database, org, job.id, worker="w", lease_seconds=60)
        assert claims.finish(database, held, {}, [put(org, job.id, 1, "a.txt", b"a", "text/plain")])
    lost = put(org, kept.id, 9, "of no attempt that ended.txt", b"a", "text/plain").key
    as_superuser("UPDATE artifact SET created_at = now() - interval '366 days' WHERE job_id = %s", old.id)
    past = "created_at = created_at - interval '1 hour', available_at = available_at - interval '1 hour'"
    as_superuser(f"UPDATE job SET {past} WHERE id = %s", unsent.id)  # noqa: S608 - the words above
    as_superuser("UPDATE job SET attempt = max_attempts WHERE id = %s", dead.id)
    url = services.queue._sqs.get_queue_url(QueueName=services.settings.jobs_dead_letter_queue_name)["QueueUrl"]
    letter = Message(job_id=dead.id, org_id=org).to_json()
    services.queue._sqs.send_message(QueueUrl=url, MessageBody=letter)
    items = [NewItem(line, None, NewJob("A site.")) for line in (1, 2)]
    batch = submit_batch(database, **who, new=NewBatch(items))
    with database.tenant(org):
        BatchZip.create(org_id=org, batch_id=batch.id, round=1, key=f"{org}/batches/{batch.id}/1/bundles.zip")
        notify(**who, kind=Kind.QUOTA, event_key="once", facts=FACTS)
    going = fill()
    with database.tenant(going.org_id):
        asked = now() - timedelta(days=8)
        Organization.update(deletion_requested_at=asked, deletion_due_at=now()).execute()
    as_superuser("DELETE FROM notification WHERE org_id = %s", going.org_id)  # it says nothing that a mail could tell
    export = new_id()
    as_superuser(
        "INSERT INTO organization_export (id, org_id, requested_by, state, key, size, sha256, expires_at, finished_at) "
        "VALUES (%s, %s, %s, 'ready', %s, 1, repeat('0', 64), now(), now())",
        *(export, org, tenant.user_id, f"{org}/exports/{export}/1.zip"),
    )
    as_superuser(
        "INSERT INTO idempotency_key (org_id, key, fingerprint, job_ids, created_at) "
        "VALUES (%s, 'old', 'f', '[]', now() - interval '25 h')",
        org,
    )
    monkeypatch.setattr(orphans, "GRACE", timedelta(seconds=-60))

    first = {name: at_once(pair, name) for name in CHORES}
    assert {name for name, done in first.items() if not done} <= {*OF_STRIPE, "webhooks"}, "each had something to do"
    once = {"mail": 1, "batch_zips": 2, "expiry": 1, "retention": 1, "deletion": 1}
    assert {name: first[name] for name in once} == once
    assert reread(unsent).dispatched_at
    assert reread(dead).error["code"] == "undeliverable"
    assert reread(old).files_removed_at
    for name in CHORES:
        at_once(pair, name)  # what one left for another, as a job that the dead letters give to the relay
    settled = snapshot()
    assert (settled["mails"], lost in settled["files"]) == (1, False)
    assert f"{org}/batches/{batch.id}/1/bundles.zip" in settled["files"]
    assert not any(str(going.org_id) in str(told) for table, told in settled.items() if table != "support_act")

    for name in CHORES:
        at_once(pair, name)
        CHORES[name](services)
        CHORES[name](services)
    after = snapshot()
    assert {name: told for name, told in after.items() if told != settled[name]} == {}
