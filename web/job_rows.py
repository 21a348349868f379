"""Finding jobs and their files, the same way for every view and tool."""

from collections.abc import Sequence
from uuid import UUID

from jobs import models
from jobs.bundles import refuse_removed
from jobs.database import Database
from web.cursors import cursor_after
from web.job_questions import question_of_job, question_of_page
from web.problems import ResourceNotFound
from web.schemas.jobs import Job, JobFilter, ListedJob

NO_SUCH_FILE = "The job has no such file."


def find_job(org_id: UUID, job_id: UUID) -> models.Job:
    """Return the row, inside an open transaction. Raises ResourceNotFound, also for another tenant's job."""
    row: models.Job | None = models.Job.get_or_none(models.Job.org_id == org_id, models.Job.id == job_id)
    if row is None:
        raise _no_such_job()
    return row


def as_job(row: models.Job) -> Job:
    """Show a row as the API's job."""
    return Job.model_validate(row, from_attributes=True)


def shown_job(database: Database, org_id: UUID, job_id: UUID) -> Job:
    """Return the API's job, by one question. Raises ResourceNotFound, also for another tenant's job."""
    for row in database.ask_as_tenant(org_id, *question_of_job(org_id, job_id)):
        return Job.model_validate(dict(zip(Job.model_fields, row, strict=True)))
    raise _no_such_job()


def page_of_jobs(database: Database, org_id: UUID, wanted: JobFilter) -> tuple[Sequence[ListedJob], str | None]:
    """One page of jobs, newest first, and the cursor of the next one if there is more."""
    rows = database.ask_as_tenant(org_id, *question_of_page(org_id, wanted))
    found = [ListedJob.model_validate(dict(zip(ListedJob.model_fields, row, strict=True))) for row in rows]
    shown = found[: wanted.limit]
    return shown, cursor_after(shown[-1].id) if len(found) > wanted.limit else None


def files_of(database: Database, org_id: UUID, job_id: UUID) -> list[models.Artifact]:
    """The job's files by name; none until it has succeeded. Raises ResourceNotFound."""
    with database.tenant(org_id):
        find_job(org_id, job_id)
        stored = models.Artifact.select().where(models.Artifact.org_id == org_id, models.Artifact.job_id == job_id)
        return list(stored.order_by(models.Artifact.name))


def find_file(database: Database, org_id: UUID, job_id: UUID, name: str) -> models.Artifact:
    """Return the file's row. Raises ResourceNotFound, or FilesRemoved where the job's files were removed."""
    if not name.isprintable():
        raise ResourceNotFound(NO_SUCH_FILE)
    with database.tenant(org_id):
        job = find_job(org_id, job_id)
        row: models.Artifact | None = models.Artifact.get_or_none(
            models.Artifact.org_id == org_id, models.Artifact.job_id == job_id, models.Artifact.name == name
        )
    if row is None:
        refuse_removed(job)
        raise ResourceNotFound(NO_SUCH_FILE)
    return row


def _no_such_job() -> ResourceNotFound:
    return ResourceNotFound("There is no such job.")
