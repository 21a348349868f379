"""Notifications become mails, each once, over SES as the local AWS has it."""

import json
import logging
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from jobs import aws, claims
from jobs.artifacts import StoredArtifact
from jobs.batches import NewBatch, NewItem, submit_batch
from jobs.chores.expiry import expire
from jobs.chores.mail import send_mails
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.database import Database
from jobs.mail.ses import SesTransport
from jobs.mail_preferences import Level, change_preferences
from jobs.mail_suppression import Reason, lift, suppress, suppression_of
from jobs.models import Job, Membership, Notification, UsageMonth, now
from jobs.notifications import Kind, notify, notify_administrators
from jobs.states import Mode
from jobs.submission import NewJob as Wanted
from jobs.tiers import tiers
from stack.mailbox import read_mails
from stack.servers.ministack import MiniStack

NewJob = Callable[..., Job]
Reread = Callable[[Job], Job]
PNG = b"\x89PNG\r\n\x1a\n a picture"


@pytest.fixture
def inbox(aws_endpoint: str) -> Callable[[Any], list[dict[str, Any]]]:
    """The mails that a user got, as MiniStack kept them."""

    def read(tenant: Any) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{aws_endpoint}/_ministack/ses/messages") as answer:  # noqa: S310
            accounts = json.load(answer)["messages"]
        mails = [mail for account in accounts.values() for mail in account]
        return [mail for mail in mails if f"{tenant.user_id}@example.com" in json.dumps(mail)]

    return read


@pytest.fixture
def ended(database: Database, services: Services, new_job: NewJob) -> Callable[..., Job]:
    def end(request: str = "A site.", *, notify: bool = True, error: str | None = None) -> Job:
        job = new_job(request, notify=notify)
        held: Any = claims.claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
        if error is None:
            result = {"title": "Shop & <b>more</b>", "summary": "Twelve components.", "monthly_usd": 1234.5}
            assert claims.finish(database, held, result)
        else:
            assert claims.fail(database, held, "checks_failed", error)
        return job

    return end


@pytest.fixture
def outcomes(services: Services) -> Callable[[Any], list[str | None]]:
    def read(tenant: Any) -> list[str | None]:
        with services.database.chores():
            rows = Notification.select().where(Notification.user_id == tenant.user_id)
            return [row.outcome for row in rows.order_by(Notification.stamped_at)]

    return read


def test_a_job_that_ended_writes_one_mail_and_no_line_of_the_log_says_to_whom(
    *,
    services: Services,
    ended: Callable[..., Job],
    inbox: Any,
    tenant: Any,
    reread: Reread,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "jobs")
    job = ended()
    assert send_mails(services) == 1
    assert send_mails(services) == 0
    (mail,) = inbox(tenant)
    link = f"{services.settings.web_url}/jobs/{job.id}"
    assert (mail["Source"], mail["Subject"]) == (
        services.settings.mail_sender,
        "Shop & <b>more</b>: the bundle is ready",
    )
    assert "Twelve components." in mail["BodyText"]
    assert "$1,234 a month" in mail["BodyText"]
    assert link in mail["BodyText"]
    assert "Shop &amp; &lt;b&gt;more&lt;/b&gt;" in mail["BodyHtml"]
    assert "<b>more" not in mail["BodyHtml"]
    assert f'<a href="{link}"' in mail["BodyHtml"]
    shown = read_mails(str(services.settings.aws_endpoint_url))[-1]
    assert (shown.to, shown.subject, shown.html) == (mail["To"][0], mail["Subject"], mail["BodyHtml"])
    assert reread(job).notified_at
    logged = [vars(record) for record in caplog.records]
    assert "mail was sent" in str(logged)
    assert "@example.com" not in str(logged)


def test_a_failed_job_says_why_and_what_to_do(
    services: Services, ended: Callable[..., Job], inbox: Any, tenant: Any
) -> None:
    ended("A mainframe\r\nBcc: everyone@example.com", error="There is no block for a mainframe.")
    assert send_mails(services) == 1
    (mail,) = inbox(tenant)
    assert mail["Subject"] == "A mainframe Bcc: everyone@example.com: the bundle could not be made"
    assert "There is no block for a mainframe." in mail["BodyText"]
    assert "leave out what the check names" in " ".join(mail["BodyText"].split())


def test_who_did_not_ask_gets_none_and_neither_does_a_job_that_still_runs_or_was_cancelled(
    *, services: Services, database: Database, ended: Callable[..., Job], new_job: NewJob, inbox: Any, tenant: Any
) -> None:
    ended(notify=False)
    new_job(notify=True)
    assert claims.cancel(database, tenant.org_id, new_job(notify=True).id)
    assert send_mails(services) == 0
    assert inbox(tenant) == []


