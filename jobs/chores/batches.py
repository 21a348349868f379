"""Batches go on where no worker speaks of them: items are let go, a cancelling is ended, and who follows is told."""

from uuid import UUID

from peewee import fn

from jobs.batch_control import cancel_some
from jobs.batch_progress import tell
from jobs.batch_release import release
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.models import Batch

_TOLD_SECONDS = 60.0  # after its end, a batch is told of no more
_AT_ONCE = 1000
_CANCEL_ROUNDS = 20


def advance_batches(services: Services) -> int:
    """Return how many items were let go or cancelled. Raises DatabaseUnavailable."""
    in_flight = services.settings.batch_in_flight
    waiting = _with_waiting(services)
    moved = sum(release(services.database, services.queue, org_id, in_flight=in_flight) for org_id in waiting)
    moved += sum(_end(services, batch) for batch in _cancelling(services))
    for batch in _to_tell(services):
        tell(services.progress, batch)
    return moved


def _with_waiting(services: Services) -> list[UUID]:
    going = (Batch.waiting > 0) & Batch.finished_at.is_null() & Batch.paused_at.is_null() & Batch.cancelled_at.is_null()
    with services.database.chores():
        return [row.org_id for row in Batch.select(Batch.org_id).where(going).group_by(Batch.org_id)]


def _cancelling(services: Services) -> list[Batch]:
    with services.database.chores():
        left = Batch.cancelled_at.is_null(False) & Batch.finished_at.is_null()
        return list(Batch.select().where(left).limit(_AT_ONCE))


def _end(services: Services, batch: Batch) -> int:
    """Of a batch whose canceller broke off in the middle."""
    ended = 0
    for _ in range(_CANCEL_ROUNDS):
        with services.database.chores():
            some = cancel_some(batch)
        ended += some
        if not some:
            break
    return ended


def _to_tell(services: Services) -> list[Batch]:
    lately = Batch.finished_at.is_null() | (Batch.finished_at > from_now(-_TOLD_SECONDS))
    with services.database.chores():
        return list(Batch.select().where(lately).order_by(fn.random()).limit(_AT_ONCE))
