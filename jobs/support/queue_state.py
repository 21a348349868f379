"""What waits, what runs and where, and how jobs ended hour by hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.database import Database
from jobs.support.asking import Rows, ask, asked

_WAITING = """
SELECT job.mode, organization.tier, count(*) AS jobs,
    count(*) FILTER (WHERE job.available_at > now()) AS delayed,
    count(*) FILTER (WHERE suspension.org_id IS NOT NULL) AS suspended,
    min(job.created_at) FILTER (WHERE job.available_at <= now() AND suspension.org_id IS NULL) AS oldest_since
FROM job JOIN organization ON organization.id = job.org_id
LEFT JOIN organization_suspension AS suspension ON suspension.org_id = job.org_id
WHERE job.state = 'queued' GROUP BY job.mode, organization.tier ORDER BY job.mode, organization.tier
"""
_RUNNING = """
SELECT coalesce(worker, '') AS worker, id AS job_id, org_id, mode, stage, attempt, started_at, lease_until
FROM job WHERE state = 'running' ORDER BY worker, started_at, id LIMIT %(limit)s
"""
_ENDED = """
SELECT date_trunc('hour', finished_at) AS hour, mode, state,
    count(*) AS jobs, extract(epoch FROM sum(finished_at - started_at)) AS seconds
FROM job WHERE finished_at >= %(since)s::timestamptz GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3
"""
_FAILED = """
SELECT date_trunc('hour', finished_at) AS hour, mode, coalesce(error ->> 'code', 'unknown') AS code, count(*) AS jobs
FROM job WHERE finished_at >= %(since)s::timestamptz AND state = 'failed' GROUP BY 1, 2, 3
"""
MOST_RUNNING = 1000


@dataclass(frozen=True)
class Hour:
    """How the jobs of a mode ended in an hour (UTC); `seconds` is what the finished took on average, with waits."""

    hour: datetime
    mode: str
    succeeded: int
    failed: int
    cancelled: int
    seconds: float | None
    error_codes: dict[str, int]

    @property
    def error_rate(self) -> float:
        """0 to 1, of those that were not cancelled."""
        ended = self.succeeded + self.failed
        return round(self.failed / ended, 4) if ended else 0.0


def waiting(database: Database) -> Rows:
    """Queued jobs by mode and tier; `delayed` pause or are held back by their batch."""
    return ask(database, _WAITING)


def running(database: Database, *, limit: int = MOST_RUNNING) -> Rows:
    """Jobs in a worker's hands, by worker."""
    return ask(database, _RUNNING, limit=limit)


def ended(database: Database, now: datetime, hours: int) -> list[Hour]:
    """By hour and mode, the newest first; hours in which nothing ended are not there."""
    since = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours - 1)
    grouped: dict[tuple[datetime, str], Rows] = {}
    codes: dict[tuple[datetime, str], dict[str, int]] = {}
    with database.staff():
        for row in asked(_ENDED, since=since):
            grouped.setdefault((row["hour"], row["mode"]), []).append(row)
        for row in asked(_FAILED, since=since):
            codes.setdefault((row["hour"], row["mode"]), {})[row["code"]] = row["jobs"]
    return [_hour(*when, rows, codes.get(when, {})) for when, rows in grouped.items()]


def _hour(hour: datetime, mode: str, rows: Rows, codes: dict[str, int]) -> Hour:
    counts = {state: sum(row["jobs"] for row in rows if row["state"] == state) for state in _STATES}
    done = [row for row in rows if row["state"] == "succeeded" and row["seconds"] is not None]
    seconds = round(float(sum(row["seconds"] for row in done)) / counts["succeeded"], 3) if done else None
    return Hour(hour, mode, **counts, seconds=seconds, error_codes=codes)


_STATES = ("succeeded", "failed", "cancelled")
