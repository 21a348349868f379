import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.live.listener import PENDING_EVENTS, Listener
from web.live.outbox import Outbox


def event(seq):
    return seq, f"{seq},".encode()


@pytest.fixture
def listener(outbox):
    return Listener(outbox, last_seq=0)


def test_live_events_wait_for_the_replay(listener, sock):
    listener.deliver(*event(3))
    assert sock.written == b""

    listener.catch_up([event(1), event(2)])

    assert sock.written == b"1,2,3,"


def test_what_was_replayed_does_not_come_again(listener, sock):
    listener.deliver(*event(2))
    listener.deliver(*event(3))

    listener.catch_up([event(1), event(2), event(3)])
    listener.deliver(*event(3))
    listener.deliver(*event(4))

    assert sock.written == b"1,2,3,4,"


def test_what_the_client_named_does_not_come_again(outbox, sock):
    listener = Listener(outbox, last_seq=2)

    listener.catch_up([event(1), event(2), event(3)])

    assert sock.written == b"3,"


def test_events_that_come_while_the_replay_is_written_follow_it(listener, sock):
    live = iter([3, 4])
    sock.during_sendall = lambda: [listener.deliver(*event(seq)) for seq in live]

    listener.catch_up([event(1), event(2)])

    assert sock.written == b"1,2,3,4,"


def test_a_client_that_needs_too_long_for_its_replay_is_dropped(listener, outbox):
    for seq in range(PENDING_EVENTS + 1):
        listener.deliver(*event(seq + 1))

    assert outbox.dropped


NUMBERS = st.integers(min_value=0, max_value=40)


@given(published=NUMBERS, heard_from=NUMBERS, replayed_to=NUMBERS, named=NUMBERS)
def test_every_event_comes_once_and_in_order(make_socket, published, heard_from, replayed_to, named):
    """Whatever replay, subscription and client overlap in, as long as they leave no gap."""
    replayed_to = max(min(heard_from, published), min(replayed_to, published))
    sock = make_socket()
    listener = Listener(Outbox(sock), last_seq=named)
    live = [event(seq) for seq in range(heard_from + 1, published + 1)]

    for seq, frame in live[:5]:
        listener.deliver(seq, frame)
    listener.catch_up([event(seq) for seq in range(1, replayed_to + 1)])
    for seq, frame in live[5:]:
        listener.deliver(seq, frame)

    assert sock.written == b"".join(frame for _, frame in map(event, range(named + 1, published + 1)))
