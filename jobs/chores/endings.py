"""Ending jobs from outside a worker."""

from uuid import UUID

from peewee import Expression, fn

from jobs.models import Job
from jobs.states import State

# A worker may still hold the job: the fence on state and attempt makes its last write change nothing.
ABANDONED = (Job.state == State.RUNNING) & (Job.lease_until < fn.now())


def fail_jobs(which: Expression, code: str, message: str) -> list[Job]:
    """Inside a transaction: fail the jobs that are `which`, and return them."""
    error = {"code": code, "message": message}
    query = Job.update(state=State.FAILED, finished_at=fn.now(), lease_until=None, error=error).where(which)
    return list(query.returning(Job).execute())


def is_job(org_id: UUID, job_id: UUID) -> Expression:
    """The one job that both ids name."""
    found: Expression = (Job.org_id == org_id) & (Job.id == job_id)
    return found
