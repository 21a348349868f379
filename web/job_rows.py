"""Finding jobs and their files, the same way for every view and tool."""

from collections.abc import Sequence
from uuid import UUID

from jobs import models
from jobs.database import Database
from jobs.states import Mode
from web.cursors import cursor_after, read_cursor
from web.problems import ResourceNotFound
from web.schemas.jobs import Job, JobFilter

NO_SUCH_FILE = "The job has no such file."


def find_job(org_id: UUID, job_id: UUID) -> models.Job:
    """Return the row, inside an open transaction. Raises ResourceNotFound, also for another tenant's job."""
    row: models.Job | None = models.Job.get_or_none(models.Job.org_id == org_id, models.Job.id == job_id)
    if row is None:
        raise ResourceNotFound("There is no such job.")
    return row


def as_job(row: models.Job) -> Job:
    """Show a row as the API's job."""
    return Job.model_validate(row, from_attributes=True)


def page_of_jobs(database: Database, org_id: UUID, wanted: JobFilter) -> tuple[Sequence[models.Job], str | None]:
    """One page of jobs, newest first, and the cursor of the next one if there is more."""
    rows = models.Job.select().where(models.Job.org_id == org_id)
    turns = models.Job.mode == Mode.BRAINSTORM
    rows = rows.where(models.Job.mode == wanted.mode if wanted.mode else ~turns)
    if wanted.state:
        rows = rows.where(models.Job.state == wanted.state)
    if wanted.cursor:
        rows = rows.where(models.Job.id < read_cursor(wanted.cursor))
    with database.tenant(org_id):
        found = list(rows.order_by(models.Job.id.desc()).limit(wanted.limit + 1))
    shown = found[: wanted.limit]
    return shown, cursor_after(shown[-1].id) if len(found) > wanted.limit else None


def files_of(database: Database, org_id: UUID, job_id: UUID) -> list[models.Artifact]:
    """The job's files by name; none until it has succeeded. Raises ResourceNotFound."""
    with database.tenant(org_id):
        find_job(org_id, job_id)
        stored = models.Artifact.select().where(models.Artifact.org_id == org_id, models.Artifact.job_id == job_id)
        return list(stored.order_by(models.Artifact.name))


def find_file(database: Database, org_id: UUID, job_id: UUID, name: str) -> models.Artifact:
    """Return the file's row. Raises ResourceNotFound."""
    if not name.isprintable():
        raise ResourceNotFound(NO_SUCH_FILE)
    with database.tenant(org_id):
        find_job(org_id, job_id)
        row: models.Artifact | None = models.Artifact.get_or_none(
            models.Artifact.org_id == org_id, models.Artifact.job_id == job_id, models.Artifact.name == name
        )
    if row is None:
        raise ResourceNotFound(NO_SUCH_FILE)
    return row
