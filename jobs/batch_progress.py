"""How a batch stands: counts, how quickly items end, and when the last one is likely to."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import fn

from jobs.batches import BatchState, find_batch, state_of
from jobs.claims import from_now
from jobs.database import Database
from jobs.events import EventType
from jobs.models import Batch, Job
from jobs.progress import Progress

TELL_SECONDS = 0.5
"""At most twice a second, however many items move."""

_LATELY_SECONDS = 60.0


@dataclass(frozen=True)
class Counts:
    """Items by state; `waiting` ones are held back by the batch."""

    waiting: int
    queued: int
    running: int
    succeeded: int
    failed: int
    cancelled: int

    @property
    def unfinished(self) -> int:
        return self.waiting + self.queued + self.running


@dataclass(frozen=True)
class Pace:
    """Items that ended in a minute, lately; when the last one would end at that pace. None where nothing moves."""

    per_minute: float | None = None
    finishes_at: datetime | None = None


def counts_of(batch: Batch) -> Counts:
    """As the trigger keeps them."""
    return Counts(**{name: getattr(batch, name) for name in Counts.__dataclass_fields__})


def pace_of(batch: Batch) -> Pace:
    """Inside a transaction: counted over the last minute, or since the batch began if that is less."""
    if batch.finished_at is not None or batch.started_at is None:
        return Pace()
    lately = (Job.batch_id == batch.id) & (Job.finished_at > from_now(-_LATELY_SECONDS))
    found: Any = Job.select(fn.count(Job.id), fn.now()).where(lately).tuples().first()
    ended, now = found
    span = min(_LATELY_SECONDS, max(1.0, (now - batch.started_at).total_seconds()))
    if not ended:
        return Pace(per_minute=0.0)
    rate = ended / span
    is_held = batch.paused_at is not None or batch.cancelled_at is not None
    left = timedelta(seconds=counts_of(batch).unfinished / rate)
    return Pace(round(rate * 60, 1), None if is_held else now + left)


def tell_batch(database: Database, progress: Progress, org_id: UUID, batch_id: UUID) -> None:
    """Publish how the batch stands to who follows it, as an event of the batch's id. Raises DatabaseUnavailable."""
    with database.tenant(org_id):
        batch = find_batch(org_id, batch_id)
    tell(progress, batch)


def tell(progress: Progress, batch: Batch) -> None:
    """Publish a row's standing, if that is news, and no more than twice a second."""
    data = event_of(batch)
    told = f"{batch.round} {data}"
    final = batch.finished_at is not None
    if progress.is_news(batch.org_id, batch.id, told, every_seconds=TELL_SECONDS, final=final):
        progress.publish(batch.org_id, batch.id, EventType.STATE, data)


def event_of(batch: Batch) -> Mapping[str, Any]:
    """What an event tells: the state, and the counts."""
    state: BatchState = state_of(batch)
    return {"state": state.value, "total": batch.total, **asdict(counts_of(batch))}
