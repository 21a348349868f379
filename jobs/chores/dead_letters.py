"""Messages that were received too often: what a worker could never claim is sent again for a day, the rest fails.

A message that nobody could act on tells of an outage (Postgres away while the queue is up), not of a bad job: the
attempts count that. After a day the job fails and says so, instead of staying queued for ever.
"""

import logging
from typing import Any

from jobs.announcements import announce
from jobs.chores.endings import ABANDONED, fail_jobs, is_job
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.errors import InvalidRequest
from jobs.messages import Message
from jobs.models import Job
from jobs.states import State
from jobs.support.rows import organization_is_suspended

log = logging.getLogger(__name__)

_ROUNDS = 20  # of ten messages a run
_PATIENCE_SECONDS = 24 * 3600.0
_UNDELIVERABLE = ("undeliverable", "No worker could finish this job, on any attempt or for a day. Submit it again.")


def fail_dead_letters(services: Services) -> int:
    """Return how many messages were dealt with. Raises QueueUnavailable, DatabaseUnavailable."""
    dealt_with = 0
    for _ in range(_ROUNDS):
        letters = services.queue.receive_dead_letters()
        for letter in letters:
            _deal_with(services, letter)
        dealt_with += len(letters)
        if not letters:
            break
    return dealt_with


def _deal_with(services: Services, letter: dict[str, Any]) -> None:
    try:
        message = Message.parse(letter["Body"])
    except InvalidRequest:
        log.warning("dropped an unreadable message", extra={"action": "drop", "message_id": letter["MessageId"]})
    else:
        _settle(services, message)
    services.queue.delete_dead_letter(letter["ReceiptHandle"])


def _settle(services: Services, message: Message) -> None:
    """A job that a living worker holds is left to that worker and its lease; a suspended organization's waits."""
    job = is_job(message.org_id, message.job_id)
    old = (Job.created_at < from_now(-_PATIENCE_SECONDS)) & ~organization_is_suspended(message.org_id)
    hopeless = (Job.attempt >= Job.max_attempts) | old
    with services.database.chores():
        failed = fail_jobs(job & ((Job.state == State.QUEUED) | ABANDONED) & hopeless, *_UNDELIVERABLE)
        again = Job.update(dispatched_at=None).where(job & (Job.state == State.QUEUED)).execute()
    announce(services.progress, failed)
    log.warning(
        "a message was a dead letter",
        extra={"action": "dead_letter", "job_id": message.job_id, "failed": bool(failed), "again": bool(again)},
    )
