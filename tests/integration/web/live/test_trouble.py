"""What goes wrong around sockets: slow readers, floods, restarts of ours and of Redis, few database connections."""

import json
import os
import signal
import socket
from contextlib import ExitStack, closing, suppress
from urllib.parse import urlsplit

import pytest
from simple_websocket import ConnectionClosed

from jobs.progress import Progress
from stack.servers.ports import free_port

LIVE = ("web/live/gunicorn.conf.py", "web.live.wsgi:app")


@pytest.fixture
def another_live(environment, process_runner):
    """Start live processes with other settings."""
    with ExitStack() as stack:

        def start(**changes):
            url = f"ws://127.0.0.1:{free_port()}"
            return url, stack.enter_context(process_runner(*LIVE, url, {**environment, **changes}))

        yield start


def masked(text: str) -> bytes:
    """A client's text frame, masked with zeros."""
    payload = text.encode()
    assert len(payload) < 126
    return bytes([0x81, 0x80 | len(payload)]) + bytes(4) + payload


def raw_client(url, cookie, origin):
    """A connection past its handshake, of which the test reads only what it wants to."""
    parts = urlsplit(url)
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(10)
    client.connect((parts.hostname, parts.port))
    client.sendall(
        f"GET /live HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        f"Origin: {origin}\r\nCookie: {cookie}\r\n\r\n".encode()
    )
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += client.recv(1)
    assert answer.startswith(b"HTTP/1.1 101")
    return client


def read_to_the_end(client) -> int:
    """Number of bytes that still come before the connection ends."""
    count = 0
    with suppress(ConnectionResetError):
        while data := client.recv(65536):
            count += len(data)
    return count


@pytest.fixture
def raw(live_process, cookie_of, settings, account):
    """Connect the account with a raw client."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(raw_client(live_process, cookie_of(account), settings.web_url)))


@pytest.fixture
def stalled(raw):
    """Follow a job with a client that then reads no more."""

    def follow(job_id):
        client = raw()
        client.sendall(masked(json.dumps({"type": "subscribe", "job_id": str(job_id)})))
        assert b"subscribed" in client.recv(200)
        return client

    return follow


@pytest.fixture
def reader(connect_to, live_process, account):
    """A client that reads."""
    return connect_to(live_process, account)


def test_a_reader_that_stalls_is_dropped_and_holds_up_no_one(stalled, reader, account, new_job, publish):
    job_id, text, count = new_job(account), "x" * 20_000, 400
    behind = stalled(job_id)
    behind.sendall(masked('{"type":"ping"}'))
    assert b"pong" in behind.recv(200)  # so its replay is over
    reader.subscribe(job_id)

    publish(account, job_id, *[text] * count)

    assert [event["data"]["text"] == text for event in reader.hear_events(count)] == [True] * count
    assert read_to_the_end(behind) < count * len(text) / 2
    assert reader.is_quiet()


def test_a_reader_that_stalls_in_its_replay_holds_up_no_one(stalled, reader, account, new_job, publish):
    job_id = new_job(account)
    publish(account, job_id, *["x" * 20_000] * 400)
    stalled(job_id)

    reader.subscribe(job_id)
    assert len(reader.hear_events(400)) == 400
    publish(account, job_id, "live")

    assert reader.hear()["data"] == {"text": "live"}


def test_a_client_that_floods_is_sent_away(raw, reader):
    flood, pings = raw(), masked('{"type":"ping"}') * 100_000

    with pytest.raises((ConnectionResetError, BrokenPipeError)):
        flood.sendall(pings * 10)

    assert reader.is_quiet()


def test_a_process_that_stops_tells_its_clients_to_come_back(another_live, connect_to, account, new_job):
    url, process = another_live()
    clients = [connect_to(url, account) for _ in range(3)]
    for client in clients:
        client.subscribe(new_job(account))

    os.kill(process.pid, signal.SIGTERM)

    for client in clients:
        with pytest.raises(ConnectionClosed) as closed:
            client.hear()
        assert closed.value.reason == 1012
    assert process.wait(10) == 0


def test_a_process_stops_although_a_client_does_not_answer(another_live, account, cookie_of, settings):
    url, process = another_live()
    with closing(raw_client(url, cookie_of(account), settings.web_url)) as client:
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(10) == 0
        assert read_to_the_end(client) > 0


def test_many_sockets_need_one_database_connection(another_live, connect_to, account, new_job):
    url, _ = another_live(DATABASE_CONNECTIONS="1")

    clients = [connect_to(url, account) for _ in range(20)]

    for client in clients:
        assert client.subscribe(new_job(account))["type"] == "subscribed"


def test_redis_restarts_and_clients_catch_up(another_live, own_valkey, connect_to, account, new_job):
    url, _ = another_live(REDIS_URL=own_valkey.url)
    progress = Progress(own_valkey.url)
    job_id = new_job(account)
    client = connect_to(url, account)
    client.subscribe(job_id)
    progress.publish(account.org_id, job_id, "delta", {"text": "before"})
    seen = client.hear_events(1)[0]

    own_valkey.stop()
    own_valkey.start()
    assert client.hear() == {"type": "resync"}
    client.say(type="unsubscribe", job_id=str(job_id))
    assert client.hear()["type"] == "unsubscribed"
    progress.publish(account.org_id, job_id, "delta", {"text": "replayed"})
    assert client.subscribe(job_id, after=seen["seq"])["type"] == "subscribed"
    progress.publish(account.org_id, job_id, "delta", {"text": "live"})

    assert [event["data"]["text"] for event in client.hear_events(2)] == ["replayed", "live"]
    progress.close()


def test_while_redis_is_away_a_subscription_says_so(another_live, connect_to, account, new_job):
    url, _ = another_live(REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")
    client = connect_to(url, account)
    job_id = new_job(account)

    assert client.subscribe(job_id)["type"] == "subscribed"
    assert client.hear() == {"type": "error", "code": "progress_unavailable", "job_id": str(job_id)}
    assert client.is_quiet()
