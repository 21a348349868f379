"""Following jobs over WebSockets, against the real live process."""

import socket
from contextlib import closing
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import requests
from simple_websocket import Client, ConnectionClosed

from jobs.batch_release import advance
from jobs.batches import NewBatch, NewItem, submit_batch
from jobs.roles import Role
from jobs.submission import NewJob
from web.login_sessions import end_all

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def texts(events):
    return [event["data"]["text"] for event in events]


def handshake(url, **headers):
    """Ask for an upgrade over plain HTTP, and return the answer; only for what is refused."""
    with requests.Session() as session:
        session.trust_env = False
        return session.get(f"{url.replace('ws:', 'http:')}/live", headers={**UPGRADE, **headers}, timeout=10)


def test_events_come_as_they_happen(live_process, connect_to, account, new_job, publish):
    job_id = new_job(account)
    client = connect_to(live_process, account)

    assert client.subscribe(job_id) == {"type": "subscribed", "job_id": str(job_id), "state": "queued"}
    publish(account, job_id, "one", "two")

    events = client.hear_events(2)
    assert texts(events) == ["one", "two"]
    assert set(events[0]) == {"job_id", "seq", "at", "type", "data"}
    assert events[0]["seq"] < events[1]["seq"]


def test_a_batch_is_followed_by_its_id(live_process, connect_to, account, new_account, services):
    items = [NewItem(line, None, NewJob("A static site")) for line in (1, 2, 3)]
    who = {"org_id": account.org_id, "user_id": account.user_id}
    batch = submit_batch(services.database, **who, new=NewBatch(items))
    client, stranger = connect_to(live_process, account), connect_to(live_process, new_account())

    assert client.subscribe(batch.id) == {"type": "subscribed", "job_id": str(batch.id), "state": "running"}
    assert stranger.subscribe(batch.id)["code"] == "not_found"
    advance(services.database, services.queue, services.progress, account.org_id, batch.id)

    event = client.hear()
    assert (event["job_id"], event["type"]) == (str(batch.id), "state")
    assert (event["data"]["total"], event["data"]["waiting"], event["data"]["queued"]) == (3, 1, 2)
    assert stranger.is_quiet()


def test_a_client_that_comes_back_misses_nothing(live_process, connect_to, account, new_job, publish):
    job_id = new_job(account)
    first = connect_to(live_process, account)
    first.subscribe(job_id)
    publish(account, job_id, "one", "two")
    last_seen = first.hear_events(2)[-1]["seq"]
    first.client.close()
    publish(account, job_id, "three", "four")

    second = connect_to(live_process, account)
    second.subscribe(job_id, after=last_seen)
    publish(account, job_id, "five")

    assert texts(second.hear_events(3)) == ["three", "four", "five"]
    assert second.is_quiet()


def test_events_published_during_the_replay_come_once_and_in_order(live_process, connect_to, account, new_job, publish):
    job_id = new_job(account)
    publish(account, job_id, *map(str, range(300)))
    client = connect_to(live_process, account)

    client.say(type="subscribe", job_id=str(job_id), after=0)
    publish(account, job_id, *map(str, range(300, 600)))

    assert client.hear()["type"] == "subscribed"
    assert texts(client.hear_events(600)) == list(map(str, range(600)))
    assert client.is_quiet()


def test_unsubscribing_ends_the_events(live_process, connect_to, account, new_job, publish):
    job_id = new_job(account)
    client = connect_to(live_process, account)
    client.subscribe(job_id)

    client.say(type="unsubscribe", job_id=str(job_id))
    assert client.hear()["type"] == "unsubscribed"
    publish(account, job_id, "one")

    other = connect_to(live_process, account)
    other.subscribe(job_id)
    assert texts(other.hear_events(1)) == ["one"]
    assert client.is_quiet()


def test_another_tenants_job_is_not_found_and_stays_silent(live_process, connect_to, new_account, new_job, publish):
    mine, theirs = new_account(), new_account()
    job_id = new_job(theirs)
    client = connect_to(live_process, mine)

    assert client.subscribe(job_id) == {"type": "error", "code": "not_found", "job_id": str(job_id)}
    assert client.subscribe(missing := uuid4()) == {"type": "error", "code": "not_found", "job_id": str(missing)}
    publish(theirs, job_id, "secret")
    publish(mine, job_id, "forged")

    assert client.is_quiet()


