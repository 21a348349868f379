"""A batch's item gives way to single jobs of its process, for a while."""

import threading

import pytest

from jobs.errors import JobCancelled
from worker.giving_way import GivingWay
from worker.stop import Stop


def test_where_no_single_job_runs_nobody_waits():
    assert GivingWay().wait(Stop(), 5) > 4


def test_an_item_goes_on_when_the_single_job_has_ended():
    way, waits, order = GivingWay(), threading.Event(), []

    def item():
        waits.set()
        way.wait(Stop(), 10)
        order.append("item")

    thread = threading.Thread(target=item)
    with way.going_first():
        thread.start()
        assert waits.wait(5)
        thread.join(0.05)
        order.append("single job")
    thread.join(5)
    assert order == ["single job", "item"]


def test_an_item_waits_no_longer_than_it_may():
    way = GivingWay()
    with way.going_first():
        assert way.wait(Stop(), 0.05) == 0
        assert way.wait(Stop(), 0) == 0


def test_an_item_that_is_cancelled_waits_no_more():
    way, stop = GivingWay(), Stop()
    stop.request(JobCancelled())
    with way.going_first(), pytest.raises(JobCancelled):
        way.wait(stop, 10)
