"""What staff find, see and change: people, organizations, the queue, dead letters, usage and the log of acts."""

from datetime import timedelta
from uuid import uuid4

import psycopg2
import pytest
from redis import Redis

from jobs.audit import record_tool_call
from jobs.batches import NewBatch, NewItem, find_batch, submit_batch
from jobs.chores.heartbeats import run_once
from jobs.chores.timetable import TIMETABLE
from jobs.claims import claim, fail, finish
from jobs.database import Database
from jobs.errors import QueueUnavailable
from jobs.messages import Message
from jobs.models import Job, UsageMonth, now
from jobs.roles import Role
from jobs.states import Mode
from jobs.submission import NewJob, submit
from jobs.support.staff import revoke
from jobs.testing.contracts.tool_servers import health

USERS, ORGANIZATIONS, LETTERS = (f"/api/v1/admin/{name}" for name in ("users", "organizations", "dead-letters"))
WORDS = "A request in words that nobody but the organization reads"
WHY = {"reason": "A test."}
DEAD = {"code": "undeliverable", "message": "No worker could finish this job."}


@pytest.fixture
def staff(new_account, make_staff, sign_in):
    return sign_in(make_staff(new_account()))


@pytest.fixture
def new_job(services):
    def make(account, mode=Mode.IMPLEMENT):
        (job,) = submit(
            services.database, org_id=account.org_id, user_id=account.user_id, jobs=[NewJob(WORDS, mode=mode)]
        )
        return job

    return make


@pytest.fixture
def die(services):
    """Let a job fail as the chores do where no worker finished it."""

    def kill(job, error=None):
        with services.database.tenant(job.org_id):
            Job.update(state="failed", finished_at=now(), error=error or DEAD, attempt=3).where(
                Job.id == job.id
            ).execute()

    return kill


def pages(client, path, **query):
    """All items, two at a time."""
    items, cursor = [], None
    while True:
        more = {"cursor": cursor} if cursor else {}
        answer = client.get(path, query_string={"limit": 2, **query, **more}).json
        items += answer["data"]
        cursor = answer["meta"].get("next_cursor")
        if not cursor:
            return items


def test_people_are_found_by_name_address_and_id_and_shown_without_secrets(staff, ada, new_account, sign_in):
    colleagues = [new_account(ada.account.org_id, Role.MEMBER) for _ in range(3)]
    person = staff.get(f"{USERS}/{ada.account.user_id}").json["data"]

    for words in (person["name"], person["email"], person["email"][3:20].upper(), person["id"]):
        assert [one["id"] for one in staff.get(USERS, query_string={"q": words}).json["data"]] == [person["id"]]
    assert staff.get(USERS, query_string={"q": "%"}).json["data"] == []
    everybody = [one["id"] for one in pages(staff, USERS)]
    assert len(everybody) == len(set(everybody))
    assert {str(one.user_id) for one in colleagues} < set(everybody)
    assert everybody.index(str(colleagues[2].user_id)) < everybody.index(str(colleagues[0].user_id))
    assert (person["sessions"], person["api_keys"], person["is_staff"]) == (1, 0, False)
    assert person["last_active_at"]
    assert [(one["id"], one["role"]) for one in person["organizations"]] == [(str(ada.account.org_id), "owner")]
    assert staff.get(f"{USERS}/{staff.account.user_id}").json["data"]["is_staff"] is True
    assert staff.get(f"{USERS}/{uuid4()}").status_code == 404
    for query in ({"q": ""}, {"q": "x" * 201}, {"q": "\x00"}, {"limit": 0}, {"limit": 201}, {"cursor": "x"}, {"z": 1}):
        assert staff.get(USERS, query_string=query).status_code == 422, query


def test_an_organization_is_shown_with_what_it_uses_and_not_with_what_it_asks(staff, ada, new_account, new_job):
    member = new_account(ada.account.org_id, Role.VIEWER)
    new_job(ada.account)
    found = pages(staff, ORGANIZATIONS, q=staff.get(f"{USERS}/{ada.account.user_id}").json["data"]["email"])
    assert [one["id"] for one in found] == [str(ada.account.org_id)]

    response = staff.get(f"{ORGANIZATIONS}/{ada.account.org_id}")

    shown = response.json["data"]
    assert (shown["members"], shown["unfinished_jobs"], shown["jobs_this_month"]) == (2, 1, {"implement": 1})
    assert [(one["user_id"], one["role"]) for one in shown["people"]] == [
        (str(ada.account.user_id), "owner"),
        (str(member.user_id), "viewer"),
    ]
    assert WORDS not in response.text
    assert staff.get(f"{ORGANIZATIONS}/{uuid4()}").status_code == 404


