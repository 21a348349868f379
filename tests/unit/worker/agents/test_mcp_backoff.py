"""When a server that failed may be tried again."""

import pytest

from worker.agents import mcp_backoff
from worker.agents.mcp_backoff import Backoff


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(mcp_backoff.time, "monotonic", lambda: now[0])
    return now


def pauses(backoff, clock, count):
    found = []
    for _ in range(count):
        backoff.fail()
        started = clock[0]
        while not backoff.is_over:
            clock[0] += 0.5
        found.append(clock[0] - started)
    return found


def test_each_failure_in_a_row_costs_a_longer_pause_up_to_a_minute(clock):
    assert pauses(Backoff(), clock, 9) == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_the_first_may_be_free(clock):
    assert pauses(Backoff(free=2), clock, 4) == [0, 0, 1, 2]


def test_success_makes_the_next_failure_the_first(clock):
    backoff = Backoff()
    pauses(backoff, clock, 5)
    backoff.succeed()
    assert pauses(backoff, clock, 1) == [1]


def test_after_the_end_there_is_no_next_try(clock):
    backoff = Backoff()
    backoff.stop()
    clock[0] += 1e9
    assert not backoff.is_over
