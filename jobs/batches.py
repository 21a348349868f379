"""Many jobs in one submission: one transaction counts them against the plan and writes the batch with its items.

All items begin held back by their batch; `jobs.batch_release` lets them go, a few at a time.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from jobs.database import Database, active_database
from jobs.errors import Conflict, NotFound, QuotaExceeded
from jobs.identifiers import new_id
from jobs.models import Batch, IdempotencyKey
from jobs.quotas import Allowance, refuse_batch, take_fitting, take_modes
from jobs.submission import NewJob, lock_organization, remember, repeated
from jobs.versions import next_number

MOST_ITEMS = 10_000
FAULTS_KEPT = 100
_ROWS_AN_INSERT = 1000

# Arrays instead of rows: one parameter a column, whatever the number of rows. COPY would be quicker still, and is
# refused under row-level security.
_INSERT = """
INSERT INTO job
    (id, org_id, created_by, mode, request, options, max_attempts, available_at, batch_id, batch_line, reference)
SELECT id, %s, %s, mode, request, options::jsonb, max_attempts, 'infinity', %s, line, reference
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::integer[], %s::integer[], %s::text[])
    AS item (id, mode, request, options, max_attempts, line, reference)
"""


class Acceptance(StrEnum):
    """What happens where some items cannot be accepted."""

    ALL_OR_NOTHING = "all_or_nothing"
    PARTIAL = "partial"


class BatchState(StrEnum):
    """Made of a batch's row; never stored."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class NewItem:
    """One job to be, the line where it stood, and the caller's own name for it, unique in the batch."""

    line: int
    reference: str | None
    job: NewJob


@dataclass(frozen=True, slots=True)
class ItemFault:
    """Why one item was not accepted: the line, the field, its fault, and what holds."""

    line: int
    reference: str | None
    field: str
    fault: str
    limit: str


@dataclass(frozen=True)
class NewBatch:
    """What a caller asks for. `refused` items are not among `items`; of their faults the first are in `faults`."""

    items: Sequence[NewItem]
    acceptance: Acceptance = Acceptance.ALL_OR_NOTHING
    name: str = ""
    notify: bool = False
    refused: int = 0
    faults: Sequence[ItemFault] = field(default_factory=tuple)
    more_faults: int = 0


def submit_batch(  # noqa: PLR0913 - as `jobs.submission.submit`
    database: Database,
    *,
    org_id: UUID,
    user_id: UUID,
    new: NewBatch,
    idempotency_key: str | None = None,
    fingerprint: str = "",
) -> Batch:
    """Write the batch and its items; `jobs.batch_release.advance` then sends the first.

    With partial acceptance, as many are taken as the plan still includes, and the others are told among the faults.
    A repeated `idempotency_key` answers with the first one's batch. Raises as `jobs.submission.submit` does.
    """
    with database.tenant(org_id):
        allowance = lock_organization(org_id)
        if known := repeated(org_id, idempotency_key, fingerprint):
            return batch_of_key(org_id, known)
        refuse_batch(org_id, allowance, len(new.items) + new.refused)
        taken, faults = _counted(org_id, allowance, new)
        batch = _write(org_id, user_id, new, taken, faults)
        remember(org_id, idempotency_key, fingerprint, [], batch_id=batch.id)
        return batch


def submitted_batch(database: Database, org_id: UUID, key: str | None, fingerprint: str) -> Batch | None:
    """What was submitted with this key before; None where there is no such key. Raises as `submit_batch` does."""
    with database.tenant(org_id):
        known = repeated(org_id, key, fingerprint)
        return batch_of_key(org_id, known) if known else None


def find_batch(org_id: UUID, batch_id: UUID, *, lock: bool = False) -> Batch:
    """Inside a transaction. Raises NotFound, also for another organization's."""
    query = Batch.select().where(Batch.org_id == org_id, Batch.id == batch_id)
    if lock:
        query = query.for_update("FOR NO KEY UPDATE")  # type: ignore[arg-type]  # peewee takes the clause, its stubs do not
    batch: Batch | None = query.first()
    if batch is None:
        raise NotFound("There is no such batch.")
    return batch


