"""How things stand, every few seconds: what waits and for how long, connections to Postgres, chores that are late."""

from jobs.chores.heartbeats import late_ones
from jobs.database import Database, active_database
from jobs.errors import QueueUnavailable
from jobs.metrics.catalogue import (
    CHORES_LATE,
    CONNECTIONS,
    CONNECTIONS_LIMIT,
    JOBS_NOW,
    QUEUE_AGE,
    QUEUE_MESSAGES,
)
from jobs.metrics.recorder import set_gauge
from jobs.queue import Queue

# What a suspended organization has queued waits for no worker.
_JOBS = """
SELECT count(*) FILTER (WHERE state = 'queued' AND available_at < 'infinity'),
    count(*) FILTER (WHERE state = 'queued' AND available_at = 'infinity'),
    count(*) FILTER (WHERE state = 'running'),
    extract(epoch FROM now() - min(available_at) FILTER (
        WHERE state = 'queued' AND available_at <= now()
            AND NOT EXISTS (SELECT FROM organization_suspension AS suspension WHERE suspension.org_id = job.org_id)
    ))
FROM job WHERE state IN ('queued', 'running')
"""
_ROLES = ("groundplan_app", "groundplan_chores", "groundplan_staff")
_CONNECTIONS = """
SELECT usename, count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename IS NOT NULL GROUP BY 1
"""
_LIMIT = "SELECT current_setting('max_connections')::integer"


def measure(database: Database, queue: Queue) -> None:
    """Set every gauge that is of all processes. Raises DatabaseUnavailable."""
    with database.chores():
        late = late_ones()
        queued, held_back, running, oldest = active_database.execute_sql(_JOBS).fetchone()
        by_role = dict(active_database.execute_sql(_CONNECTIONS).fetchall())
        (limit,) = active_database.execute_sql(_LIMIT).fetchone()
    set_gauge(CHORES_LATE, value=len(late))
    for state, number in (("queued", queued), ("held back", held_back), ("running", running)):
        set_gauge(JOBS_NOW, state, value=number)
    set_gauge(QUEUE_AGE, value=max(0.0, float(oldest or 0)))
    for role in _ROLES:
        set_gauge(CONNECTIONS, role, value=by_role.pop(role, 0))
    set_gauge(CONNECTIONS, "other", value=sum(by_role.values()))
    set_gauge(CONNECTIONS_LIMIT, value=limit)
    _measure_queue(queue)


def _measure_queue(queue: Queue) -> None:
    """A queue that does not answer leaves its gauges to grow old, and vanish."""
    try:
        depths, dead = queue.depths(), queue.dead_letter_depths()
    except QueueUnavailable:
        return
    set_gauge(QUEUE_MESSAGES, "waiting", value=depths.waiting + depths.delayed)
    set_gauge(QUEUE_MESSAGES, "in flight", value=depths.in_flight)
    set_gauge(QUEUE_MESSAGES, "dead", value=dead.waiting + dead.in_flight + dead.delayed)