def test_several_who_send_at_once_send_one_and_an_event_that_is_told_again_sends_none(
    *, services: Services, database: Database, ended: Callable[..., Job], inbox: Any, tenant: Any
) -> None:
    ended()
    event = {"org_id": tenant.org_id, "user_id": tenant.user_id, "kind": Kind.BATCH_FINISHED, "event_key": "batch:1"}
    facts = {"name": "Nightly", "total": 3, "succeeded": 2, "failed": 1, "cancelled": 0, "seconds": 61}
    for _ in range(2):
        with database.tenant(tenant.org_id):
            notify(**event, facts=facts)
    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(lambda _: send_mails(services), range(2)))
    assert sum(sent) == 2
    assert sorted(mail["Subject"].partition(":")[0] for mail in inbox(tenant)) == ["Nightly", "Shop & <b>more</b>"]


def test_an_organization_with_many_mails_does_not_hold_up_anothers(
    database: Database,
    services: Services,
    make_tenant: Callable[[], Any],
    inbox: Callable[[Any], list[Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jobs.chores.mail._AT_ONCE", 4)
    busy, other = make_tenant(), make_tenant()
    exported = {"bytes": 3, "expires_at": now().isoformat()}
    for tenant, count in ((busy, 6), (other, 1)):
        for number in range(count):
            with database.tenant(tenant.org_id):
                about = {"kind": Kind.EXPORT_READY, "event_key": f"export:{number}", "facts": exported}
                notify(org_id=tenant.org_id, user_id=tenant.user_id, **about)
    assert send_mails(services) == 4
    assert (len(inbox(busy)), len(inbox(other))) == (3, 1)
    assert send_mails(services) == 3
    assert len(inbox(busy)) == 6


def test_what_could_not_be_sent_is_sent_later(
    *, services: Services, ended: Callable[..., Job], inbox: Any, tenant: Any, reread: Reread, own_ministack: MiniStack
) -> None:
    job = ended()
    gone = services.settings.model_copy(update={"aws_endpoint_url": own_ministack.url})
    own_ministack.kill()
    with pytest.raises(EndpointConnectionError):
        aws.ses(gone).list_email_identities()
    assert send_mails(Services(**{**vars(services), "mail": SesTransport.from_settings(gone)})) == 0
    assert reread(job).notified_at is None
    assert send_mails(services) == 0, "it waits a while before it tries again"
    with services.database.chores():
        waiting = Notification.update(available_at=from_now(-1)).where(Notification.user_id == tenant.user_id)
        assert waiting.execute() == 1
    assert send_mails(services) == 1
    assert len(inbox(tenant)) == 1


def test_mails_go_to_members_who_want_them_at_addresses_that_take_them(
    services: Services,
    database: Database,
    ended: Callable[..., Job],
    inbox: Any,
    tenant: Any,
    outcomes: Callable[[Any], list[str | None]],
    as_superuser: Callable[..., Any],
) -> None:
    address = f"{tenant.user_id}@example.com"

    def choose(level: Level | None = None, **kinds: bool) -> None:
        with database.user(tenant.user_id):
            change_preferences(tenant.user_id, level, {Kind(name): on for name, on in kinds.items()})

    def outcome() -> str | None:
        send_mails(services)
        return outcomes(tenant)[-1]

    choose(job_finished=False)
    ended()
    assert outcome() == "unwanted"
    choose(Level.DIGESTS, job_finished=True)
    ended()
    assert outcome() == "unwanted"
    choose(Level.ALL)
    with database.chores():
        suppress(address.upper(), Reason.BOUNCE)
        suppress(address, Reason.COMPLAINT)
    ended()
    assert outcome() == "suppressed"
    with database.user(tenant.user_id):
        found = suppression_of(address)
        assert found is not None
        assert found.reason == Reason.BOUNCE
        assert lift(address)
    ended()
    as_superuser("UPDATE notification SET created_at = %s WHERE stamped_at IS NULL", now() - timedelta(hours=25))
    assert outcome() == "too_late"
    ended()
    with database.tenant(tenant.org_id):
        Membership.delete().where(Membership.user_id == tenant.user_id).execute()
    assert outcome() == "gone"
    assert inbox(tenant) == []


def test_nobody_sees_or_lifts_the_suppression_of_anothers_address(
    database: Database, make_tenant: Callable[[], Any]
) -> None:
    mine, other = make_tenant(), make_tenant()
    address = f"{mine.user_id}@example.com"
    with database.chores():
        suppress(address, Reason.COMPLAINT)
    with database.user(other.user_id):
        assert suppression_of(address) is None
        assert not lift(address)
    with database.user(mine.user_id):
        assert suppression_of(address) is not None


def test_owners_and_admins_are_told_of_a_limit_with_the_diagram_only_where_there_is_one(
    *, services: Services, database: Database, new_job: NewJob, inbox: Any, tenant: Any
) -> None:
    sent: list[Any] = []

    class Kept:
        def send(self, mail: Any) -> None:
            sent.append(mail)

        def close(self) -> None:
            """Nothing."""

    job = new_job(notify=True)
    held: Any = claims.claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
    stored = services.artifacts.put(job.org_id, job.id, 1, "diagram.png", PNG, "image/png")
    lost = StoredArtifact("gone.txt", "nowhere", 1, "0" * 64, "text/plain")
    assert claims.finish(database, held, {"title": "Shop", "summary": "One."}, [stored, lost])
    with database.tenant(tenant.org_id):
        facts = {"mode": "implement", "used": 8, "limit": 10, "resets_at": "2026-12-01"}
        notify_administrators(tenant.org_id, Kind.QUOTA, "quota:1", facts)
    assert send_mails(Services(**{**vars(services), "mail": Kept()})) == 2
    by_kind = {mail.kind: mail for mail in sent}
    assert by_kind["job_finished"].pictures[0].content == PNG
    assert 'src="cid:diagram"' in by_kind["job_finished"].html
    assert by_kind["quota"].pictures == ()
    assert "8 of 10 bundles are used" in by_kind["quota"].text
    assert inbox(tenant) == []


def test_a_limit_is_told_once_a_month_however_often_it_is_reached(
    *, services: Services, database: Database, new_job: NewJob, inbox: Any, tenant: Any, as_superuser: Any
) -> None:
    as_superuser("UPDATE organization SET tier = 'free' WHERE id = %s", tenant.org_id)
    most = tiers().free.jobs_a_month.implement or 0
    with database.tenant(tenant.org_id):
        month = now().date().replace(day=1)
        UsageMonth.create(org_id=tenant.org_id, month=month, mode=Mode.IMPLEMENT, used=most - 1)
    for _ in range(2):
        job = new_job()
        assert claims.cancel(database, tenant.org_id, job.id), "which gives it back"
    assert send_mails(services) == 1
    (mail,) = inbox(tenant)
    assert mail["Subject"] == "Analytical Engines: no bundles are left this month"


def test_a_batch_writes_one_digest_when_its_last_job_has_ended(
    *, services: Services, database: Database, inbox: Any, tenant: Any, as_superuser: Any
) -> None:
    items = [NewItem(line, f"row-{line}", Wanted("An API.")) for line in (1, 2)]
    new = NewBatch(items, name="Nightly", notify=True)
    batch = submit_batch(database, org_id=tenant.org_id, user_id=tenant.user_id, new=new)
    jobs = as_superuser("UPDATE job SET available_at = now() WHERE batch_id = %s RETURNING id, reference", batch.id)
    for job_id, reference in sorted(jobs, key=lambda job: job[1]):
        assert send_mails(services) == 0
        held: Any = claims.claim(database, tenant.org_id, job_id, worker="w", lease_seconds=60)
        if reference == "row-1":
            assert claims.finish(database, held, {"title": "API"})
        else:
            assert claims.fail(database, held, "failed", "There is no block for a mainframe.")
    assert send_mails(services) == 1
    assert send_mails(services) == 0
    (mail,) = inbox(tenant)
    assert mail["Subject"] == "Nightly: 1 of 2 jobs succeeded"
    assert "row-2: There is no block for a mainframe." in mail["BodyText"]


def test_what_was_told_and_heard_is_forgotten_after_its_time(
    *, services: Services, database: Database, tenant: Any, as_superuser: Any
) -> None:
    for age in ("91 d", "89 d"):
        with database.tenant(tenant.org_id):
            notify(org_id=tenant.org_id, user_id=tenant.user_id, kind=Kind.QUOTA, event_key=age)
        as_superuser(
            "UPDATE notification SET created_at = now() - %s::interval, stamped_at = now() WHERE event_key = %s",
            age,
            age,
        )
    for age in ("31 d", "29 d"):
        as_superuser("INSERT INTO mail_event VALUES (%s, now() - %s::interval)", f"{tenant.user_id} {age}", age)
    expire(services)
    assert as_superuser("SELECT event_key FROM notification WHERE user_id = %s", tenant.user_id) == [("89 d",)]
    kept = as_superuser("SELECT message_id FROM mail_event WHERE message_id LIKE %s", f"{tenant.user_id}%")
    assert kept == [(f"{tenant.user_id} 29 d",)]
