"""Letting the items of batches go, a few at a time, so that a batch of thousands holds nobody up.

Of an organization's items, as many are let go as half of those that run, and two at the least: so much waits in the
queue before a single job of somebody else, whether two jobs run at once or two thousand, which is half of the time of
one job. Workers let the next ones go as they take one; a chore does it for what no worker speaks of.
"""

import logging
from collections.abc import Sequence
from uuid import UUID

from jobs.batch_progress import tell_batch
from jobs.database import Database, active_database
from jobs.dispatch import Sender, send, stamp
from jobs.errors import GroundplanError
from jobs.models import Job
from jobs.progress import Progress
from jobs.states import State

log = logging.getLogger(__name__)

LEAST_AHEAD = 2  # items of an organization that wait in the queue, so that a worker that is free finds one
_MOST_AT_ONCE = 500

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 16))"

# Rows that somebody else holds are left for the next time: who cancels them holds them, and waits for the batch's row.
_RELEASE = """
WITH open AS (
    SELECT id FROM batch
    WHERE org_id = %(org_id)s AND waiting > 0 AND paused_at IS NULL AND cancelled_at IS NULL AND finished_at IS NULL
), ahead AS (
    SELECT count(*) AS count FROM job
    WHERE org_id = %(org_id)s AND batch_id IS NOT NULL AND state = 'queued' AND available_at < 'infinity'
        AND available_at <= now()
), runs AS (
    SELECT coalesce(sum(running), 0) AS count FROM batch WHERE org_id = %(org_id)s AND finished_at IS NULL
), next AS (
    SELECT job.id FROM job
    WHERE job.batch_id IN (SELECT id FROM open) AND job.state = 'queued' AND job.available_at = 'infinity'
    ORDER BY job.batch_id, job.batch_line
    LIMIT (
        SELECT greatest(0, least(
            %(most)s, greatest(%(least)s, runs.count / 2) - ahead.count, %(in_flight)s - ahead.count - runs.count
        ))
        FROM ahead, runs
    )
    FOR UPDATE SKIP LOCKED
)
UPDATE job SET available_at = now() FROM next WHERE job.id = next.id RETURNING job.id, job.attempt
"""


def advance(  # noqa: PLR0913 - the adapters, and of what
    database: Database, queue: Sender, progress: Progress, org_id: UUID, batch_id: UUID, *, in_flight: int = 0
) -> None:
    """Let the next items of the organization go, and tell how the batch stands.

    `in_flight` is the most of them that may be queued or running; 0 is no such limit.

    Trouble is logged and left to the chore: an item that was let go, and is not in the queue, is relayed.
    """
    try:
        release(database, queue, org_id, in_flight=in_flight)
        tell_batch(database, progress, org_id, batch_id)
    except GroundplanError:  # a batch that is gone meanwhile, too: whoever asks has a job to end
        log.warning("left to the chore", extra={"action": "advance_batch", "batch_id": batch_id}, exc_info=True)


def release(database: Database, queue: Sender, org_id: UUID, *, in_flight: int = 0) -> int:
    """Let the organization's next items go and send them; return how many. Raises DatabaseUnavailable."""
    with database.tenant(org_id):
        jobs = _let_go(org_id, in_flight or _MOST_AT_ONCE * _MOST_AT_ONCE)
    if not jobs:
        return 0
    sent = send(queue, jobs)
    if sent:
        with database.tenant(org_id):
            stamp(sent)
    return len(jobs)


def lock_release(org_id: UUID) -> None:
    """Inside a transaction: nobody else lets items of the organization go until it ends."""
    active_database.execute_sql(_LOCK, (str(org_id),))


def _let_go(org_id: UUID, in_flight: int) -> Sequence[Job]:
    lock_release(org_id)  # before the statement that counts, so that it sees what the one before let go
    values = {"org_id": str(org_id), "most": _MOST_AT_ONCE, "least": LEAST_AHEAD, "in_flight": in_flight}
    rows = active_database.execute_sql(_RELEASE, values).fetchall()
    return [Job(id=UUID(str(job_id)), org_id=org_id, attempt=attempt, state=State.QUEUED) for job_id, attempt in rows]