def test_a_tier_is_changed_at_once_and_its_owners_see_why(staff, ada):
    path = f"{ORGANIZATIONS}/{ada.account.org_id}/tier"

    changed = staff.post(path, json={"tier": "pro", "reason": "A trial of a month."})

    assert changed.json["data"]["tier"] == "pro"
    assert ada.get("/api/v1/usage").json["data"]["plan"]["name"] == "pro"
    assert staff.post(path, json={"tier": "pro", **WHY}).status_code == 409
    assert staff.post(f"{ORGANIZATIONS}/{uuid4()}/tier", json={"tier": "pro", **WHY}).status_code == 404
    for body in ({"tier": "gold", **WHY}, {"tier": "pro"}, {"tier": "pro", "reason": 1}):
        assert staff.post(path, json=body).status_code == 422
    (act,) = ada.get("/api/v1/organization/support-acts").json["data"]
    assert (act["action"], act["reason"]) == ("organization.tier", "A trial of a month.")
    assert (act["before"]["tier"], act["after"]["tier"]) == ("enterprise", "pro")


def test_acts_are_listed_by_whom_to_whom_and_in_pages(staff, ada):
    for tier in ("pro", "free", "enterprise"):
        staff.post(f"{ORGANIZATIONS}/{ada.account.org_id}/tier", json={"tier": tier, **WHY})
    acts = pages(staff, "/api/v1/admin/acts", organization=ada.account.org_id)
    assert [act["after"]["tier"] for act in acts] == ["enterprise", "free", "pro"]
    mine = {"staff": staff.account.user_id, "action": "organization.tier"}
    assert pages(staff, "/api/v1/admin/acts", **mine) == acts
    assert pages(ada, "/api/v1/organization/support-acts") == [
        {name: act[name] for name in ("id", "at", "action", "reason", "before", "after")} for act in acts
    ]
    assert staff.get("/api/v1/admin/acts?action=nothing").status_code == 422


def test_who_is_staff_no_more_is_out_at_once_and_a_token_says_nothing_of_it(staff, ada, migrated):
    assert staff.get(USERS).status_code == 200
    assert [who.get("/api/v1/session").json["data"]["staff"] for who in (staff, ada)] == [True, False]
    owner = Database(migrated.owner_url, max_connections=1)
    revoke(owner, str(staff.account.user_id), "She left.")
    owner.close()
    refused = staff.get(USERS)
    assert (refused.status_code, refused.json["error"]["code"]) == (403, "forbidden")
    assert refused.json["error"] == ada.get(USERS).json["error"]
    assert staff.get("/api/v1/session").json["data"]["staff"] is False


def test_the_queue_the_workers_and_the_rates_tell_of_jobs_by_mode(staff, ada, services, new_job, redis_url):
    Redis.from_url(redis_url).flushdb()
    queued, running, done, failed = (new_job(ada.account) for _ in range(4))
    services.queue.send([Message(job_id=queued.id, org_id=queued.org_id)])
    database, org_id = services.database, ada.account.org_id
    held = claim(database, org_id, running.id, worker="w1", lease_seconds=60)
    assert finish(database, claim(database, org_id, done.id, worker="w1", lease_seconds=60), {})
    assert fail(database, claim(database, org_id, failed.id, worker="w1", lease_seconds=60), "too_large", WORDS)
    services.tool_servers.report("w2", [health("w2", "alpha")], {})

    state = staff.get("/api/v1/admin/queue").json["data"]
    assert state["messages"]["waiting"] + state["messages"]["in_flight"] >= 1
    assert state["dead_messages"]["waiting"] == 0
    assert state["oldest_seconds"] >= 0
    assert {"implement"} == {row["mode"] for row in state["jobs"]}
    workers = {one["worker"]: one for one in staff.get("/api/v1/admin/workers").json["data"]}
    assert [one["job_id"] for one in workers["w1"]["jobs"]] == [str(running.id)]
    assert workers["w2"]["reported_at"]
    assert workers["w2"]["jobs"] == []
    servers = staff.get("/api/v1/admin/mcp-servers").json["data"]
    assert [(one["name"], one["worker"], one["state"]) for one in servers] == [("alpha", "w2", "up")]
    for window in ("24h", "7d"):
        response = staff.get(f"/api/v1/admin/job-rates?window={window}")
        rates = [row for row in response.json["data"] if row["mode"] == "implement"]
        assert sum(row["succeeded"] for row in rates) >= 1
        assert sum(row["error_codes"].get("too_large", 0) for row in rates) == 1
        assert WORDS not in response.text
    assert staff.get("/api/v1/admin/job-rates?window=1y").status_code == 422
    finish(database, held, {})


