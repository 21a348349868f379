"""Paying, over HTTP: Stripe's own library on a stand-in of its API, and events signed as Stripe signs them."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import psycopg2
import pytest
import stripe

from jobs.billing.billing import Billing
from jobs.chores.billing import keep_billing
from jobs.chores.deletion import delete_organizations
from jobs.chores.retention import remove_old_files
from jobs.chores.services import Services as Chores
from jobs.errors import BillingUnavailable
from jobs.models import Artifact, BillingAccount, BillingEvent, Notification, Organization, now
from jobs.roles import Role
from jobs.settings import load_settings
from jobs.submission import NewJob, submit
from jobs.tiers import tiers
from stack.stripe_stand_in import webhooks
from stack.stripe_stand_in.server import SECRET_KEY, StandIn
from web.api import stripe_webhooks
from web.app import create_app

PATH = "/api/v1/billing"
OLD_SECRET, NEW_SECRET = "whsec_old", "whsec_new"


@pytest.fixture(scope="module")
def stand_in():
    server = StandIn()
    server.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def settings(environment, stand_in):
    """With billing on, and one secret being changed for another."""
    return load_settings(
        environment
        | {
            "NEW_ORGANIZATION_TIER": "free",
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_WEBHOOK_SECRET": f"{NEW_SECRET} {OLD_SECRET}",
            "STRIPE_PRICE_PRO": "price_pro price_pro_before",
            "STRIPE_PRICE_ENTERPRISE": "price_enterprise",
            "STRIPE_API_BASE": stand_in.url,
        }
    )


@pytest.fixture
def account(stand_in):
    """The account at Stripe; its events are kept, in the order in which they happened."""
    account, account.events = stand_in.account, []
    account.tell = account.events.append
    stand_in.traffic.faults.clear()
    stand_in.traffic.asked.clear()
    return account


@pytest.fixture
def deliver(app) -> Callable[..., int]:
    """Send an event as Stripe does, or in another way; return the status of the answer."""

    def send(event, *, secrets=(OLD_SECRET,), at=None, body=None, signature=None):
        sent = webhooks.body_of(event)
        headers = {"Stripe-Signature": webhooks.signature_of(sent, secrets, at) if signature is None else signature}
        headers["Content-Type"] = "application/json; charset=utf-8"
        return app.test_client().post("/webhooks/stripe", data=body or sent, headers=headers).status_code

    return send


@pytest.fixture
def deliver_all(account, deliver):
    """Send what has happened, and expect that all of it is taken."""

    def send():
        events, account.events[:] = list(account.events), []
        assert {deliver(event) for event in events} <= {200}

    return send


@pytest.fixture
def on_pro(ada, account, deliver_all):
    """Ada has paid for Pro, and Stripe has told us; returns her subscription."""
    url = ada.post(f"{PATH}/checkout", json={"tier": "pro"}).json["data"]["url"]
    subscription = account.pay(url.rpartition("/")[2])
    deliver_all()
    return subscription


def shown(person):
    return person.get(PATH).json["data"]


def tier_and_status(person):
    state = shown(person)
    return state["tier"], state["status"]


def row(services, person):
    with services.database.tenant(person.account.org_id):
        return BillingAccount.get_by_id(person.account.org_id)


def customers_of(account, person):
    org_id = str(person.account.org_id)
    return [name for name, one in account.customers.items() if one["metadata"]["org_id"] == org_id]


def change(migrated, statement, *parameters):
    """Move something in time, past all policies."""
    connection = psycopg2.connect(migrated.owner_url)
    with connection, connection.cursor() as cursor:
        cursor.execute(statement, [str(one) for one in parameters])
    connection.close()


def test_what_plans_include_and_cost_is_shown_to_every_member_and_only_an_owner_buys(
    ada, account, new_account, sign_in, app, settings
):
    plans = {plan["name"]: plan for plan in shown(ada)["plans"]}
    assert plans["pro"]["price"] == {"amount": 4900, "currency": "usd", "interval": "month", "interval_count": 1}
    assert plans["free"]["price"] is None
    assert plans["pro"]["included"]["members"] == tiers().pro.members
    assert [name for name, plan in plans.items() if plan["buyable"]] == ["pro", "enterprise"]
    assert [name for name, plan in plans.items() if plan["current"]] == ["free"]
    for role in (Role.ADMIN, Role.MEMBER, Role.VIEWER):
        other = sign_in(new_account(ada.account.org_id, role))
        assert shown(other)["plans"] == shown(ada)["plans"]
        assert other.post(f"{PATH}/checkout", json={"tier": "pro"}).status_code == 403
        assert other.post(f"{PATH}/portal").status_code == 403
    key = ada.post("/api/v1/api-keys", json={"name": "k", "scope": "admin"}).json["data"]["key"]
    program = app.test_client()
    for method, path in (("GET", PATH), ("POST", f"{PATH}/checkout"), ("POST", f"{PATH}/portal")):
        refused = program.open(path, method=method, json={}, headers={"Authorization": f"Bearer {key}"})
        assert refused.status_code == 403
    for body in ({"tier": "free"}, {"tier": "gold"}, {}, {"tier": "pro", "success_url": "https://evil.example"}):
        assert ada.post(f"{PATH}/checkout", json=body).status_code == 422
    assert ada.post(f"{PATH}/portal").status_code == 409
    assert customers_of(account, ada) == []


def test_who_has_not_signed_in_sees_the_same_plans_and_nothing_of_an_organization(ada, account, app):
    offered = app.test_client().get("/api/v1/plans").json["data"]
    of_nobody = [{k: plan[k] for k in ("name", "title", "price", "included")} for plan in shown(ada)["plans"]]
    assert offered == of_nobody


def test_a_checkout_leads_back_to_us_and_counts_once_stripe_has_told(ada, account, deliver_all, services, settings):
    answer = ada.post(f"{PATH}/checkout", json={"tier": "pro"})
    assert answer.status_code == 200
    (checkout,) = [one for one in account.checkouts.values() if one["url"] == answer.json["data"]["url"]]
    assert checkout["success_url"] == f"{settings.web_url}/settings?checkout=done"
    assert checkout["cancel_url"].startswith(f"{settings.web_url}/")
    assert checkout["client_reference_id"] == str(ada.account.org_id)
    again = ada.post(f"{PATH}/checkout", json={"tier": "pro"}).json["data"]["url"]
    assert again == checkout["url"], "the page is open still"
    other = ada.post(f"{PATH}/checkout", json={"tier": "enterprise"}).json["data"]["url"]
    assert other != again
    assert account.checkout(checkout["id"])["status"] == "expired", "one can be paid, not two"

    account.pay(other.rpartition("/")[2])
    assert tier_and_status(ada) == ("free", None)
    deliver_all()

    assert tier_and_status(ada) == ("enterprise", "active")
    state = shown(ada)
    assert state["renews_at"]
    assert state["ends_at"] is None
    assert state["portal"] is True
    assert not any(plan["buyable"] for plan in state["plans"])
    second = ada.post(f"{PATH}/checkout", json={"tier": "enterprise"})
    assert (second.status_code, second.json["error"]["code"]) == (409, "conflict")
    portal = ada.post(f"{PATH}/portal").json["data"]["url"]
    assert account.portals[portal.rpartition("/")[2]]["return_url"].startswith(f"{settings.web_url}/settings")


def test_what_was_paid_a_moment_ago_is_not_sold_again_before_the_event_arrives(ada, account):
    url = ada.post(f"{PATH}/checkout", json={"tier": "pro"}).json["data"]["url"]
    account.pay(url.rpartition("/")[2])
    assert ada.post(f"{PATH}/checkout", json={"tier": "pro"}).status_code == 409
    assert tier_and_status(ada) == ("pro", "active")


def test_who_pays_while_another_plan_is_chosen_is_not_sold_a_second(ada, account, stand_in):
    pro = ada.post(f"{PATH}/checkout", json={"tier": "pro"}).json["data"]["url"].rpartition("/")[2]

    def pay(method, path):
        if (method, path) == ("GET", f"/v1/checkout/sessions/{pro}") and account.checkout(pro)["status"] == "open":
            account.pay(pro)

    stand_in.traffic.before_answer = pay
    try:
        refused = ada.post(f"{PATH}/checkout", json={"tier": "enterprise"})
    finally:
        stand_in.traffic.before_answer = lambda _method, _path: None
    assert refused.status_code == 409
    assert "just paid" in refused.json["error"]["message"]
    assert [one["customer"] for one in account.checkouts.values()].count(account.checkouts[pro]["customer"]) == 1


def test_two_owners_who_press_at_once_have_one_customer_and_one_checkout(
    ada, account, new_account, sign_in, services, stand_in
):
    owners = [ada, *(sign_in(new_account(ada.account.org_id, Role.OWNER)) for _ in range(3))]
    together = threading.Barrier(len(owners))

    def press(owner, tier):
        together.wait(10)
        return owner.post(f"{PATH}/checkout", json={"tier": tier})

    with ThreadPoolExecutor(len(owners)) as pool:
        same = list(pool.map(press, owners, ["pro"] * 4))
        assert {answer.status_code for answer in same} == {200}
        assert len({answer.json["data"]["url"] for answer in same}) == 1
        mixed = list(pool.map(press, owners, ["pro", "enterprise"] * 2))
    assert {answer.status_code for answer in mixed} <= {200, 409}
    (customer,) = customers_of(account, ada)
    assert row(services, ada).customer_id == customer
    theirs = [one["status"] for one in account.checkouts.values() if one["customer"] == customer]
    assert theirs.count("open") == 1


def test_only_what_stripe_signed_in_the_last_minutes_is_believed(ada, account, deliver, services):
    url = ada.post(f"{PATH}/checkout", json={"tier": "pro"}).json["data"]["url"]
    account.pay(url.rpartition("/")[2])
    event = account.events[0]
    seconds = int(now().timestamp())
    good = webhooks.signature_of(webhooks.body_of(event), [OLD_SECRET])
    assert deliver(event, secrets=["whsec_guessed"]) == 422
    assert deliver(event, at=seconds - 301) == 422
    assert deliver(event, signature="") == 422
    assert deliver(event, signature=good.replace("v1=", "v0=")) == 422
    assert deliver(event, signature="t=" + "9" * 5000 + ",v1=00") == 422
    assert deliver(event, signature=f"{good.partition(',')[0]},v1=\u00e9") == 422
    assert deliver(event, signature=good, body=webhooks.body_of(event) + b" ") == 422
    assert deliver(event, signature=good, body=b"\xff\xfe") == 422
    assert deliver(event, body=b"x" * (256 * 1024 + 1)) == 413
    assert tier_and_status(ada) == ("free", None)

    forged = webhooks.signature_of(webhooks.body_of(event), ["whsec_guessed"])
    both = f"{good},{forged.partition(',')[2]}"
    assert deliver(event, signature=both) == 200, "while a secret is changed, Stripe signs with both"
    assert deliver(account.events[1], secrets=[NEW_SECRET]) == 200
    assert tier_and_status(ada) == ("pro", "active")


def test_an_event_counts_once_however_often_it_comes(ada, on_pro, account, deliver, services):
    account.fail_payment(on_pro)
    event = account.events[0]
    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(deliver, [event] * 10)) == {200}
    with services.database.tenant(ada.account.org_id):
        assert BillingEvent.select().where(BillingEvent.id == event["id"]).count() == 1
    account.recover(on_pro)
    assert deliver(event) == 200, "somebody's replay"
    assert tier_and_status(ada) == ("pro", "past_due"), "asked for once, and never again for this event"
    for later in account.events[2:]:
        assert deliver(later) == 200
    assert tier_and_status(ada) == ("pro", "active")


def test_events_may_come_in_any_order_and_an_older_answer_never_goes_over_a_newer(
    ada, on_pro, account, deliver, deliver_all, stand_in
):
    account.fail_payment(on_pro)
    account.recover(on_pro)
    account.events.reverse()
    deliver_all()
    assert tier_and_status(ada) == ("pro", "active")

    account.fail_payment(on_pro)
    failed, *_ = account.events
    account.recover(on_pro)
    recovered = account.events[-1]
    on_pro["status"] = "past_due"
    traffic, asked = stand_in.traffic, threading.Event()
    slow = threading.local()
    go_on = threading.Event()

    def hold(_method, path):
        if path == "/v1/subscriptions" and not asked.is_set():
            asked.set()
            slow.waited = go_on.wait(10)

    traffic.before_answer = hold
    try:
        with ThreadPoolExecutor(1) as pool:
            older = pool.submit(deliver, failed)
            assert asked.wait(10)
            on_pro["status"] = "active"
            assert deliver(recovered) == 200
            go_on.set()
            assert older.result(10) == 200
    finally:
        go_on.set()
        traffic.before_answer = lambda _method, _path: None
    assert tier_and_status(ada) == ("pro", "active"), "the first to ask was the last to write"


def test_while_stripe_is_away_nothing_is_stamped_and_the_event_comes_again(
    ada, on_pro, account, deliver, services, stand_in
):
    account.cancel(on_pro["id"])
    (event,) = account.events
    for status in (500, 429):
        stand_in.traffic.faults.extend([status, status])
        assert deliver(event) == 503
        stand_in.traffic.faults.clear()
    with services.database.tenant(ada.account.org_id):
        assert BillingEvent.select().where(BillingEvent.id == event["id"]).count() == 0
    assert tier_and_status(ada) == ("pro", "active")
    stand_in.traffic.faults.extend([500, 500])
    refused = ada.post(f"{PATH}/portal")
    assert (refused.status_code, refused.json["error"]["code"]) == (503, "billing_unavailable")
    assert refused.headers["Retry-After"]
    stand_in.traffic.faults.clear()
    assert deliver(event) == 200
    assert tier_and_status(ada) == ("free", "canceled")


def test_other_events_and_other_customers_are_taken_and_change_nothing(
    ada, on_pro, account, deliver, new_account, sign_in, services
):
    grace = sign_in(new_account())
    stranger = account.make_customer({"name": "Not ours", "metadata": {"org_id": str(grace.account.org_id)}})
    account.begin(stranger["id"], "price_enterprise", metadata={"org_id": str(grace.account.org_id)})
    foreign = account.events[0]
    foreign["data"]["object"]["client_reference_id"] = str(grace.account.org_id)
    assert deliver(foreign) == 200
    assert tier_and_status(grace) == ("free", None), "metadata is nobody's word"
    claimed = {**foreign, "id": "evt_claimed", "data": {"object": {"object": "subscription", "customer": None}}}
    assert deliver(claimed) == 200
    assert deliver({**foreign, "id": "evt_other", "type": "customer.updated"}) == 200
    assert deliver({**foreign, "id": "evt_listed", "data": {"object": {"customer": {"id": "cus_x"}}}}) == 200
    assert tier_and_status(ada) == ("pro", "active")
    with services.database.tenant(grace.account.org_id):
        assert BillingEvent.select().count() == BillingAccount.select().count() == 0


def test_a_failed_payment_has_a_grace_of_which_administrators_are_told_once_and_then_the_plan_is_free(
    ada, on_pro, account, deliver_all, chores, migrated, services
):
    org_id = ada.account.org_id
    assert tier_and_status(ada) == ("pro", "active")

    account.fail_payment(on_pro)
    deliver_all()
    state = shown(ada)
    assert (state["tier"], state["status"]) == ("pro", "past_due")
    until = row(services, ada).grace_until
    assert abs(until - now() - timedelta(days=14)) < timedelta(minutes=5)
    with services.database.tenant(org_id):
        (told,) = Notification.select().where(Notification.kind == "billing")
    assert told.user_id == ada.account.user_id
    assert told.facts == {"plan": "Pro", "grace_until": until.isoformat()}
    account.change_price(on_pro, "price_enterprise")
    deliver_all()
    with services.database.tenant(org_id):
        assert Notification.select().where(Notification.kind == "billing").count() == 1
    assert tier_and_status(ada) == ("pro", "past_due"), "who does not pay gets nothing larger"
    assert row(services, ada).grace_until == until
    account.change_price(on_pro, "price_pro")
    deliver_all()

    keep_billing(chores)
    assert tier_and_status(ada) == ("pro", "past_due")
    change(migrated, "UPDATE billing_account SET grace_until = now() - interval '1 s' WHERE org_id = %s", org_id)
    assert keep_billing(chores) == 1
    assert tier_and_status(ada) == ("free", "past_due")
    assert keep_billing(chores) == 0

    account.recover(on_pro)
    deliver_all()
    assert tier_and_status(ada) == ("pro", "active")
    assert shown(ada)["grace_until"] is None


def test_a_subscription_that_ends_may_be_followed_by_another_and_nothing_unpaid_counts(
    ada, on_pro, account, deliver_all
):
    account.cancel(on_pro["id"])
    deliver_all()
    assert tier_and_status(ada) == ("free", "canceled")
    url = ada.post(f"{PATH}/checkout", json={"tier": "enterprise"}).json["data"]["url"]
    second = account.pay(url.rpartition("/")[2])
    deliver_all()
    assert tier_and_status(ada) == ("enterprise", "active")

    account.cancel_at_period_end(second)
    deliver_all()
    state = shown(ada)
    assert state["tier"] == "enterprise"
    assert state["ends_at"]
    assert state["renews_at"] is None
    account.cancel(second["id"])
    deliver_all()
    assert tier_and_status(ada) == ("free", "canceled")
    for status in ("unpaid", "incomplete_expired", "paused"):
        second["status"] = "active"
        account.set_status(second, "active")
        deliver_all()
        assert tier_and_status(ada)[0] == "enterprise"
        account.set_status(second, status)
        deliver_all()
        assert tier_and_status(ada) == ("free", status)


def test_a_price_that_is_not_ours_gives_nothing_and_takes_away_only_after_the_grace(
    ada, on_pro, account, deliver_all, chores, migrated, new_account, sign_in
):
    account.prices["price_tea"] = {**account.prices["price_pro"], "id": "price_tea"}
    account.change_price(on_pro, "price_tea")
    deliver_all()
    state = shown(ada)
    assert (state["tier"], state["paid_tier"]) == ("pro", None)
    assert state["grace_until"]
    change(migrated, "UPDATE billing_account SET grace_until = now() WHERE org_id = %s", ada.account.org_id)
    keep_billing(chores)
    assert tier_and_status(ada) == ("free", "active")

    grace = sign_in(new_account())
    grace.post(f"{PATH}/checkout", json={"tier": "pro"})
    customer = list(account.customers)[-1]
    account.begin(customer, "price_tea")
    deliver_all()
    assert tier_and_status(grace) == ("free", "active")
    account.prices["price_pro_before"] = {**account.prices["price_pro"], "id": "price_pro_before"}
    account.begin(customer, "price_pro_before")
    deliver_all()
    assert tier_and_status(grace) == ("pro", "active"), "a price of ours that is sold no more"


def test_a_lower_plan_deletes_no_file_and_puts_no_member_out_at_once(
    ada, on_pro, account, deliver_all, chores, migrated, services, new_account
):
    org_id = ada.account.org_id
    for _ in range(4):
        new_account(org_id, Role.MEMBER)
    (job,) = submit(services.database, org_id=org_id, user_id=ada.account.user_id, jobs=[NewJob("A site")])
    with services.database.tenant(org_id):
        facts = {"attempt": 1, "size": 1, "sha256": "0" * 64, "media_type": "text/plain"}
        Artifact.create(org_id=org_id, job_id=job.id, name="a", key=f"{org_id}/{job.id}/1/a", **facts)
    change(migrated, "UPDATE artifact SET created_at = now() - interval '60 days' WHERE org_id = %s", org_id)

    account.cancel(on_pro["id"])
    deliver_all()
    remove_old_files(chores)

    assert tier_and_status(ada)[0] == "free"
    assert shown(ada)["kept_until"]
    assert len(ada.get("/api/v1/members").json["data"]) == 5
    refused = ada.post("/api/v1/invitations", json={"email": "x@example.com", "role": "member"})
    assert (refused.status_code, refused.json["error"]["code"]) == (402, "plan_limit_reached")
    with services.database.tenant(org_id):
        assert Artifact.select().count() == 1
    change(migrated, "UPDATE billing_account SET kept_until = now() - interval '1 s' WHERE org_id = %s", org_id)
    remove_old_files(chores)
    assert shown(ada)["kept_until"] is None
    with services.database.tenant(org_id):
        assert Artifact.select().count() == 0


def test_lost_events_are_made_up_for_and_a_tier_that_staff_gave_stands(
    ada, on_pro, account, chores, migrated, new_account, sign_in, stand_in
):
    ahead = "UPDATE billing_account SET read_at = read_at - interval '25 hours' WHERE org_id = %s"
    account.cancel(on_pro["id"])
    account.events.clear()
    assert keep_billing(chores) == 0
    change(migrated, ahead, ada.account.org_id)
    stand_in.traffic.faults.extend([500] * 4)
    assert keep_billing(chores) == 0
    stand_in.traffic.faults.clear()
    assert tier_and_status(ada) == ("pro", "active"), "an outage lowers nobody"
    assert keep_billing(chores) == 1
    assert tier_and_status(ada) == ("free", "canceled")

    change(migrated, "UPDATE organization SET tier = 'enterprise' WHERE id = %s", ada.account.org_id)
    change(migrated, ahead, ada.account.org_id)
    assert keep_billing(chores) == 1
    assert tier_and_status(ada) == ("enterprise", "canceled")
    needless = ada.post(f"{PATH}/checkout", json={"tier": "pro"})
    assert needless.status_code == 409
    assert "includes as much" in needless.json["error"]["message"]

    grace = sign_in(new_account())
    url = grace.post(f"{PATH}/checkout", json={"tier": "pro"}).json["data"]["url"]
    paid = account.pay(url.rpartition("/")[2])
    assert keep_billing(chores) == 0
    sooner = "UPDATE billing_account SET {0} = {0} - interval '11 minutes' WHERE org_id = %s"
    for column in ("checkout_at", "read_at"):
        change(migrated, sooner.format(column), grace.account.org_id)
    assert keep_billing(chores) == 1
    assert tier_and_status(grace) == ("pro", "active")
    account.fail_payment(paid)
    change(migrated, ahead, grace.account.org_id)
    assert keep_billing(chores) == 1
    assert tier_and_status(grace) == ("pro", "past_due")
    with chores.database.chores():
        assert Notification.select().where(Notification.org_id == grace.account.org_id).count() == 1
    aged = "UPDATE billing_event SET received_at = now() - interval '31 days' WHERE org_id = %s"
    change(migrated, aged, ada.account.org_id)
    keep_billing(chores)
    with chores.database.chores():
        assert BillingEvent.select().where(BillingEvent.org_id == ada.account.org_id).count() == 0


def test_an_organization_is_not_removed_before_its_subscription_has_ended(
    ada, on_pro, account, chores, services, stand_in, settings, new_account, sign_in
):
    grace = sign_in(new_account())
    grace.post(f"{PATH}/checkout", json={"tier": "pro"})
    due = (ada.account.org_id, grace.account.org_id)
    for org_id in due:
        with services.database.tenant(org_id):
            ago = now() - timedelta(days=8)
            Organization.update(deletion_requested_at=ago, deletion_due_at=ago + timedelta(days=7)).execute()
    refused = ada.post(f"{PATH}/checkout", json={"tier": "enterprise"})
    assert refused.status_code == 409
    assert "deleted" in refused.json["error"]["message"]
    off = Chores(**{**vars(chores), "billing": None})
    assert delete_organizations(off) == 0
    stand_in.traffic.faults.extend([500] * 8)
    assert delete_organizations(chores) == 0
    stand_in.traffic.faults.clear()
    assert on_pro["status"] == "active"

    assert delete_organizations(chores) == 2

    assert on_pro["status"] == "canceled"
    assert list(account.checkouts.values())[-1]["status"] == "expired"
    assert delete_organizations(chores) == 0


def test_chores_set_the_tier_of_nobody_without_an_account(chores, new_account):
    org_id = new_account().org_id
    with chores.database.chores():
        assert Organization.update(tier="enterprise").where(Organization.id == org_id).execute() == 0


def test_without_a_key_billing_says_that_it_is_off(services, signed_in_client, new_account):
    off = create_app(replace(services, billing=None, price_tags=None))
    client = signed_in_client(off, services.database, new_account())
    state = client.get(PATH).json["data"]
    assert state["enabled"] is False
    assert [one["buyable"] for one in state["plans"]] == [False] * 3
    for path in ("checkout", "portal"):
        refused = client.post(f"{PATH}/{path}", json={"tier": "pro"})
        assert (refused.status_code, refused.json["error"]["code"]) == (409, "billing_off")
    assert off.test_client().post("/webhooks/stripe", data=b"{}").status_code == 404


def test_events_that_wait_for_stripe_leave_the_threads_of_others_alone(ada, on_pro, account, deliver, monkeypatch):
    monkeypatch.setattr(stripe_webhooks, "_PATIENCE_SECONDS", 0.01)
    account.cancel(on_pro["id"])
    (event,) = account.events
    for _ in range(stripe_webhooks.PLACES):
        assert stripe_webhooks._places.acquire(timeout=1)
    try:
        assert deliver(event) == 503
        assert tier_and_status(ada) == ("pro", "active")
    finally:
        for _ in range(stripe_webhooks.PLACES):
            stripe_webhooks._places.release()
    assert deliver(event) == 200


def test_a_customer_that_stripe_knows_no_more_has_no_subscription(ada, on_pro, account, chores, migrated, services):
    del account.customers[row(services, ada).customer_id]
    ahead = "UPDATE billing_account SET read_at = read_at - interval '25 hours' WHERE org_id = %s"
    change(migrated, ahead, ada.account.org_id)
    assert keep_billing(chores) == 1
    assert tier_and_status(ada) == ("free", None)
    assert ada.post(f"{PATH}/checkout", json={"tier": "pro"}).json["error"]["code"] == "billing_unavailable"


def test_a_stripe_that_does_not_answer_is_an_outage(settings):
    nowhere = Billing.from_settings(settings.model_copy(update={"stripe_api_base": "http://127.0.0.1:9"}))
    with pytest.raises(BillingUnavailable):
        nowhere.api.subscriptions("cus_1")


def test_a_key_that_stripe_refuses_is_told_as_an_outage(stand_in, ada, settings):
    billing = Billing.from_settings(settings.model_copy(update={"stripe_secret_key": "sk_test_wrong"}))
    with pytest.raises(BillingUnavailable) as refused:
        billing.api.subscriptions("cus_1")
    assert isinstance(refused.value.__cause__, stripe.AuthenticationError)
