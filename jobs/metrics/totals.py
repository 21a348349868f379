"""What all processes counted, brought together on Redis, so that one address tells of all of them.

Every process adds what it counted since the last time. Whoever reads gets sums that only grow, until Redis is emptied;
Prometheus sees that as a restart. After an answer that was lost, the same may be added twice: these are no accounts.
"""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from redis.exceptions import RedisError

from jobs.errors import TransientError
from jobs.metrics.catalogue import BUCKET_SECONDS, BY_NAME, HTTP_ERRORS, HTTP_REQUESTS, HTTP_SECONDS
from jobs.metrics.recorder import Changes
from jobs.redis_client import connect

_PREFIX = "groundplan:metrics"
_TOTALS = f"{_PREFIX}:totals"
_GAUGES = f"{_PREFIX}:gauges"
KEPT_DAYS = 8
"""The hours that staff may look at, and one more day."""
GAUGE_SECONDS = 120.0
"""A gauge that nobody set for so long is of a process that is gone."""
_TOTALS_DAYS = 30


@dataclass
class Totals:
    """By metric, service and labels; of times also by bucket."""

    counts: dict[tuple[str, str, tuple[str, ...]], float] = field(default_factory=dict)
    sums: dict[tuple[str, str, tuple[str, ...]], float] = field(default_factory=dict)
    buckets: dict[tuple[str, str, tuple[str, ...], int], float] = field(default_factory=dict)
    gauges: dict[tuple[str, str, tuple[str, ...]], float] = field(default_factory=dict)


@dataclass(frozen=True)
class HttpHour:
    """One hour of the web tier. `seconds_95` is the upper bound of the bucket in which 95 of 100 answers were."""

    hour: datetime
    answers: dict[str, int]  # by 2xx, 3xx, 4xx and 5xx
    errors_by_route: dict[str, int]
    seconds_50: float | None
    seconds_95: float | None


class SharedTotals:
    """Safe to share between threads. Reading raises TransientError where Redis is away."""

    def __init__(self, redis_url: str, service: str = "", instance: str = "") -> None:
        """Connect to nothing yet. `instance` is this process, for gauges."""
        self._redis = connect(redis_url, "groundplan-metrics")
        self._service = service
        self._instance = instance

    def add(self, changes: Changes, now: float) -> None:
        """Add what was counted, in one round trip. Raises RedisError."""
        pipeline: Any = self._redis.pipeline(transaction=True)
        for name, by in self._fields(changes):
            pipeline.hincrbyfloat(_TOTALS, name, by)
        pipeline.expire(_TOTALS, timedelta(days=_TOTALS_DAYS))
        for (metric, labels), value in changes.gauges.items():
            who = self._instance if metric.adds_up else ""
            pipeline.hset(_GAUGES, json.dumps([metric.name, self._service, *labels, who]), f"{value:.6g} {now:.0f}")
        hour = _hour_key(datetime.fromtimestamp(now, UTC))
        if self._service == "web":
            of_hour = list(_of_the_hour(changes))
            for name, by in of_hour:
                pipeline.hincrbyfloat(hour, name, by)
            if of_hour:
                pipeline.expire(hour, timedelta(days=KEPT_DAYS))
        pipeline.execute()

    def read(self) -> Totals:
        """Return all that was counted; what a version counts that we are not is left out."""
        totals = Totals()
        with _translated():
            counted: Any = self._redis.hgetall(_TOTALS)
            gauges: Any = self._redis.hgetall(_GAUGES)
        for name, value in counted.items():
            _take_in(totals, json.loads(name), float(value))
        if gone := _take_in_gauges(totals, gauges):
            with _translated():
                self._redis.hdel(_GAUGES, *gone)
        return totals

    def http_hours(self, now: datetime, hours: int) -> list[HttpHour]:
        """Return the last hours in which requests came, the newest first."""
        begun = [(now - timedelta(hours=back)).replace(minute=0, second=0, microsecond=0) for back in range(hours)]
        pipeline: Any = self._redis.pipeline(transaction=False)
        for hour in begun:
            pipeline.hgetall(_hour_key(hour))
        with _translated():
            answers = pipeline.execute()
        return [_http_hour(hour, fields) for hour, fields in zip(begun, answers, strict=True) if fields]

    def close(self) -> None:
        """Close the connections."""
        self._redis.close()

    def _fields(self, changes: Changes) -> Iterator[tuple[str, float]]:
        for (metric, labels), by in changes.counts.items():
            yield json.dumps([metric.name, self._service, *labels, "n"]), by
        for (metric, labels), times in changes.times.items():
            yield json.dumps([metric.name, self._service, *labels, "s"]), times.total
            for place, number in enumerate(times.buckets):
                if number:
                    yield json.dumps([metric.name, self._service, *labels, place]), number


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise TransientError("What was counted cannot be read at the moment.") from error


def _take_in(totals: Totals, name: list[Any], value: float) -> None:
    metric_name, service, *labels, part = name
    metric = BY_NAME.get(metric_name)
    if metric is None or len(labels) != len(metric.labels):
        return
    key = (metric_name, service, tuple(labels))
    if part == "n":
        totals.counts[key] = value
    elif part == "s":
        totals.sums[key] = value
    elif part <= len(BUCKET_SECONDS):
        totals.buckets[(*key, part)] = value


def _take_in_gauges(totals: Totals, gauges: dict[bytes, bytes]) -> list[str]:
    """Return those of processes that are gone."""
    gone, oldest = [], time.time() - GAUGE_SECONDS
    for name, text in gauges.items():
        metric_name, service, *labels, _ = json.loads(name)
        metric = BY_NAME.get(metric_name)
        value, at = (float(part) for part in text.split())
        key = (metric_name, service, tuple(labels))
        if at < oldest:
            gone.append(name.decode())
        elif metric is not None and len(labels) == len(metric.labels):
            totals.gauges[key] = totals.gauges.get(key, 0.0) + value
    return gone


def _hour_key(at: datetime) -> str:
    return f"{_PREFIX}:http:{at:%Y%m%d%H}"


def _of_the_hour(changes: Changes) -> Iterator[tuple[str, float]]:
    for (metric, labels), by in changes.counts.items():
        if metric is HTTP_REQUESTS:
            yield f"answers:{labels[1]}", by
        elif metric is HTTP_ERRORS:
            yield f"error:{labels[0]}", by
    for (metric, _), times in changes.times.items():
        if metric is HTTP_SECONDS:
            for place, number in enumerate(times.buckets):
                if number:
                    yield f"bucket:{place}", number


def _http_hour(hour: datetime, fields: dict[bytes, bytes]) -> HttpHour:
    parts: dict[str, dict[str, int]] = {"answers": {}, "error": {}, "bucket": {}}
    for name, number in fields.items():
        part, _, what = name.decode().partition(":")
        if part in parts:
            parts[part][what] = round(float(number))
    buckets = [parts["bucket"].get(str(place), 0) for place in range(len(BUCKET_SECONDS) + 1)]
    return HttpHour(hour, parts["answers"], parts["error"], _quantile(buckets, 0.5), _quantile(buckets, 0.95))


def _quantile(buckets: Iterable[int], share: float) -> float | None:
    """The upper bound of the bucket that it falls into; of what took longer than all bounds, the last of them."""
    numbers = list(buckets)
    wanted, below = share * sum(numbers), 0
    for bound, number in zip([*BUCKET_SECONDS, BUCKET_SECONDS[-1]], numbers, strict=True):
        below += number
        if number and below >= wanted:
            return bound
    return None
