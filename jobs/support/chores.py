"""How the chores do, for staff."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from jobs.chores.timetable import TIMETABLE, late_after
from jobs.database import Database
from jobs.support.asking import ask

ChoreState = Literal["ok", "running", "failing", "late", "never"]

_ROWS = """
SELECT name, interval_seconds, begun_at, ended_at, succeeded_at, runs, seconds, done, fault, fault_at,
    extract(epoch FROM now() - coalesce(succeeded_at, known_at))::double precision AS silent_seconds
FROM chore WHERE name = ANY (%(names)s)
"""


@dataclass(frozen=True)
class ChoreReport:
    """One chore; times are null where it never came to that."""

    name: str
    does: str
    state: ChoreState
    interval_seconds: int
    late_after_seconds: float
    runs: int = 0
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    succeeded_at: datetime | None = None
    seconds: float | None = None
    done: int | None = None
    fault: str | None = None
    fault_at: datetime | None = None


def chores(database: Database, tick_seconds: float) -> list[ChoreReport]:
    """Every chore that this version has, in the order of the timetable. Raises DatabaseUnavailable."""
    rows = {row["name"]: row for row in ask(database, _ROWS, names=list(TIMETABLE))}
    return [_report(name, rows.get(name), tick_seconds) for name in TIMETABLE]


def state_of(row: dict[str, Any]) -> ChoreState:
    """Late says more than failing: it fails, or does not run, for so long already."""
    if row["silent_seconds"] > late_after(row["interval_seconds"]):
        return "late"
    if row["begun_at"] is None:
        return "never"
    if row["fault_at"] is not None and (row["succeeded_at"] is None or row["fault_at"] > row["succeeded_at"]):
        return "failing"
    return "running" if row["ended_at"] is None or row["begun_at"] > row["ended_at"] else "ok"


def _report(name: str, row: dict[str, Any] | None, tick_seconds: float) -> ChoreReport:
    chore = TIMETABLE[name]
    if row is None:
        interval = chore.interval(tick_seconds)
        return ChoreReport(name, chore.does, "never", interval, late_after(interval))
    told = {key: value for key, value in row.items() if key not in {"name", "silent_seconds"}}
    return ChoreReport(name, chore.does, state_of(row), late_after_seconds=late_after(row["interval_seconds"]), **told)
