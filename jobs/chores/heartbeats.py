"""How the chores do: a row each, written around every run by what calls them, so that no chore can forget it.

A run that another process began a moment ago is left out: of two schedulers that both say that it is time, one is
enough. A run may still meet another one that takes longer than the interval, which every chore bears.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from jobs.chores.timetable import LATE_AFTER_INTERVALS, NEVER_LATE_BEFORE_SECONDS, TIMETABLE
from jobs.database import Database, active_database
from jobs.errors import GroundplanError, TransientError
from jobs.metrics.catalogue import CHORE_SECONDS
from jobs.metrics.recorder import observe

log = logging.getLogger(__name__)

_SOONEST = 0.8  # of the interval: less would let two schedulers do twice the work, more would leave out late beginnings
_LONGEST_FAULT = 500

# By the database's clock, the only one that all processes share; one that was set back holds nothing up.
_BEGIN = """
INSERT INTO chore (name, interval_seconds, begun_at, runs) VALUES (%(name)s, %(interval)s, clock_timestamp(), 1)
ON CONFLICT (name) DO UPDATE SET
    interval_seconds = excluded.interval_seconds, begun_at = excluded.begun_at, runs = chore.runs + 1
WHERE chore.begun_at IS NULL OR chore.begun_at > clock_timestamp()
    OR chore.begun_at <= clock_timestamp() - make_interval(secs => %(interval)s * %(soonest)s)
RETURNING name
"""
# Read once: each call of this clock tells a later time, and a fault came when the run ended.
_END = """
UPDATE chore SET ended_at = clock.reading, seconds = %(seconds)s, done = %(done)s,
    succeeded_at = CASE WHEN %(fault)s::text IS NULL THEN clock.reading ELSE succeeded_at END,
    late_told_at = CASE WHEN %(fault)s::text IS NULL THEN NULL ELSE late_told_at END,
    fault = coalesce(%(fault)s, fault),
    fault_at = CASE WHEN %(fault)s::text IS NULL THEN fault_at ELSE clock.reading END
FROM (SELECT clock_timestamp() AS reading OFFSET 0) AS clock
WHERE name = %(name)s
"""
_BEAT = """
INSERT INTO chore (name, interval_seconds, begun_at, ended_at, succeeded_at, runs, done)
VALUES (%(name)s, %(interval)s, now(), now(), now(), 1, %(done)s)
ON CONFLICT (name) DO UPDATE SET interval_seconds = excluded.interval_seconds, begun_at = now(), ended_at = now(),
    succeeded_at = now(), late_told_at = NULL, runs = chore.runs + 1, done = excluded.done
"""
_KNOW = """
INSERT INTO chore (name, interval_seconds) SELECT * FROM unnest(%s::text[], %s::integer[])
ON CONFLICT (name) DO UPDATE SET interval_seconds = excluded.interval_seconds
    WHERE chore.interval_seconds <> excluded.interval_seconds
"""
_IS_LATE = f"""
name = ANY (%s) AND coalesce(succeeded_at, known_at)
    < now() - make_interval(secs => greatest({LATE_AFTER_INTERVALS} * interval_seconds, {NEVER_LATE_BEFORE_SECONDS}))
"""
_LATE = f"SELECT name FROM chore WHERE {_IS_LATE} ORDER BY name"  # noqa: S608 - made of the constants above
_TELL = f"""
UPDATE chore SET late_told_at = now() WHERE {_IS_LATE} AND late_told_at IS NULL
RETURNING name, extract(epoch FROM now() - coalesce(succeeded_at, known_at))
"""  # noqa: S608 - the same
_NAMES = [*TIMETABLE]
"""Rows of chores that this version does not have are left alone: they are another version's."""


def run_once(database: Database, name: str, interval: int, chore: Callable[[], int]) -> int | None:
    """Do a chore and write down how that went; None where its time has not come since somebody began it last.

    Raises what the chore raises, and DatabaseUnavailable.
    """
    with database.chores():
        values: dict[str, Any] = {"name": name, "interval": interval, "soonest": _SOONEST}
        if active_database.execute_sql(_BEGIN, values).fetchone() is None:
            return None
    began = time.monotonic()
    try:
        done = chore()
    except Exception as error:
        observe(CHORE_SECONDS, name, "failed", seconds=time.monotonic() - began)
        _write_end(database, name, began, fault=_told(error))
        raise
    observe(CHORE_SECONDS, name, "done", seconds=time.monotonic() - began)
    _write_end(database, name, began, done=done)
    return done


class Pulse:
    """The heartbeat of a chore that a thread does without an end: a round, or a few within the interval, is a run."""

    def __init__(self, database: Database, name: str, tick_seconds: float) -> None:
        self._database, self._name = database, name
        self._interval = TIMETABLE[name].interval(tick_seconds)
        self._done, self._next = 0, 0.0

    def beat(self, done: int = 0) -> None:
        """Say that a round ended well, and how much it did. Raises DatabaseUnavailable."""
        self._done += done
        if time.monotonic() < self._next:
            return
        with self._database.chores():
            values = {"name": self._name, "interval": self._interval, "done": self._done}
            active_database.execute_sql(_BEAT, values)
        self._done, self._next = 0, time.monotonic() + self._interval

    def tell_fault(self, error: Exception) -> None:
        """Write down what went wrong; where even that cannot be written, its time will run out."""
        with suppress(TransientError):
            _write_end(self._database, self._name, time.monotonic(), fault=_told(error))


def make_known(database: Database, tick_seconds: float) -> None:
    """Write a row for each chore that has none, so that one that never ran is late too. Raises DatabaseUnavailable."""
    intervals = [chore.interval(tick_seconds) for chore in TIMETABLE.values()]
    with database.chores():
        active_database.execute_sql(_KNOW, (_NAMES, intervals))


def late_ones() -> list[str]:
    """Inside a transaction, of any of our roles but the staff's: the chores that have not ended well for too long."""
    return [name for (name,) in active_database.execute_sql(_LATE, (_NAMES,)).fetchall()]


def tell_of_late_ones() -> None:
    """Inside such a transaction: log each late chore as an error, once until it was well again, whoever sees it first.

    The web tier does too, for where no chores run at all.
    """
    for name, seconds in active_database.execute_sql(_TELL, (_NAMES,)).fetchall():
        log.error("a chore is late", extra={"action": "chore.late", "chore": name, "silent_seconds": round(seconds)})


def position_of(name: str) -> str:
    """Inside a transaction: where a chore that works in slices goes on; empty at the beginning."""
    row = active_database.execute_sql("SELECT position FROM chore WHERE name = %s", (name,)).fetchone()
    return str(row[0]) if row else ""


def keep_position(name: str, position: str) -> None:
    """Inside a transaction."""
    active_database.execute_sql("UPDATE chore SET position = %s WHERE name = %s", (position, name))


def _write_end(database: Database, name: str, began: float, done: int | None = None, fault: str | None = None) -> None:
    seconds = round(time.monotonic() - began, 3)
    with database.chores():
        active_database.execute_sql(_END, {"name": name, "seconds": seconds, "done": done, "fault": fault})


def _told(error: Exception) -> str:
    """Of errors that are not ours the kind alone: their words may hold somebody's data."""
    told = f"{error.code}: {error.message}" if isinstance(error, GroundplanError) else type(error).__name__
    return told[:_LONGEST_FAULT]
