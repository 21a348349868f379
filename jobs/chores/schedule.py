"""RQ's cron: when each chore runs."""

import logging
import threading

from redis import Redis
from redis.exceptions import RedisError
from rq.cron import CronScheduler

from jobs.chores.tasks import run
from jobs.chores.timetable import TIMETABLE
from jobs.settings import Settings

log = logging.getLogger(__name__)

QUEUE = "groundplan-chores"
_LONGEST_RUN_SECONDS = 120
_WAITS_INTERVALS = 5
_FAILURES_KEPT_SECONDS = 24 * 3600
_PAUSE_SECONDS = 1.0


class ThreadedScheduler(CronScheduler):
    """RQ's scheduler beside its worker in one process: the signals are the worker's."""

    def _install_signal_handlers(self) -> None:
        """Python allows that in the main thread only."""


def make_scheduler(redis: Redis, settings: Settings) -> CronScheduler:
    """Every chore that RQ calls, with its interval."""
    scheduler = ThreadedScheduler(redis, logging_level=logging.WARNING)
    for name, chore in TIMETABLE.items():
        if not chore.by_thread:
            _register(scheduler, name, chore.interval(settings.chores_interval_seconds))
    return scheduler


def keep_scheduling(redis: Redis, settings: Settings, stopping: threading.Event) -> None:
    """Schedule until the process ends, over restarts of Redis."""
    while not stopping.is_set():
        try:
            make_scheduler(redis, settings).start()  # type: ignore[no-untyped-call]  # RQ leaves this one out
        except RedisError as error:
            log.warning("cannot schedule chores", extra={"action": "schedule", "error": str(error)})
        stopping.wait(_PAUSE_SECONDS)


def _register(scheduler: CronScheduler, name: str, interval: int) -> None:
    """Runs that wait for longer than a few intervals are dropped: they would pile up while no worker runs."""
    scheduler.register(
        run,
        QUEUE,
        args=(name,),
        interval=interval,
        job_timeout=_LONGEST_RUN_SECONDS,
        result_ttl=0,
        ttl=_WAITS_INTERVALS * interval,
        failure_ttl=_FAILURES_KEPT_SECONDS,
        name=name,
    )
