"""Says when a chore is late: in the log, as an error, once."""

import logging
import threading
from contextlib import closing

from jobs.chores.heartbeats import make_known, newly_late
from jobs.database import Database
from jobs.errors import TransientError
from jobs.settings import Settings

log = logging.getLogger(__name__)

_INTERVAL_SECONDS = 15.0


def keep_watching(settings: Settings, stopping: threading.Event) -> None:
    """Look until the process ends, with a connection of its own: a chore that hangs holds the others'."""
    with closing(Database(settings.chores_database_url, max_connections=1)) as database:
        while not stopping.wait(_INTERVAL_SECONDS):  # first: after a night off, all would be late
            try:
                make_known(database, settings.chores_interval_seconds)
                with database.chores():
                    tell_of_late_ones()
            except TransientError as error:
                log.warning("cannot look after the chores", extra={"action": "chore.watch", "code": error.code})


def tell_of_late_ones() -> None:
    """Inside a transaction, of the chores' role or the application's: the web tier sees it where no chores run."""
    for name, seconds in newly_late():
        facts = {"action": "chore.late", "chore": name, "silent_seconds": round(seconds)}
        log.error("a chore is late", extra=facts)
