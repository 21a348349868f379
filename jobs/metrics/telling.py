"""Hands on what this process counted: every few seconds from a thread, or when the process says so (Lambda)."""

import atexit
import logging
import os
import socket
import sys
import threading
import time
from typing import TextIO

from redis.exceptions import RedisError

from jobs.metrics import emf
from jobs.metrics.recorder import Changes, Key, Times, take
from jobs.metrics.totals import SharedTotals
from jobs.settings import Settings

log = logging.getLogger(__name__)

INTERVAL_SECONDS = 10.0
_MOST_KEPT = 20_000
"""Series that wait for a Redis that is away; then they are let go."""


class Telling:
    """Where the figures of one process go."""

    def __init__(self, service: str, settings: Settings, stream: TextIO | None = None) -> None:
        """`stream` is where EMF is written; standard output, if None."""
        self._service = service
        self._settings = settings
        self._stream = stream
        instance = f"{socket.gethostname()}:{os.getpid()}"
        self._totals = SharedTotals(settings.redis_url, service, instance) if settings.redis_url else None
        self._left = Changes()
        self._lock = threading.Lock()
        self._silent_until = 0.0

    def flush(self) -> None:
        """Hand on what was counted since the last time. Trouble with Redis is logged, and tried again later."""
        with self._lock:
            changes = take()
            if not changes and not self._left:
                return
            if self._settings.metrics == "emf":
                self._write(changes)
            # The staff's hours are of the web tier alone, so that no other function's job waits for Redis.
            if self._settings.metrics == "prometheus" or self._service == "web":
                self._add(changes)

    def run(self) -> None:
        """For a thread of its own: flush until the process ends."""
        while True:
            time.sleep(INTERVAL_SECONDS)
            try:
                self.flush()
            except Exception:
                log.exception("figures were not told", extra={"action": "metrics.flush"})

    def _write(self, changes: Changes) -> None:
        now = round(time.time() * 1000)
        environment = self._settings.groundplan_environment or self._settings.groundplan_profile
        detail = self._settings.metrics_detail
        lines = emf.lines(changes, self._service, environment, at_milliseconds=now, detail=detail)
        text = "".join(f"{line}\n" for line in lines)
        if text:
            stream = self._stream or sys.stdout
            stream.write(text)
            stream.flush()

    def _add(self, changes: Changes) -> None:
        if self._totals is None:
            return
        self._left = _together(self._left, changes)
        if time.monotonic() < self._silent_until:
            return
        try:
            self._totals.add(self._left, time.time())
        except RedisError as error:
            self._silent_until = time.monotonic() + INTERVAL_SECONDS
            log.warning("figures wait for Redis", extra={"action": "metrics.flush", "error": str(error)})
            if len(self._left.counts) + len(self._left.times) > _MOST_KEPT:
                self._left = Changes()
        else:
            self._left = Changes()


def begin(service: str, settings: Settings) -> Telling | None:
    """Tell of this process from now on; None where the settings say off. On Lambda, who handles an event flushes."""
    if settings.metrics == "off":
        return None
    telling = Telling(service, settings)
    if "AWS_LAMBDA_FUNCTION_NAME" not in os.environ:
        threading.Thread(target=telling.run, name="metrics", daemon=True).start()
        atexit.register(telling.flush)
    return telling


def _together(one: Changes, other: Changes) -> Changes:
    if not one:
        return other
    counts: dict[Key, float] = dict(one.counts)
    for key, value in other.counts.items():
        counts[key] = counts.get(key, 0) + value
    times: dict[Key, Times] = dict(one.times)
    for key, more in other.times.items():
        times[key] = _added(times[key], more) if key in times else more
    return Changes(counts, times, one.gauges | other.gauges)


def _added(one: Times, other: Times) -> Times:
    buckets = [a + b for a, b in zip(one.buckets, other.buckets, strict=True)]
    return Times(buckets, one.total + other.total, one.count + other.count)