def test_large_events_arrive_whole(live_process, connect_to, account, new_job, publish):
    job_id = new_job(account)
    client = connect_to(live_process, account)
    client.subscribe(job_id)
    sizes = [10, 125, 126, 65_535, 65_536, 100_000]

    publish(account, job_id, *("ü" * (size // 2) for size in sizes))

    assert [len(text) for text in texts(client.hear_events(len(sizes)))] == [size // 2 for size in sizes]


@pytest.mark.parametrize(
    "message",
    [
        "",
        "x",
        "[]",
        "null",
        '{"type":"subscribe"}',
        '{"type":"subscribe","job_id":"x"}',
        '{"type":"subscribe","job_id":"01890000-0000-7000-8000-000000000000","after":-1}',
        '{"type":"subscribe","job_id":"01890000-0000-7000-8000-000000000000","after":true}',
        '{"type":"subscribe","job_id":"01890000-0000-7000-8000-000000000000","after":1e400}',
        '{"type":"subscribe","job_id":"01890000-0000-7000-8000-000000000000","after":99999999999999999999}',
        '{"type":"subscribe","job_id":"01890000-0000-7000-8000-000000000000","more":1}',
        '{"type":"publish","job_id":"01890000-0000-7000-8000-000000000000"}',
        "[" * 4000,
        b"\xff\xfe",
        b'{"type":"nothing"}',
    ],
)
def test_a_message_that_makes_no_sense_is_explained_and_harms_nothing(live_process, connect_to, account, message):
    client = connect_to(live_process, account)

    client.client.send(message)

    answer = client.hear()
    assert (answer["type"], answer["code"]) == ("error", "invalid_message")
    assert answer["details"][0]["fault"]
    assert client.is_quiet()


def test_a_message_that_is_too_long_ends_the_connection(live_process, connect_to, account):
    client = connect_to(live_process, account)

    client.client.send("x" * 5000)

    with pytest.raises(ConnectionClosed) as closed:
        client.hear()
    assert closed.value.reason == 1009


def test_a_hundred_jobs_are_followed_and_not_one_more(live_process, connect_to, account, new_job):
    client = connect_to(live_process, account)
    for _ in range(100):
        assert client.subscribe(new_job(account))["type"] == "subscribed"

    answer = client.subscribe(new_job(account))

    assert (answer["code"], answer["limit"]) == ("too_many_subscriptions", 100)


def test_a_program_follows_with_its_key_and_no_origin(live_process, account, new_job, sign_in, publish):
    key = sign_in(account).post("/api/v1/api-keys", json={"name": "terminal"}).json["data"]["key"]

    client = Client.connect(f"{live_process}/live", headers={"Authorization": f"Bearer {key}"})
    client.send('{"type":"ping"}')

    assert client.receive(timeout=10) == '{"type":"pong"}'
    client.close()
    client.thread.join(10)


def test_no_one_gets_in_without_a_session(live_process, settings):
    assert handshake(live_process, Origin=settings.web_url).status_code == 401
    assert handshake(live_process, Authorization="Bearer gp_wrong").status_code == 401


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_follow(live_process, connect_to, account, new_account, new_job, role):
    member = account if role is Role.OWNER else new_account(account.org_id, role)

    assert connect_to(live_process, member).subscribe(new_job(account))["type"] == "subscribed"


def test_a_key_to_read_with_may_follow_and_a_revoked_one_may_not(live_process, sign_in, account):
    person = sign_in(account)
    key = person.post("/api/v1/api-keys", json={"name": "screen", "scope": "read"}).json["data"]
    client = Client.connect(f"{live_process}/live", headers={"Authorization": f"Bearer {key['key']}"})
    client.close()
    client.thread.join(10)

    assert person.delete(f"/api/v1/api-keys/{key['id']}").status_code == 200
    assert handshake(live_process, Authorization=f"Bearer {key['key']}").status_code == 401


def test_the_cookie_of_a_session_that_has_ended_opens_nothing(live_process, account, cookie_of, settings, services):
    cookie = cookie_of(account)
    end_all(services.database, account.user_id)

    assert handshake(live_process, Origin=settings.web_url, Cookie=cookie).status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1"])
def test_another_sites_page_does_not_get_in(live_process, account, cookie_of, origin):
    answer = handshake(live_process, Origin=origin, Cookie=cookie_of(account))

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")


def test_a_cookie_without_an_origin_does_not_get_in(live_process, account, cookie_of):
    assert handshake(live_process, Cookie=cookie_of(account)).status_code == 403


def test_compression_is_declined(live_process, account, cookie_of, settings):
    parts = urlsplit(live_process)
    headers = {**UPGRADE, "Host": parts.netloc, "Origin": settings.web_url, "Cookie": cookie_of(account)}
    headers["Sec-WebSocket-Extensions"] = "permessage-deflate; client_max_window_bits"
    request = "GET /live HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"

    with closing(socket.create_connection((parts.hostname, parts.port), timeout=10)) as client:
        client.sendall(request.encode())
        answer = client.recv(4096).lower()

    assert answer.startswith(b"http/1.1 101")
    assert b"sec-websocket-extensions" not in answer


def test_a_plain_request_to_the_socket_is_told_so(live_process):
    with requests.Session() as session:
        session.trust_env = False
        answer = session.get(f"{live_process.replace('ws:', 'http:')}/live", timeout=10)

    assert answer.status_code in {400, 401, 403}
    assert "error" in answer.json()
