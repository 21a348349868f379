"""Holding a batch, going on with it, ending it, and trying again what failed."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from peewee import SQL, Expression, fn

from jobs.batch_release import lock_release
from jobs.batches import batch_of_key, find_batch
from jobs.database import Database
from jobs.errors import Conflict
from jobs.models import Batch, Job
from jobs.quotas import refuse_batch, take_modes
from jobs.states import UNFINISHED, Mode, State
from jobs.submission import lock_organization, remember, repeated

_AT_ONCE = 500  # rows a transaction: others change the same batch and the same counts meanwhile
_HELD = SQL("'infinity'::timestamptz")


@dataclass(frozen=True)
class Retried:
    """The batch after a retry, and how many of its items begin again."""

    batch: Batch
    items: int


def pause(database: Database, org_id: UUID, batch_id: UUID) -> Batch:
    """What runs ends; nothing else begins, that which waits in the queue included. Paused twice is paused.

    Raises NotFound, Conflict where it has ended or is being cancelled, DatabaseUnavailable.
    """
    with database.tenant(org_id):
        lock_release(org_id)
        batch = _unfinished(org_id, batch_id)
        Batch.update(paused_at=fn.coalesce(Batch.paused_at, fn.now())).where(Batch.id == batch.id).execute()
        queued = _some(batch, Job.state == State.QUEUED, batch.total)
        Job.update(available_at=_HELD, dispatched_at=None).where(Job.id.in_(queued)).execute()
        return find_batch(org_id, batch_id)


def resume(database: Database, org_id: UUID, batch_id: UUID) -> Batch:
    """Raises as `pause` does; `jobs.batch_release.advance` then sends the next items."""
    with database.tenant(org_id):
        batch = _unfinished(org_id, batch_id)
        Batch.update(paused_at=None).where(Batch.id == batch.id).execute()
        return find_batch(org_id, batch_id)


def cancel(database: Database, org_id: UUID, batch_id: UUID) -> Batch:
    """End everything of it that has not ended, running jobs too; a batch that was cancelled already is no error.

    Raises NotFound, Conflict where it has ended otherwise, DatabaseUnavailable: what is left then, a chore ends.
    """
    with database.tenant(org_id):
        lock_release(org_id)
        batch = find_batch(org_id, batch_id, lock=True)
        if batch.finished_at is not None and batch.cancelled_at is None:
            raise Conflict("The batch has ended already.")
        Batch.update(cancelled_at=fn.coalesce(Batch.cancelled_at, fn.now())).where(Batch.id == batch.id).execute()
    while True:
        with database.tenant(org_id):
            if not cancel_some(batch):
                return find_batch(org_id, batch_id)


def cancel_some(batch: Batch) -> int:
    """Inside a transaction: cancel some of the items that have not ended; return how many. Those held are left."""
    ended = {"state": State.CANCELLED, "finished_at": fn.now(), "lease_until": None}
    some = _some(batch, Job.state.in_(list(UNFINISHED)), _AT_ONCE)
    return int(Job.update(**ended).where(Job.id.in_(some)).execute())


def retry_failed(database: Database, org_id: UUID, batch_id: UUID, *, attempts: int, key: str | None = None) -> Retried:
    """Let every failed item begin again, counted against the plan once more, with so many new attempts; all or none.

    Asked again, it retries what has failed since; with the same idempotency key, nothing. Raises NotFound, Conflict
    where the batch was cancelled, PlanLimitReached, QuotaExceeded, DatabaseUnavailable.
    """
    fingerprint = f"retry batch {batch_id}"
    with database.tenant(org_id):
        allowance = lock_organization(org_id)
        if known := repeated(org_id, key, fingerprint):
            return Retried(batch_of_key(org_id, known), 0)
        lock_release(org_id)
        # The batch's row is not locked: who fails an item holds the month's count, and then waits for that row.
        batch = find_batch(org_id, batch_id)
        if batch.cancelled_at is not None:
            raise Conflict("The batch was cancelled: submit what is to run as another one.")
        failed = list(Job.select(Job.id, Job.mode).where(Job.batch_id == batch.id, Job.state == State.FAILED))
        if failed:
            if batch.finished_at is not None:
                refuse_batch(org_id, allowance, len(failed))
            take_modes(org_id, allowance, Counter(Mode(job.mode) for job in failed))
            _begin_again([job.id for job in failed], attempts)
        remember(org_id, key, fingerprint, [], batch_id=batch_id)
        return Retried(find_batch(org_id, batch_id), len(failed))


def _begin_again(failed: list[UUID], attempts: int) -> None:
    again = {
        "state": State.QUEUED,
        "available_at": _HELD,
        "dispatched_at": None,
        "finished_at": None,
        "error": None,
        "worker": None,
        "stage": None,
        "max_attempts": Job.attempt + attempts,
        "counted_at": fn.now(),
    }
    Job.update(**again).where(Job.id.in_(failed)).execute()


def _unfinished(org_id: UUID, batch_id: UUID) -> Batch:
    batch = find_batch(org_id, batch_id, lock=True)
    if batch.cancelled_at is not None:
        raise Conflict("The batch was cancelled.")
    if batch.finished_at is not None:
        raise Conflict("The batch has ended already.")
    return batch


def _some(batch: Batch, which: Expression, count: int) -> list[UUID]:
    """Rows that a worker holds at this moment are left out: it holds them, and waits for the batch's row."""
    rows = Job.select(Job.id).where(Job.batch_id == batch.id, which).order_by(Job.id).limit(count)
    return [row.id for row in rows.for_update("FOR UPDATE SKIP LOCKED")]  # type: ignore[arg-type]  # as in find_batch
