import pytest
from wsproto.frame_protocol import FrameProtocol, Opcode

from web.live.frames import FAREWELL, PING, RESYNC, close_frame, message_frame, text_frame


def decode(data):
    """What a client's own implementation reads."""
    protocol = FrameProtocol(client=True, extensions=[])
    protocol.receive_bytes(data)
    return list(protocol.received_frames())


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_a_text_of_any_length_is_one_frame(length):
    frames = decode(text_frame(b"x" * length))

    assert "".join(frame.payload for frame in frames) == "x" * length
    assert {frame.opcode for frame in frames} == {Opcode.TEXT}
    assert frames[-1].message_finished


def test_two_frames_in_a_row_stay_two():
    assert [frame.payload for frame in decode(text_frame(b"a") + text_frame("ü".encode()))] == ["a", "ü"]


def test_messages_are_compact_json():
    (frame,) = decode(message_frame({"type": "pong", "seq": 1}))
    assert frame.payload == '{"type":"pong","seq":1}'


def test_the_farewell_asks_to_come_back():
    (frame,) = decode(FAREWELL)
    assert frame.opcode is Opcode.CLOSE
    assert frame.payload == (1012, "restarting")


def test_a_close_frame_may_go_without_a_reason():
    (frame,) = decode(close_frame(1000))
    assert frame.payload == (1000, "")


def test_a_ping_is_a_ping():
    (frame,) = decode(PING)
    assert frame.opcode is Opcode.PING


def test_resync_is_a_message():
    (frame,) = decode(RESYNC)
    assert frame.payload == '{"type":"resync"}'
