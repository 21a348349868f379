import contextlib
import json
import queue
import socket
import threading
from collections.abc import Iterator

import pytest
from redis import Redis

from jobs.errors import ProgressUnavailable
from jobs.events import Event
from jobs.identifiers import new_id
from jobs.progress import RESYNC, Progress, Resync, Subscription
from jobs.testing.contracts.progress import ProgressContract
from stack.servers.valkey import Valkey

WAIT_SECONDS = 20
Heard = queue.SimpleQueue[tuple[str, bytes] | Resync]


@pytest.fixture
def progress(redis_url: str) -> Iterator[Progress]:
    progress = Progress(redis_url)
    yield progress
    progress.close()


class TestProgress(ProgressContract):
    """Everything that the contract says."""


@pytest.fixture
def fragile(own_valkey: Valkey) -> Iterator[Progress]:
    """Progress on a server that the test may kill."""
    progress = Progress(own_valkey.url)
    yield progress
    progress.close()


@pytest.fixture
def heard(own_valkey: Valkey) -> Iterator[Heard]:
    """What a hub hears."""
    subscription, heard = Subscription(own_valkey.url), Heard()

    def listen() -> None:
        for item in subscription:
            heard.put(item)

    hub = threading.Thread(target=listen)
    hub.start()
    yield heard
    subscription.close()
    hub.join(WAIT_SECONDS)
    assert not hub.is_alive()


def test_the_first_seq_is_above_all_that_were_seen_before_a_flush(own_valkey: Valkey, fragile: Progress) -> None:
    org_id, job_id = new_id(), new_id()
    for number in range(200):
        fragile.publish(org_id, job_id, "delta", {"text": str(number)})
    seen = fragile.replay(org_id, job_id)[-1].seq
    Redis.from_url(own_valkey.url).flushall()
    fragile.publish(org_id, job_id, "delta", {"text": "after the flush"})
    (event,) = fragile.replay(org_id, job_id, seen)
    assert event.data == {"text": "after the flush"}


def test_a_lost_counter_does_not_break_a_stream_that_is_still_there(own_valkey: Valkey, fragile: Progress) -> None:
    org_id, job_id = new_id(), new_id()
    client = Redis.from_url(own_valkey.url)
    fragile.publish(org_id, job_id, "delta", {"text": "1"})
    (seq_key,) = client.scan_iter("*:seq")
    client.set(seq_key, 10**12)
    fragile.publish(org_id, job_id, "delta", {"text": "2"})
    client.delete(seq_key)
    fragile.publish(org_id, job_id, "delta", {"text": "3"})
    assert [event.data["text"] for event in fragile.replay(org_id, job_id)] == ["1", "2", "3"]


def test_streams_are_bounded_and_expire(own_valkey: Valkey, fragile: Progress) -> None:
    org_id, job_id = new_id(), new_id()
    for number in range(2500):
        fragile.publish(org_id, job_id, "delta", {"text": str(number)})
    events = fragile.replay(org_id, job_id)
    assert 2000 <= len(events) < 2200
    assert events[-1].data == {"text": "2499"}
    client = Redis.from_url(own_valkey.url)
    assert all(0 < client.ttl(key) <= 24 * 3600 for key in client.scan_iter())


def test_publishing_without_redis_is_no_error_and_reading_is_one_that_may_pass(
    own_valkey: Valkey, fragile: Progress
) -> None:
    org_id, job_id = new_id(), new_id()
    own_valkey.kill()
    for _ in range(100):
        fragile.publish(org_id, job_id, "delta", {"text": "lost"})
    assert not fragile.is_reachable()
    with pytest.raises(ProgressUnavailable):
        fragile.replay(org_id, job_id)


def test_a_hub_hears_the_events_of_every_organization(fragile: Progress, heard: Heard) -> None:
    assert heard.get(timeout=WAIT_SECONDS) is RESYNC
    jobs = [(new_id(), new_id()) for _ in range(3)]
    for org_id, job_id in jobs:
        fragile.publish(org_id, job_id, "state", {"state": "running", "attempt": 1})
    for expected_org, expected_job in jobs:
        org_id, payload = heard.get(timeout=WAIT_SECONDS)
        assert org_id == str(expected_org)
        assert list(json.loads(payload)) == ["job_id", "seq", "at", "type", "data"]
        assert Event.parse(payload) == fragile.replay(expected_org, expected_job)[0]


def test_a_hub_that_lost_redis_resyncs_and_hears_on(own_valkey: Valkey, fragile: Progress, heard: Heard) -> None:
    assert heard.get(timeout=WAIT_SECONDS) is RESYNC
    own_valkey.kill()
    own_valkey.start()
    assert heard.get(timeout=WAIT_SECONDS) is RESYNC
    again = Progress(own_valkey.url)
    org_id, job_id = new_id(), new_id()
    again.publish(org_id, job_id, "delta", {"text": "back"})
    assert heard.get(timeout=WAIT_SECONDS) == (str(org_id), again.replay(org_id, job_id)[0].to_json().encode())
    again.close()


def test_a_hub_whose_connection_is_cut_resyncs(own_valkey: Valkey, heard: Heard) -> None:
    assert heard.get(timeout=WAIT_SECONDS) is RESYNC
    Redis.from_url(own_valkey.url).client_kill_filter(_type="pubsub")
    assert heard.get(timeout=WAIT_SECONDS) is RESYNC


def test_a_redis_that_hangs_is_asked_once_and_not_for_every_event() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        progress = Progress(f"redis://127.0.0.1:{listener.getsockname()[1]}/0")
        org_id, job_id = new_id(), new_id()
        for _ in range(1000):
            progress.publish(org_id, job_id, "delta", {"text": "lost"})
        progress.close()
        listener.setblocking(False)
        attempts = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                listener.accept()[0].close()
                attempts += 1
    assert 1 <= attempts <= 4
