"""Finding jobs and their files, the same way for every view and tool."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from jobs import models
from jobs.database import Database
from jobs.states import Mode
from web.cursors import cursor_after, read_cursor
from web.problems import ResourceNotFound
from web.schemas.jobs import LISTED_OF_RESULT, Job, JobFilter, ListedJob

NO_SUCH_FILE = "The job has no such file."
TURNS = Mode.BRAINSTORM

_SPECIAL = {
    "options": "options - 'architecture'",  # one that was sent with the job, up to a megabyte, and nobody is shown
}
_SHORT = "(SELECT jsonb_object_agg(key, value) FROM jsonb_each(result) WHERE key = ANY (%s))"
"""Reads a result, which is some 10 to 40 KB and compressed, once: each `->` would unpack it again."""


def _columns(fields: Iterable[str], special: Mapping[str, str]) -> str:
    return ", ".join(special.get(name, name) for name in fields)


_ONE = f"SELECT {_columns(Job.model_fields, _SPECIAL)} FROM job WHERE org_id = %s AND id = %s"  # noqa: S608 - made of our own names
_PAGE = (
    f"SELECT {_columns(ListedJob.model_fields, {**_SPECIAL, 'result': _SHORT})} FROM job WHERE org_id = %s "  # noqa: S608
    "AND id IN (SELECT id FROM job WHERE {conditions} ORDER BY id DESC LIMIT %s) ORDER BY id DESC"
)
"""The index job_listed alone finds the ids, by whatever they are filtered; only the page's rows are read."""


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
    for row in database.ask_as_tenant(org_id, _ONE, (str(org_id), str(job_id))):
        return Job.model_validate(dict(zip(Job.model_fields, row, strict=True)))
    raise _no_such_job()


def page_of_jobs(database: Database, org_id: UUID, wanted: JobFilter) -> tuple[Sequence[ListedJob], str | None]:
    """One page of jobs, newest first, and the cursor of the next one if there is more."""
    conditions = [("org_id = %s", str(org_id)), ("mode = %s" if wanted.mode else "mode <> %s", wanted.mode or TURNS)]
    if wanted.state:
        conditions.append(("state = %s", wanted.state))
    if wanted.cursor:
        conditions.append(("id < %s", str(read_cursor(wanted.cursor))))
    statement = _PAGE.format(conditions=" AND ".join(condition for condition, _ in conditions))
    values = [*(value for _, value in conditions), wanted.limit + 1]
    rows = database.ask_as_tenant(org_id, statement, [list(LISTED_OF_RESULT), str(org_id), *values])
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


def _no_such_job() -> ResourceNotFound:
    return ResourceNotFound("There is no such job.")
