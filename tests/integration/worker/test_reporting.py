"""A job hears at its next event that it was cancelled."""

import pytest

from jobs.announcements import announce
from jobs.claims import cancel, claim
from jobs.errors import JobCancelled
from worker.reporting import Reporting
from worker.stop import Stop


@pytest.fixture
def held(bed):
    return claim(bed.database, bed.org_id, bed.submit(send=False), worker="w", lease_seconds=60)


@pytest.fixture
def stop():
    return Stop()


@pytest.fixture
def report(bed, held, stop):
    return Reporting(bed.progress, bed.database, held, stop)


def test_a_job_that_is_ours_is_not_stopped_by_what_others_say_of_it(bed, held, stop, report):
    report("delta", {"text": "one"})
    announce(bed.progress, [bed.job(held.job_id)])
    report("delta", {"text": "two"})
    stop.check()


def test_a_cancelled_job_is_told_at_its_next_word(bed, held, stop, report):
    report("delta", {"text": "one"})
    cancel(bed.database, bed.org_id, held.job_id)
    report("delta", {"text": "two"})
    stop.check()
    announce(bed.progress, [bed.job(held.job_id)])
    report("delta", {"text": "three"})
    with pytest.raises(JobCancelled):
        stop.check()


def test_while_progress_is_down_the_heartbeat_is_left_to_notice(bed, held, stop):
    class Down:
        def publish(self, *_):
            return 0

    report = Reporting(Down(), bed.database, held, stop)
    cancel(bed.database, bed.org_id, held.job_id)
    report("delta", {"text": "one"})
    report("delta", {"text": "two"})
    stop.check()
