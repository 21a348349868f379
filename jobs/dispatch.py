"""Telling the queue of jobs that are in Postgres; what it does not take, the relay chore sends later."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from peewee import fn

from jobs.database import Database
from jobs.messages import Message
from jobs.models import Job
from jobs.states import State
from jobs.tracing.context import current


class Sender(Protocol):
    """The part of `jobs.queue.Queue` that dispatching needs."""

    def send(self, messages: list[Message], /) -> list[Message]:
        """Send, and return what was not taken."""


def dispatch(database: Database, queue: Sender, jobs: Iterable[Job]) -> int:
    """Send what was not sent yet, stamp what the queue took, and return how many that were.

    A queue that is down is no error: the jobs stay as they are. Raises DatabaseUnavailable when the stamp cannot be
    written; the jobs are then sent twice, which the claim makes harmless.
    """
    waiting, trace = defaultdict(list), current()
    for job in jobs:
        if job.dispatched_at is None and job.state == State.QUEUED:
            waiting[job.org_id].append(job)
    sent_jobs = 0
    for org_id, its_jobs in waiting.items():
        sent = send(queue, its_jobs, dict.fromkeys((job.id for job in its_jobs), trace.traceparent) if trace else {})
        if sent:
            with database.tenant(org_id):
                stamp(sent)
        sent_jobs += len(sent)
    return sent_jobs


def send(queue: Sender, jobs: Iterable[Job], traces: Mapping[UUID, str] | None = None) -> list[Job]:
    """Send a message for each job; return the jobs whose message the queue took.

    `traces` are by the job's id; a job without one begins a trace of its own.
    """
    by_id: dict[UUID, Job] = {job.id: job for job in jobs}
    known = traces or {}
    failed = queue.send(
        [Message(job_id=job.id, org_id=job.org_id, traceparent=known.get(job.id)) for job in by_id.values()]
    )
    return [job for job_id, job in by_id.items() if job_id not in {message.job_id for message in failed}]


def stamp(jobs: Iterable[Job]) -> None:
    """Inside a transaction: note that these were sent.

    A job that was claimed and sent back for another attempt meanwhile keeps waiting for its own message.
    """
    by_attempt: dict[int, list[UUID]] = defaultdict(list)
    for job in jobs:
        by_attempt[job.attempt].append(job.id)
    for attempt, ids in by_attempt.items():
        unmoved = (Job.state != State.QUEUED) | (Job.attempt == attempt)
        Job.update(dispatched_at=fn.now()).where(Job.id.in_(ids), unmoved).execute()
