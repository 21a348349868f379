import gc

import pytest

from web.live.garbage import LONGEST_SECONDS, Garbage
from web.live.hub import Hub
from web.live.outbox import Outbox


class Clock:
    """Stands still until it is set."""

    now = 0.0

    def __call__(self):
        return self.now


class Knot:
    """Holds itself, so that only the collector can free it."""

    alive = 0

    def __init__(self):
        self.itself = self
        Knot.alive += 1

    def __del__(self):
        Knot.alive -= 1


@pytest.fixture(autouse=True)
def only_what_is_set_aside():
    """Nothing of one test, and nothing of pytest's, is looked at in the next."""
    gc.collect()
    Knot.alive = 0
    yield
    gc.unfreeze()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def hub():
    return Hub()


@pytest.fixture
def garbage(hub, clock):
    return Garbage(hub, clock)


def come_and_go(hub, make_socket, staying, leaving):
    for number in range(staying + leaving):
        hub.connect(outbox := Outbox(make_socket()))
        if number >= staying:
            hub.disconnect(outbox)


def set_knots_aside(garbage):
    knots = [Knot(), Knot()]
    garbage.collect()
    knots.clear()


def test_what_came_and_went_in_between_is_freed(garbage):
    Knot()

    garbage.collect()

    assert Knot.alive == 0


def test_what_was_set_aside_is_looked_at_when_many_have_left(garbage, hub, make_socket):
    set_knots_aside(garbage)
    come_and_go(hub, make_socket, staying=8, leaving=2)
    garbage.collect()
    assert Knot.alive == 2

    come_and_go(hub, make_socket, staying=0, leaving=1)
    garbage.collect()

    assert Knot.alive == 0


def test_what_was_set_aside_is_looked_at_after_an_hour(garbage, clock):
    set_knots_aside(garbage)
    clock.now = LONGEST_SECONDS
    garbage.collect()
    assert Knot.alive == 2

    clock.now += 1
    garbage.collect()

    assert Knot.alive == 0


def test_who_left_is_counted_once(hub, make_socket):
    hub.connect(outbox := Outbox(make_socket()))
    hub.disconnect(outbox)
    hub.disconnect(outbox)

    assert hub.left == 1
