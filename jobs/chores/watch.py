"""Says when a chore is late: in the log, as an error, once. And measures how all stands."""

import logging
import threading
from contextlib import closing

from jobs.chores.gauges import measure
from jobs.chores.heartbeats import make_known, tell_of_late_ones
from jobs.database import Database
from jobs.errors import TransientError
from jobs.queue import Queue
from jobs.settings import Settings

log = logging.getLogger(__name__)

_INTERVAL_SECONDS = 15.0


def keep_watching(settings: Settings, stopping: threading.Event) -> None:
    """Look until the process ends, with a connection of its own: a chore that hangs holds the others'."""
    queue = Queue.from_settings(settings, polls=False)
    with closing(Database(settings.chores_database_url, max_connections=1)) as database:
        while not stopping.wait(_INTERVAL_SECONDS):  # first: after a night off, all would be late
            try:
                make_known(database, settings.chores_interval_seconds)
                with database.chores():
                    tell_of_late_ones()
            except TransientError as error:
                log.warning("cannot look after the chores", extra={"action": "chore.watch", "code": error.code})
            _measure(database, queue)


def _measure(database: Database, queue: Queue) -> None:
    """Nothing that goes wrong with figures may end the watch."""
    try:
        measure(database, queue)
    except TransientError as error:
        log.warning("cannot measure", extra={"action": "chore.measure", "code": error.code})
    except Exception:
        log.exception("cannot measure", extra={"action": "chore.measure"})
