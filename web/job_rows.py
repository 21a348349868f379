"""Finding a job's row, the same way for every view."""

from uuid import UUID

from jobs.models import Job
from web.problems import ResourceNotFound


def find_job(org_id: UUID, job_id: UUID) -> Job:
    """Return the row, inside an open transaction. Raises ResourceNotFound, also for another tenant's job."""
    row: Job | None = Job.get_or_none(Job.org_id == org_id, Job.id == job_id)
    if row is None:
        raise ResourceNotFound("There is no such job.")
    return row
