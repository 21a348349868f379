"""How long to wait before the next attempt."""

from worker.job_runner import backoff_seconds


def test_waits_longer_each_time_up_to_a_minute():
    waits = [backoff_seconds(attempt) for attempt in range(1, 8)]
    assert 2 <= waits[0] < 3
    assert 8 <= waits[1] < 9
    assert all(60 <= one < 61 for one in waits[3:])
