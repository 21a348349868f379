"""Events become rows where they happen, and rows are sent until they are taken, whoever dies on the way."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from jobs import claims
from jobs.batch_control import cancel as cancel_batch
from jobs.batches import NewBatch, NewItem, submit_batch
from jobs.chores.mail import send_mails
from jobs.chores.services import Services
from jobs.chores.webhooks import tidy_webhooks
from jobs.database import Database, active_database
from jobs.identifiers import new_id
from jobs.models import Notification, Webhook, WebhookDelivery, WebhookSecret
from jobs.outside.client import OutsideAnswer
from jobs.outside.errors import OutsideUnavailable
from jobs.settings import Settings
from jobs.states import Mode
from jobs.submission import NewJob
from jobs.webhooks import deliveries, endpoints
from jobs.webhooks.claims import OF_ENDPOINT, OF_ORGANIZATION, claim_due
from jobs.webhooks.endpoints import NewEndpoint, NewSecret
from jobs.webhooks.events import WebhookEvent
from jobs.webhooks.outcomes import PAUSES
from jobs.webhooks.sender import Sender
from jobs.webhooks.signing import new_secret

Sql = Callable[..., list[tuple[Any, ...]]]
WEB = "https://plan.example"
HOOK = "https://hooks.example.com/"


class Internet:
    """Endpoints by URL, what they answer, and what they were sent; a status of 0 is silence."""

    def __init__(self) -> None:
        self.statuses: dict[str, int] = {}
        self.held: dict[str, threading.Event] = {}
        self.asked: list[tuple[str, Mapping[str, str], dict[str, Any]]] = []

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> OutsideAnswer:
        self.asked.append((url, headers, json.loads(body)))
        if url in self.held:
            assert self.held[url].wait(20)
        status = self.statuses.get(url, 200)
        if not status:
            raise OutsideUnavailable("The address does not answer as it should.")
        return OutsideAnswer(status, {}, b"heard", url)

    def ids(self) -> list[str]:
        return [headers["webhook-id"] for _, headers, _ in self.asked]


@pytest.fixture(scope="module")
def services(settings: Settings) -> Iterator[Services]:
    services = Services.from_settings(settings)
    yield services
    services.close()


@pytest.fixture
def internet() -> Internet:
    return Internet()


@pytest.fixture(autouse=True)
def quiet(as_superuser: Sql) -> None:
    """Nothing of the tests before is due."""
    as_superuser("DELETE FROM webhook")


@pytest.fixture
def sender(services: Services, internet: Internet) -> Iterator[Sender]:
    with Sender(services.database, internet.post, WEB) as sender:
        yield sender


@pytest.fixture
def hook(database: Database) -> Callable[..., UUID]:
    def make(tenant: Any, url: str = HOOK, events: tuple[WebhookEvent, ...] = tuple(WebhookEvent)) -> UUID:
        new, secret = NewEndpoint(url, events), NewSecret(new_id(), new_secret())
        who = {"org_id": tenant.org_id, "user_id": tenant.user_id}
        return UUID(str(endpoints.create(database, **who, webhook_id=new_id(), new=new, secret=secret).id))

    return make


@pytest.fixture
def log(database: Database, tenant: Any) -> Callable[[UUID], list[WebhookDelivery]]:
    return lambda webhook_id: list(deliveries.deliveries_of(database, tenant.org_id, webhook_id, limit=100))


def fill(as_superuser: Sql, tenant: Any, webhook_id: UUID, count: int) -> None:
    as_superuser(
        "INSERT INTO webhook_delivery (org_id, webhook_id, event, data)"
        " SELECT %s, %s, 'job.failed', '{}' FROM generate_series(1, %s)",
        *(tenant.org_id, webhook_id, count),
    )


def end(database: Database, job: Any, *, fails: bool = False) -> None:
    held: Any = claims.claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
    if fails:
        assert claims.fail(database, held, "checks_failed", "Words of the request.")
    else:
        assert claims.finish(database, held, {"title": "Of the design"})


def test_what_ends_is_told_to_who_chose_it_and_says_nothing_of_the_design(
    *, database: Database, sender: Sender, internet: Internet, tenant: Any, make_tenant: Any, hook: Any, new_job: Any
) -> None:
    hook(tenant)
    hook(tenant, "https://failures.example.com/", (WebhookEvent.JOB_FAILED,))
    hook(make_tenant(), "https://others.example.com/")
    for fails in (False, True):
        end(database, new_job("A secret plan", mode=Mode.IMPLEMENT), fails=fails)
    claims.cancel(database, tenant.org_id, new_job("A secret plan").id)
    end(database, new_job("A turn", mode=Mode.BRAINSTORM))

    assert sender.send_due() == 4
    assert sender.send_due() == 0

    told = {(url, said["type"]) for url, _, said in internet.asked}
    assert told == {
        (HOOK, "job.succeeded"),
        (HOOK, "job.failed"),
        (HOOK, "job.cancelled"),
        ("https://failures.example.com/", "job.failed"),
    }
    assert len(set(internet.ids())) == 4
    assert "secret plan" not in str(internet.asked)
    assert "Of the design" not in str(internet.asked)
    assert "Words of the request" not in str(internet.asked)
    (failed, _) = (said["data"] for _, _, said in internet.asked if said["type"] == "job.failed")
    assert (failed["state"], failed["error_code"], failed["mode"]) == ("failed", "checks_failed", "implement")
    assert failed["links"]["page"] == f"{WEB}/jobs/{failed['job_id']}"


def test_a_batch_tells_once_of_itself_and_of_each_of_its_jobs(
    *, database: Database, sender: Sender, internet: Internet, tenant: Any, hook: Any
) -> None:
    hook(tenant)
    items = [NewItem(line, f"client {line}", NewJob("A site")) for line in (1, 2, 3)]
    batch = submit_batch(database, org_id=tenant.org_id, user_id=tenant.user_id, new=NewBatch(items))
    cancel_batch(database, tenant.org_id, batch.id)

    sender.send_due()

    kinds = [said["type"] for _, _, said in internet.asked]
    assert sorted(kinds) == ["batch.finished"] + 3 * ["job.cancelled"]
    (whole,) = (said["data"] for _, _, said in internet.asked if said["type"] == "batch.finished")
    assert (whole["batch_id"], whole["total"], whole["cancelled"]) == (str(batch.id), 3, 3)
    assert {said["data"].get("reference") for _, _, said in internet.asked} >= {f"client {line}" for line in (1, 2, 3)}


def test_what_is_not_taken_is_tried_again_later_and_given_up_in_the_end(
    *, database: Database, sender: Sender, internet: Internet, tenant: Any, hook: Any, log: Any, as_superuser: Sql
) -> None:
    webhook_id = hook(tenant)
    internet.statuses[HOOK] = 0
    sent = deliveries.send_test(database, tenant.org_id, webhook_id, new_id())
    waits = []
    for attempt in range(1, len(PAUSES) + 1):
        assert sender.send_due() == 1
        (row,) = log(webhook_id)
        ((pause,),) = as_superuser(
            "SELECT extract(epoch FROM available_at - (tries -> -1 ->> 'at')::timestamptz) FROM webhook_delivery"
        )
        waits.append(float(pause) / PAUSES[attempt - 1])
        assert (row.state, row.attempts, row.lease_until) == ("pending", attempt, None)
        assert sender.send_due() == 0
        as_superuser("UPDATE webhook_delivery SET available_at = now()")
    assert all(0.8 < wait < 1.2 for wait in waits)
    internet.statuses[HOOK] = 503
    assert sender.send_due() == 1
    (row,) = log(webhook_id)
    assert (row.state, row.attempts, len(row.tries)) == ("failed", len(PAUSES) + 1, len(PAUSES) + 1)
    assert (row.tries[-1]["status"], row.tries[-1]["excerpt"], row.tries[-1]["fault"]) == (503, "heard", None)
    assert row.tries[0]["fault"] == "The address does not answer as it should."
    assert endpoints.find(database, tenant.org_id, webhook_id).failing_since is not None
    assert set(internet.ids()) == {f"msg_{sent.id.hex}"}

    del internet.statuses[HOOK]
    again = deliveries.redeliver(database, tenant.org_id, webhook_id, sent.id)
    assert (again.state, again.attempts) == ("pending", 0)
    assert sender.send_due() == 1
    (row,) = log(webhook_id)
    assert (row.state, row.attempts, len(row.tries)) == ("delivered", 1, len(PAUSES) + 2)
    assert set(internet.ids()) == {f"msg_{sent.id.hex}"}
    assert endpoints.find(database, tenant.org_id, webhook_id).failing_since is None


def test_what_a_sender_left_that_died_is_sent_by_another_under_the_same_id_and_the_dead_one_writes_nothing(
    *, database: Database, services: Services, sender: Sender, internet: Internet, tenant: Any, hook: Any, log: Any,
    as_superuser: Sql,
) -> None:  # fmt: skip
    webhook_id = hook(tenant)
    sent = deliveries.send_test(database, tenant.org_id, webhook_id, new_id())
    internet.held[HOOK] = threading.Event()
    with Sender(services.database, internet.post, WEB) as dead:
        assert dead.begin() == 1
        assert sender.begin() == 0, "somebody has it"
        with pytest.raises(Exception, match="being sent at this moment"):
            deliveries.redeliver(database, tenant.org_id, webhook_id, sent.id)
        as_superuser("UPDATE webhook_delivery SET lease_until = now() - interval '1 s'")
        assert sender.begin() == 1
        internet.held[HOOK].set()
        sender.send_due()
        internet.statuses[HOOK] = 500
    (row,) = log(webhook_id)
    assert (row.state, row.claims, [one["number"] for one in row.tries]) == ("delivered", 2, [2])
    assert internet.ids() == 2 * [f"msg_{sent.id.hex}"]


def test_many_senders_send_each_once_and_no_endpoint_more_than_two_at_once(
    *, services: Services, internet: Internet, tenant: Any, hook: Any, as_superuser: Sql
) -> None:
    fill(as_superuser, tenant, hook(tenant), 40)
    flying, most, lock = 0, [0], threading.Lock()

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> OutsideAnswer:
        nonlocal flying
        with lock:
            flying += 1
            most.append(flying)
        answer = internet.post(url, body, headers)
        with lock:
            flying -= 1
        return answer

    def send(_: int) -> None:
        with Sender(services.database, post, WEB) as one:
            while one.send_due():
                pass

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, range(2)))
    assert len(internet.ids()) == len(set(internet.ids())) == 40
    assert max(most) <= OF_ENDPOINT


def test_a_slow_endpoint_and_a_large_organization_hold_up_nobody_else(
    *, services: Services, internet: Internet, tenant: Any, make_tenant: Any, hook: Any, as_superuser: Sql
) -> None:
    held = threading.Event()
    for number in range(2 * OF_ORGANIZATION):
        url = f"https://slow{number}.example.com/"
        internet.held[url] = held
        fill(as_superuser, tenant, hook(tenant, url), 5)
    other = make_tenant()
    fill(as_superuser, other, hook(other), 3)
    with Sender(services.database, internet.post, WEB) as sender:
        quick = 0
        for _ in range(200):
            sender.begin()
            sender.settle()
            quick = sum(url == HOOK for url, *_ in internet.asked)
            if quick == 3:
                break
            threading.Event().wait(0.02)
        slow = [url for url, *_ in internet.asked if url != HOOK]
        held.set()
    assert quick == 3
    assert len(slow) == OF_ORGANIZATION
    assert len(set(slow)) == OF_ORGANIZATION, "one of each before a second of any"


def test_of_endpoints_that_fail_few_are_asked_at_once_and_one_message_each(
    *, services: Services, make_tenant: Any, hook: Any, as_superuser: Sql
) -> None:
    for number in range(3):
        tenant = make_tenant()
        fill(as_superuser, tenant, hook(tenant, f"https://failing{number}.example.com/"), 3)
    as_superuser("UPDATE webhook SET failing_since = now(), last_failed_at = now()")
    first, second = (claim_due(services.database, 32, 2) for _ in range(2))
    assert (len({one.webhook_id for one in first}), len(first), second) == (2, 2, [])
    assert claim_due(services.database, 0, 2) == []


@pytest.mark.parametrize(("status", "since", "reason"), [(410, None, "gone"), (500, "5 days", "failing")])
def test_an_endpoint_that_is_gone_or_fails_for_days_is_disabled_and_administrators_get_a_mail(
    *, database: Database, services: Services, sender: Sender, internet: Internet, tenant: Any, hook: Any,
    as_superuser: Sql, status: int, since: str | None, reason: str, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    webhook_id = hook(tenant)
    deliveries.send_test(database, tenant.org_id, webhook_id, new_id())
    deliveries.send_test(database, tenant.org_id, webhook_id, new_id())
    if since:
        as_superuser("UPDATE webhook SET failing_since = now() - %s::interval, last_failed_at = now()", since)
    internet.statuses[HOOK] = status

    assert sender.send_due() >= 1

    row = endpoints.find(database, tenant.org_id, webhook_id)
    assert (row.disabled_reason, row.disabled_at is not None) == (reason, True)
    with services.database.chores():
        (told,) = Notification.select().where(Notification.org_id == tenant.org_id)
    assert (told.kind, told.user_id, told.facts["reason"]) == ("webhook_disabled", tenant.user_id, reason)
    assert send_mails(services) == 1
    with pytest.raises(Exception, match="disabled"):
        deliveries.send_test(database, tenant.org_id, webhook_id, new_id())

    del internet.statuses[HOOK]
    as_superuser("UPDATE webhook_delivery SET available_at = now()")
    assert sender.send_due() == 0, "nothing is sent while it is disabled"
    on = endpoints.change(database, tenant.org_id, webhook_id, enabled=True)
    assert (on.disabled_at, on.disabled_reason, on.failing_since) == (None, None, None)
    assert sender.send_due() == 2


def test_a_fault_of_long_ago_does_not_disable_what_fails_once_now(
    *, database: Database, sender: Sender, internet: Internet, tenant: Any, hook: Any, as_superuser: Sql
) -> None:
    webhook_id = hook(tenant)
    as_superuser(
        "UPDATE webhook SET failing_since = now() - interval '9 days', last_failed_at = now() - interval '3 days'"
    )
    deliveries.send_test(database, tenant.org_id, webhook_id, new_id())
    internet.statuses[HOOK] = 500
    assert sender.send_due() == 1
    row = endpoints.find(database, tenant.org_id, webhook_id)
    assert row.disabled_at is None
    assert row.failing_since == row.last_failed_at


def test_nothing_is_sent_for_a_suspended_organization_and_all_of_it_afterwards(
    *, database: Database, sender: Sender, tenant: Any, hook: Any, as_superuser: Sql
) -> None:
    deliveries.send_test(database, tenant.org_id, hook(tenant), new_id())
    as_superuser("INSERT INTO organization_suspension (org_id, reason) VALUES (%s, 'A test.')", tenant.org_id)
    assert sender.send_due() == 0
    as_superuser("DELETE FROM organization_suspension WHERE org_id = %s", tenant.org_id)
    assert sender.send_due() == 1


def test_two_secrets_sign_for_a_day_and_the_application_can_read_none(
    *, database: Database, services: Services, sender: Sender, internet: Internet, tenant: Any, hook: Any,
    as_superuser: Sql,
) -> None:  # fmt: skip
    def signatures() -> int:
        deliveries.send_test(database, tenant.org_id, webhook_id, new_id())
        sender.send_due()
        return len(internet.asked[-1][1]["webhook-signature"].split(" "))

    webhook_id = hook(tenant)
    assert signatures() == 1
    for at_once, count in ((False, 2), (False, 2), (True, 1)):
        newest = NewSecret(new_id(), new_secret())
        _, until = endpoints.rotate(database, tenant.org_id, webhook_id, newest, at_once=at_once)
        assert (until is None) == at_once
        assert signatures() == count
    endpoints.rotate(database, tenant.org_id, webhook_id, NewSecret(new_id(), new_secret()), at_once=False)
    as_superuser("UPDATE webhook_secret SET ends_at = now() - interval '1 s' WHERE ends_at IS NOT NULL")
    assert signatures() == 1
    with pytest.raises(Exception, match="permission denied"), database.tenant(tenant.org_id):
        active_database.execute_sql("SELECT secret FROM webhook_secret")
    tidy_webhooks(services)
    assert as_superuser("SELECT count(*) FROM webhook_secret") == [(1,)]


def test_deliveries_are_forgotten_after_a_month_and_what_nobody_sends_is_told(
    *, services: Services, tenant: Any, hook: Any, as_superuser: Sql, caplog: pytest.LogCaptureFixture
) -> None:
    fill(as_superuser, tenant, hook(tenant), 3)
    as_superuser("UPDATE webhook_delivery SET available_at = now() - interval '11 min'")
    as_superuser(
        "UPDATE webhook_delivery SET created_at = now() - interval '31 days'"
        " WHERE id = (SELECT id FROM webhook_delivery LIMIT 1)"
    )
    assert tidy_webhooks(services) == 1
    assert as_superuser("SELECT count(*) FROM webhook_delivery") == [(2,)]
    assert "webhooks wait for long" in caplog.text


def test_removing_a_webhook_removes_its_secrets_and_its_log(*, database: Database, tenant: Any, hook: Any) -> None:
    webhook_id = hook(tenant)
    deliveries.send_test(database, tenant.org_id, webhook_id, new_id())
    endpoints.remove(database, tenant.org_id, webhook_id)
    with database.tenant(tenant.org_id):
        left = [model.select(model.id).count() for model in (Webhook, WebhookSecret, WebhookDelivery)]
    assert left == [0, 0, 0]
