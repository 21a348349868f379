"""No job is lost: send what the queue does not know of, and take back what a dead worker holds."""

import logging

from peewee import Expression

from jobs.announcements import announce
from jobs.chores.endings import ABANDONED, fail_jobs
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.dispatch import send, stamp
from jobs.models import Job
from jobs.states import UNFINISHED, State
from jobs.support.rows import organization_is_suspended

log = logging.getLogger(__name__)

_AT_ONCE = 5000  # jobs a run
_GRACE_SECONDS = 1.0  # the web tier sends new jobs itself, and a worker shows its message again after the pause
_CERTAINLY_LATE = 10  # times `queued_too_long_seconds`
_TOO_OFTEN = (
    "abandoned",
    "The workers that ran this job stopped before it was done, on every attempt. Submit it again; "
    "if it happens again, make the request smaller.",
)


def relay(services: Services) -> int:
    """Return how many jobs were sent. Raises DatabaseUnavailable, QueueUnavailable."""
    _take_back(services)
    return _send(services, _unsent()) + _send(services, _sent_long_ago(services), _missing(services))


def _take_back(services: Services) -> None:
    """Running jobs whose lease ran out are queued again, or failed after their last attempt."""
    used_up = Job.attempt >= Job.max_attempts
    with services.database.chores():
        failed = fail_jobs(ABANDONED & used_up, *_TOO_OFTEN)
        query = Job.update(state=State.QUEUED, lease_until=None, worker=None, stage=None, dispatched_at=None)
        queued = list(query.where(ABANDONED).returning(Job).execute())
    announce(services.progress, [*failed, *queued])
    if failed or queued:
        log.warning("took jobs back", extra={"action": "take_back", "failed": len(failed), "queued": len(queued)})


def _unsent() -> Expression:
    unsent: Expression = _ready(_GRACE_SECONDS) & Job.dispatched_at.is_null()
    return unsent


def _sent_long_ago(services: Services) -> Expression:
    late: Expression = _ready() & (Job.dispatched_at < from_now(-services.settings.queued_too_long_seconds))
    return late


def _ready(for_seconds: float = 0.0) -> Expression:
    """Jobs of suspended organizations are not: nobody may claim them, so each message would be lost at once."""
    ready: Expression = (
        (Job.state == State.QUEUED)
        & (Job.available_at <= from_now(-for_seconds))
        & ~organization_is_suspended(Job.org_id)
    )
    return ready


def _missing(services: Services) -> int:
    """How many messages the queue lost: of a mere backlog none, so that a long queue is not sent again and again.

    Every unfinished job that was sent has a message, waiting or in a worker's hands.
    """
    with services.database.chores():
        unfinished = Job.state.in_(list(UNFINISHED)) & ~organization_is_suspended(Job.org_id)
        sent = Job.select().where(unfinished, Job.dispatched_at.is_null(False)).count()
        certainly = from_now(-_CERTAINLY_LATE * services.settings.queued_too_long_seconds)
        late = Job.select().where(_ready(), Job.dispatched_at < certainly).count()
    return max(0, late, sent - services.queue.depth()) if sent else 0


def _send(services: Services, which: Expression, limit: int = _AT_ONCE) -> int:
    with services.database.chores():
        jobs = list(Job.select().where(which).order_by(Job.id).limit(min(limit, _AT_ONCE)))
    sent = send(services.queue, jobs, services.progress.traces_of([job.id for job in jobs]))
    if sent:
        with services.database.chores():
            stamp(sent)
        log.info("relayed jobs", extra={"action": "relay", "count": len(sent)})
    return len(sent)
