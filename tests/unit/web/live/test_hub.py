import json
from uuid import uuid4

import pytest

from web.live.frames import FAREWELL, PING, RESYNC, text_frame
from web.live.hub import PING_SECONDS, Hub
from web.live.listener import Listener
from web.live.outbox import Outbox

ORG, JOB = uuid4(), uuid4()


class Clock:
    """Stands still until it is set."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def hub(clock):
    return Hub(clock)


@pytest.fixture
def join(hub, make_socket):
    """Connect a client that follows a job; its socket."""

    def connect(org_id=ORG, job_id=JOB):
        sock = make_socket()
        outbox = Outbox(sock)
        listener = Listener(outbox, last_seq=0)
        listener.catch_up([])
        hub.connect(outbox)
        hub.add(org_id, job_id, listener)
        sock.outbox, sock.listener = outbox, listener
        return sock

    return connect


def payload(seq, job_id=JOB):
    return json.dumps({"job_id": str(job_id), "seq": seq}).encode()


def test_an_event_reaches_everyone_who_follows_the_job(hub, join):
    first, second = join(), join()

    hub.publish(str(ORG), payload(1))

    assert first.written == second.written == text_frame(payload(1))


def test_an_event_reaches_no_one_else(hub, join):
    other_job, other_organization = join(job_id=uuid4()), join(org_id=uuid4())

    hub.publish(str(ORG), payload(1))

    assert other_job.written == other_organization.written == b""


def test_a_client_that_is_stuck_does_not_hold_up_the_others(hub, join):
    before, stuck, after = join(), join(), join()
    stuck.room = 3

    hub.publish(str(ORG), payload(1))

    assert before.written == after.written == text_frame(payload(1))
    assert stuck.ended


def test_who_has_left_gets_nothing_more(hub, join):
    client = join()
    hub.remove(ORG, JOB, client.listener)
    hub.remove(ORG, JOB, client.listener)

    hub.publish(str(ORG), payload(1))

    assert client.written == b""


@pytest.mark.parametrize(
    "text", [b"", b"x", b"[]", b"null", b"{}", b'{"job_id":1}', b'{"job_id":"a","seq":null}', b"\xff"]
)
def test_an_unreadable_event_is_passed_over(hub, join, text):
    client = join()

    hub.publish(str(ORG), text)
    hub.publish(str(ORG), payload(1))

    assert client.written == text_frame(payload(1))


def test_a_gap_is_told_to_everyone(hub, join):
    client = join()

    hub.resync()

    assert client.written == RESYNC


def test_who_answers_pings_stays_and_who_does_not_is_dropped(hub, join, clock):
    lively, silent = join(), join()

    def later():
        clock.now += PING_SECONDS
        hub.ping()

    silent.during_recv = later
    later()
    lively.outbox.recv(10)
    silent.outbox.recv(10)

    assert lively.written == PING * 2
    assert silent.written == PING
    assert silent.ended
    assert not lively.ended


def test_who_is_being_answered_is_not_taken_for_silent(hub, join, clock):
    client = join()

    for _ in range(2):
        clock.now += PING_SECONDS
        hub.ping()

    assert client.written == PING * 2
    assert not client.ended


def test_who_came_together_is_pinged_one_after_the_other(hub, join, clock):
    clients = [join() for _ in range(4)]
    clock.now = PING_SECONDS

    for count in (1, 2, 3, 4, 4):
        hub.ping(0.25)
        assert [client.written for client in clients] == [PING] * count + [b""] * (4 - count)


def test_nobody_is_pinged_before_the_time_however_many_come(hub, join, clock):
    early = join()
    clock.now = PING_SECONDS
    hub.ping()
    late = [join() for _ in range(100)]

    clock.now += PING_SECONDS - 1
    hub.ping()
    assert early.written == PING

    clock.now += 1
    hub.ping()
    assert early.written == PING * 2
    assert {client.written for client in late} == {PING}


def test_closing_asks_everyone_and_whoever_still_comes_to_come_back(hub, join):
    early = join()

    hub.close()
    late = join()

    assert early.written == late.written == FAREWELL


def test_who_stays_is_cut_off(hub, join):
    client = join()

    hub.drop_all("restart")

    assert client.ended


def test_disconnected_clients_are_not_counted(hub, join):
    client = join()
    assert hub.connected == 1

    hub.disconnect(client.outbox)
    hub.disconnect(client.outbox)

    assert hub.connected == 0
