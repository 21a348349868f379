"""RQ's worker: does the chores one after the other, in this process."""

import logging
import signal
import threading
from typing import Any

from redis import Redis
from redis.exceptions import RedisError
from rq import SimpleWorker

from jobs.chores.schedule import QUEUE

log = logging.getLogger(__name__)

_PAUSE_SECONDS = 1.0
_TIME_TO_LIVE_SECONDS = 60  # of the worker's registration; it asks for work a quarter of a minute less


class ChoreWorker(SimpleWorker):
    """Does not fork for each chore (7 times faster) and so keeps its database connection."""

    max_connection_wait_time = 2.0

    def __init__(self, redis: Redis, stopping: threading.Event) -> None:
        super().__init__([QUEUE], connection=redis, worker_ttl=_TIME_TO_LIVE_SECONDS, log_job_description=False)
        self._stopping = stopping

    def handle_warm_shutdown_request(self) -> None:
        """RQ calls this on SIGTERM and SIGINT."""
        self._stopping.set()

    def teardown(self) -> None:
        """Also end the thread that listens for commands: without Redis, RQ forgets it."""
        try:
            super().teardown()  # type: ignore[no-untyped-call]  # RQ leaves this one out
        finally:
            listener: Any = self.pubsub_thread
            if listener is not None:
                listener.stop()


def keep_working(redis: Redis, stopping: threading.Event) -> None:
    """Work until a signal says stop; RQ's worker gives up when Redis goes away, so a new one takes its place."""
    while not stopping.is_set():
        _handle_signals(stopping)
        try:
            ChoreWorker(redis, stopping).work(logging_level="WARNING")
        except RedisError as error:
            log.warning("cannot do chores", extra={"action": "work", "error": str(error)})
        _handle_signals(stopping)
        stopping.wait(_PAUSE_SECONDS)


def _handle_signals(stopping: threading.Event) -> None:
    def stop(*_: Any) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
