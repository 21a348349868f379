import pytest

from jobs.metrics.catalogue import BUCKET_SECONDS, CHORES_LATE, HTTP_ERRORS, JOB_SECONDS, JOBS_ENDED
from jobs.metrics.recorder import MOST_SERIES, OTHER, SAMPLES, Recorder


def test_what_is_counted_is_told_once():
    recorder = Recorder()
    recorder.count(JOBS_ENDED, "implement", "succeeded")
    recorder.count(JOBS_ENDED, "implement", "succeeded", by=2)
    recorder.count(JOBS_ENDED, "implement", "failed")
    recorder.set(CHORES_LATE, value=3)
    recorder.set(CHORES_LATE, value=1)

    changes = recorder.take()

    assert changes.counts == {(JOBS_ENDED, ("implement", "succeeded")): 3, (JOBS_ENDED, ("implement", "failed")): 1}
    assert changes.gauges == {(CHORES_LATE, ()): 1}
    assert not recorder.take()


def test_times_fall_into_buckets_and_a_value_that_is_a_bound_into_its_own():
    recorder = Recorder()
    for seconds in (0.0005, 0.001, 0.0011, 10_000.0):
        recorder.observe(JOB_SECONDS, "verify", "succeeded", seconds=seconds)

    (times,) = recorder.take().times.values()

    assert (times.buckets[0], times.buckets[1], times.buckets[len(BUCKET_SECONDS)]) == (2, 1, 1)
    assert (times.count, round(times.total, 4)) == (4, 10_000.0026)


def test_of_many_times_only_some_are_kept_one_by_one_and_all_are_counted():
    recorder = Recorder()
    for number in range(10 * SAMPLES):
        recorder.observe(JOB_SECONDS, "verify", "succeeded", seconds=number)

    (times,) = recorder.take().times.values()

    assert len(times.samples) == SAMPLES
    assert times.count == sum(times.buckets) == 10 * SAMPLES


def test_labels_without_end_become_one():
    recorder = Recorder()
    for number in range(MOST_SERIES + 50):
        recorder.count(HTTP_ERRORS, f"GET /{number}")

    counts = recorder.take().counts

    assert len(counts) == MOST_SERIES + 1
    assert counts[HTTP_ERRORS, (OTHER,)] == 50


def test_a_label_too_many_is_a_mistake_that_shows():
    with pytest.raises(ValueError, match="http_errors is told apart by"):
        Recorder().count(HTTP_ERRORS, "GET /", "5xx")
