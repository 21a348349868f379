"""How a job is told to end."""

import pytest

from jobs.errors import JobCancelled
from worker.errors import DeadlineExceeded
from worker.stop import Stop


def test_raises_nothing_before_anyone_asked():
    Stop().check()


def test_the_first_reason_counts():
    stop = Stop()
    stop.request(JobCancelled())
    stop.request(DeadlineExceeded())
    assert stop.event.is_set()
    with pytest.raises(JobCancelled):
        stop.check()
