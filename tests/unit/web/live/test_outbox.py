import pytest

from web.live.outbox import BACKLOG_BYTES, KERNEL_BUFFER_BYTES


def test_a_frame_is_written_at_once_and_whole(outbox, sock):
    assert outbox.offer(b"frame")
    assert sock.written == b"frame"


def test_the_kernel_holds_only_so_much_for_a_client(outbox, sock):
    assert sock.buffer == KERNEL_BUFFER_BYTES


@pytest.mark.parametrize("room", [0, 1, 4])
def test_a_client_that_does_not_take_a_whole_frame_is_dropped(outbox, sock, room):
    sock.room = room

    assert not outbox.offer(b"frame")

    assert outbox.dropped
    assert sock.ended


def test_a_client_that_went_is_dropped_quietly(outbox, sock):
    sock.ended = True

    assert not outbox.offer(b"frame")
    assert outbox.dropped


def test_nothing_is_written_after_a_drop(outbox, sock):
    outbox.drop("too slow")
    sock.ended = False

    assert not outbox.offer(b"frame")
    assert not outbox.send_patiently([b"frame"])
    assert sock.written == b""


def test_what_is_offered_during_a_replay_follows_it(outbox, sock):
    live = iter([b"live one,", b"live two,"])
    sock.during_sendall = lambda: [outbox.offer(frame) for frame in live]

    assert outbox.send_patiently([b"old one,", b"old two,"])
    sock.during_sendall = lambda: None
    outbox.offer(b"later")

    assert sock.written == b"old one,old two,live one,live two,later"


def test_a_replay_needs_no_room_in_the_kernel(outbox, sock):
    sock.room = 0

    assert outbox.send_patiently([b"x" * 100_000])
    assert not outbox.dropped


def test_a_client_whose_backlog_grows_too_long_is_dropped(outbox, sock):
    sock.during_sendall = lambda: outbox.offer(b"x" * (BACKLOG_BYTES + 1))

    assert not outbox.send_patiently([b"old"])
    assert outbox.dropped


def test_a_client_that_goes_during_its_replay_is_dropped(outbox, sock):
    sock.during_sendall = lambda: outbox.drop("gone")

    assert not outbox.send_patiently([b"one", b"two"])
    assert sock.written == b"one"


def test_the_websocket_library_writes_by_the_same_rule(outbox, sock):
    assert outbox.send(b"pong") == 4

    sock.room = 1
    with pytest.raises(BrokenPipeError):
        outbox.send(b"pong")


def test_whoever_is_read_from_is_alive(outbox, sock):
    outbox.heard = False

    outbox.recv(10)

    assert outbox.heard


def test_who_says_nothing_is_silent_only_while_somebody_would_hear_it(outbox, sock):
    outbox.heard = False
    assert not outbox.is_silent

    noticed = []
    sock.during_recv = lambda: noticed.append(outbox.is_silent)
    outbox.recv(10)

    assert noticed == [True]
    assert not outbox.is_silent