def test_the_chores_are_told_of_and_who_is_late_stands_out_also_where_none_runs(
    staff, app, chores, migrated, caplog, monkeypatch
):
    def fail_to_send():
        raise QueueUnavailable

    def listed():
        return {one["name"]: one for one in staff.get("/api/v1/admin/chores").json["data"]}

    assert {one["state"] for one in listed().values()} == {"never"}
    assert list(listed()) == list(TIMETABLE)
    run_once(chores.database, "relay", 2, lambda: 3)
    with pytest.raises(QueueUnavailable):
        run_once(chores.database, "dead_letters", 10, fail_to_send)
    run_once(chores.database, "mail", 2, lambda: int(listed()["mail"]["state"] != "running"))
    told = listed()
    relay, letters = told["relay"], told["dead_letters"]
    assert (relay["state"], relay["done"], relay["runs"], relay["interval_seconds"]) == ("ok", 3, 1, 2)
    assert (relay["late_after_seconds"], relay["begun_at"] <= relay["ended_at"]) == (60, True)
    fault = "queue_unavailable: The job queue does not answer."
    assert (letters["state"], letters["fault"], letters["succeeded_at"]) == ("failing", fault, None)
    assert (told["mail"]["state"], told["mail"]["done"], told["expiry"]["state"]) == ("ok", 0, "never")

    with psycopg2.connect(migrated.owner_url) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE chore SET succeeded_at = now() - interval '61 s' WHERE name = 'relay'")
    assert listed()["relay"]["state"] == "late"
    client = app.test_client()
    assert client.get("/readyz").text == "ready\nlate chores: relay\n"
    assert "a chore is late" not in caplog.text, "not in the first minute, when everything starts"
    monkeypatch.setattr("web.readiness.NEVER_LATE_BEFORE_SECONDS", -1)
    for _ in range(2):
        assert client.get("/readyz").status_code == 200
    assert caplog.text.count("a chore is late") == 1
    with psycopg2.connect(migrated.owner_url) as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM chore")
    assert client.get("/readyz").text == "ready\n"


def test_usage_is_listed_by_how_much_and_tool_calls_without_their_arguments(
    staff, ada, sign_in, new_account, services, new_job
):
    busy = new_account()
    jobs = [new_job(busy) for _ in range(3)] + [new_job(ada.account)]
    held = claim(services.database, busy.org_id, jobs[0].id, worker="w", lease_seconds=60)
    record_tool_call(services.database, held, "lookup", "reference", "before", {"q": WORDS}, "allowed")
    record_tool_call(services.database, held, "lookup", "reference", "after", {"q": WORDS}, "error", error=WORDS)

    rows = pages(staff, "/api/v1/admin/usage")
    places = [row["org_id"] for row in rows]
    assert len(places) == len(set(places))
    assert places.index(str(busy.org_id)) < places.index(str(ada.account.org_id))
    assert next(row for row in rows if row["org_id"] == str(busy.org_id))["by_mode"] == {"implement": 3}
    assert staff.get("/api/v1/admin/usage?month=2020-01").json["data"] == []
    assert staff.get("/api/v1/admin/usage?month=2020-13").status_code == 422

    response = staff.get(f"/api/v1/admin/tool-calls?organization={busy.org_id}")
    assert [call["status"] for call in response.json["data"]] == ["error", "allowed"]
    assert WORDS not in response.text
    assert not {"input", "error"} & set(response.json["data"][0])
    assert len(pages(staff, "/api/v1/admin/tool-calls", job=jobs[0].id, server="reference", status="error")) == 1


