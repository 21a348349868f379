"""What the bench of the sockets makes of what its clients tell."""

from uuid import uuid4

import pytest

from tests.bench.live.crowd import Receipt
from tests.bench.live.measure import Side
from tests.bench.live.people import EVERYBODYS, People, Visitor, listeners_of
from tests.bench.live.wire import split_frames
from web.live.frames import PING, text_frame

PEOPLE = People(uuid4(), [uuid4() for _ in range(3)], [Visitor("", [])] * 4)
"""Four clients, two groups of two."""


class Crowd:
    """Has got what a test says; notes how much it was told to wait for."""

    def __init__(self, *receipts):
        self.receipts = [Receipt(client, number, 1.0) for client, number in receipts]

    def send(self, count):
        self.count = count

    def recv(self):
        return self.receipts


class Progress:
    """Publishes nothing."""

    def publish(self, *event):
        pass


def told(crowd, *places):
    side = Side(None, crowd, PEOPLE, Progress(), 0.0)
    side.tell(places, [0.0] * len(places))
    return side.wrong


def test_the_members_of_a_group_follow_its_job_and_all_follow_one():
    assert listeners_of(PEOPLE) == {EVERYBODYS: {0, 1, 2, 3}, 1: {0, 2}, 2: {1, 3}}


def test_all_that_is_due_and_no_more_is_right():
    crowd = Crowd((0, 0), (2, 0), (0, 1), (1, 1), (2, 1), (3, 1))

    assert told(crowd, 1, EVERYBODYS) == 0
    assert crowd.count == 6


@pytest.mark.parametrize(
    ("receipts", "wrong"),
    [([], 2), ([(0, 0)], 1), ([(0, 0), (2, 0), (2, 0)], 1), ([(0, 0), (2, 0), (3, 0)], 1), ([(0, 0), (1, 0)], 2)],
)
def test_what_is_lost_doubled_or_a_strangers_is_counted(receipts, wrong):
    assert told(Crowd(*receipts), 1) == wrong


@pytest.mark.parametrize("length", [0, 125, 126, 65_535])
@pytest.mark.parametrize("missing", [0, 1])
def test_frames_are_told_apart_wherever_a_read_ends(length, missing):
    data = PING + text_frame(b"x" * length)
    frames, rest = split_frames(data[: len(data) - missing])

    whole = [(0x9, b""), (0x1, b"x" * length)]
    assert frames == whole[: 2 - missing]
    assert rest == (data[len(PING) : -1] if missing else b"")