def batch_of_key(org_id: UUID, known: IdempotencyKey) -> Batch:
    """Inside a transaction: what was made with the key."""
    if known.batch_id is None:
        raise Conflict("This idempotency key was used before, for something else.")
    return find_batch(org_id, known.batch_id)


def state_of(batch: Batch) -> BatchState:
    """What a person calls it."""
    if batch.cancelled_at is not None:
        return BatchState.CANCELLED if batch.finished_at else BatchState.CANCELLING
    if batch.finished_at is not None:
        return BatchState.FINISHED
    return BatchState.PAUSED if batch.paused_at else BatchState.RUNNING


def _counted(org_id: UUID, allowance: Allowance, new: NewBatch) -> tuple[Sequence[NewItem], list[ItemFault]]:
    """Count the items against the plan; return those that are in, and the faults of those that are not."""
    wanted = Counter(item.job.mode for item in new.items)
    if new.acceptance is Acceptance.ALL_OR_NOTHING:
        take_modes(org_id, allowance, wanted)
        return new.items, []
    left = {mode: take_fitting(org_id, allowance, mode, count) for mode, count in sorted(wanted.items())}
    taken, faults = [], []
    for item in new.items:
        if left[item.job.mode]:
            left[item.job.mode] -= 1
            taken.append(item)
        else:
            limit = allowance.tier.jobs_a_month.of(item.job.mode)
            fault = f"quota: no more {item.job.mode} jobs fit"
            told = f"the plan {allowance.tier.title} includes {limit} a month"
            faults.append(ItemFault(item.line, item.reference, "mode", fault, told))
    if new.items and not taken:
        # The same words as for a single job, with the limit and when it begins anew.
        take_modes(org_id, allowance, Counter([new.items[0].job.mode]))
        raise QuotaExceeded
    return taken, faults


def _write(org_id: UUID, user_id: UUID, new: NewBatch, items: Sequence[NewItem], late: Sequence[ItemFault]) -> Batch:
    faults = sorted([*new.faults, *late], key=lambda fault: fault.line)
    batch = Batch(
        org_id=org_id,
        created_by=user_id,
        name=new.name,
        acceptance=new.acceptance,
        notify=new.notify,
        total=len(items),
        waiting=len(items),
        refused=new.refused + len(late),
        faults=[asdict(fault) for fault in faults[:FAULTS_KEPT]],
        more_faults=new.more_faults + max(0, len(faults) - FAULTS_KEPT),
        created_at=_database_time(),
    )
    batch.save(force_insert=True)
    numbers = _Numbers(org_id)
    for start in range(0, len(items), _ROWS_AN_INSERT):
        _insert(batch, user_id, items[start : start + _ROWS_AN_INSERT], numbers)
    return batch


def _insert(batch: Batch, user_id: UUID, items: Sequence[NewItem], numbers: "_Numbers") -> None:
    columns: tuple[list[Any], ...] = (
        [str(new_id()) for _ in items],
        [item.job.mode.value for item in items],
        [item.job.request for item in items],
        [json.dumps(numbers.options_of(item.job)) for item in items],
        [item.job.max_attempts for item in items],
        [item.line for item in items],
        [item.reference for item in items],
    )
    active_database.execute_sql(_INSERT, (str(batch.org_id), str(user_id), str(batch.id), *columns))


class _Numbers:
    """Numbers the revisions of a submission, which are not in the database before its end."""

    def __init__(self, org_id: UUID) -> None:
        self._org_id = org_id
        self._given: dict[UUID, int] = defaultdict(int)

    def options_of(self, job: NewJob) -> dict[str, Any]:
        if job.revises is None:
            return dict(job.options)
        number = next_number(self._org_id, job.revises) if job.revises not in self._given else 0
        self._given[job.revises] = max(number, self._given[job.revises] + 1)
        return {**job.options, "plan": str(job.revises), "version": self._given[job.revises]}


def _database_time() -> datetime:
    """By the database's clock, the only one that all processes share."""
    at: datetime = active_database.execute_sql("SELECT now()").fetchone()[0]
    return at