def test_dead_jobs_are_listed_and_sent_again_once_and_counted_again(staff, ada, services, new_job, die):
    first, second, turn, other, done = (new_job(ada.account) for _ in range(5))
    with services.database.tenant(ada.account.org_id):
        Job.update(mode="brainstorm").where(Job.id == turn.id).execute()
    for job in (first, second, turn):
        die(job)
    die(other, {"code": "too_large", "message": WORDS})
    held = claim(services.database, ada.account.org_id, done.id, worker="w", lease_seconds=60)
    finish(services.database, held, {})
    counted = used(services, ada)

    listed = pages(staff, LETTERS)
    assert [one["job_id"] for one in listed] == [str(one.id) for one in (turn, second, first)]
    assert [one["may_be_sent_again"] for one in listed] == [False, True, True]
    asked = {"job_ids": [str(one.id) for one in (first, turn, other, done)], **WHY}
    assert staff.post(f"{LETTERS}/redrive", json=asked).json["data"] == {"jobs": 1, "revived": 1, "messages": 0}
    assert staff.post(f"{LETTERS}/redrive", json=asked).json["data"] == {"jobs": 0, "revived": 0, "messages": 0}

    row = reread(services, first)
    assert (row.state, row.error, row.dispatched_at, row.attempt) == ("queued", None, None, 3)
    assert row.max_attempts == 3 + services.settings.max_attempts
    assert (reread(services, other).state, reread(services, done).state) == ("failed", "succeeded")
    assert used(services, ada) == counted + 1
    events = services.progress.replay(ada.account.org_id, first.id)
    assert events[-1].data["state"] == "queued"
    assert claim(services.database, ada.account.org_id, first.id, worker="w", lease_seconds=60)

    assert staff.post(f"{LETTERS}/redrive", json={"job_ids": None, **WHY}).json["data"]["revived"] == 1
    acts = ada.get("/api/v1/organization/support-acts").json["data"]
    assert [act["after"]["jobs"] for act in acts] == [[str(second.id)], [str(first.id)]]
    for body in ({**WHY}, {"job_ids": [], **WHY}, {"job_ids": ["x"], **WHY}, {"job_ids": [str(first.id)] * 101, **WHY}):
        assert staff.post(f"{LETTERS}/redrive", json=body).status_code == 422


def test_an_item_of_a_batch_that_is_sent_again_is_counted_there_too(staff, ada, services, die):
    who = {"org_id": ada.account.org_id, "user_id": ada.account.user_id}
    batch = submit_batch(services.database, **who, new=NewBatch([NewItem(1, None, NewJob(WORDS))]))
    with services.database.tenant(ada.account.org_id):
        (item,) = Job.select().where(Job.batch_id == batch.id)
    die(item)
    with services.database.tenant(ada.account.org_id):
        assert (find_batch(ada.account.org_id, batch.id).failed, find_batch(ada.account.org_id, batch.id).queued) == (
            1,
            0,
        )

    asked = {"job_ids": [str(item.id)], **WHY}
    assert staff.post(f"{LETTERS}/redrive", json=asked).json["data"]["revived"] == 1

    with services.database.tenant(ada.account.org_id):
        row = find_batch(ada.account.org_id, batch.id)
    assert (row.failed, row.queued, row.finished_at) == (0, 1, None)


def test_dead_messages_are_looked_at_without_losing_them_and_sent_again(staff, ada, services, new_job):
    queued, done = new_job(ada.account), new_job(ada.account)
    finish(services.database, claim(services.database, done.org_id, done.id, worker="w", lease_seconds=60), {})
    with services.database.tenant(ada.account.org_id):
        Job.update(dispatched_at=now() - timedelta(minutes=5)).where(Job.id == queued.id).execute()
    sqs, name = services.queue._sqs, services.settings.jobs_dead_letter_queue_name
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    for body in (*(Message(job_id=job.id, org_id=job.org_id).to_json() for job in (queued, done)), "unreadable"):
        sqs.send_message(QueueUrl=url, MessageBody=body)

    for _ in range(2):
        letters = {one["job_id"]: one for one in staff.get(f"{LETTERS}/messages").json["data"]}
        assert set(letters) == {str(queued.id), str(done.id), None}
        assert letters[str(queued.id)]["state"] == "queued"
        assert letters[str(queued.id)]["receives"] >= 1

    outcome = staff.post(f"{LETTERS}/redrive", json={"job_ids": None, **WHY}).json["data"]
    assert (outcome["jobs"], outcome["messages"]) == (1, 2)
    assert reread(services, queued).dispatched_at is None
    assert reread(services, done).state == "succeeded"
    assert [one["job_id"] for one in staff.get(f"{LETTERS}/messages").json["data"]] == [None]


def reread(services, job):
    with services.database.tenant(job.org_id):
        return Job.get_by_id(job.id)


def used(services, person):
    with services.database.tenant(person.account.org_id):
        return UsageMonth.get(UsageMonth.mode == "implement").used
