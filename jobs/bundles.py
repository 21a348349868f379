"""The files that an earlier job of the same organization made, for a job that works on them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from jobs.artifacts import Artifacts
from jobs.database import Database
from jobs.errors import FilesRemoved, InvalidRequest, NotFound
from jobs.models import Artifact, Job
from jobs.states import Mode, State

_READERS = 8
PACKED = "bundle.zip"


def bundle_source(org_id: UUID, job_id: UUID) -> Job:
    """The implement job, inside an open transaction.

    Raises NotFound, InvalidRequest where it has no bundle, or FilesRemoved where it has none any more.
    """
    job: Job | None = Job.get_or_none(Job.org_id == org_id, Job.id == job_id)
    if job is None:
        raise NotFound("There is no such job.")
    if job.mode != Mode.IMPLEMENT:
        raise InvalidRequest(f"Only the bundle of an implement job can be tried; this is a job of mode {job.mode}.")
    if job.state != State.SUCCEEDED:
        raise InvalidRequest(f"The job has no bundle to try: it is {job.state}.")
    refuse_removed(job)
    return job


def refuse_removed(job: Job) -> None:
    """Raise FilesRemoved where the files of the job were removed, with when, and what can be done."""
    if job.files_removed_at is not None:
        raise FilesRemoved(
            f"The files of this job were removed on {job.files_removed_at:%Y-%m-%d}: they are kept for as long as the "
            "plan says. Submit its request again to have them made anew."
        )


def read_bundle(
    database: Database, artifacts: Artifacts, org_id: UUID, job_id: UUID, *, only: tuple[str, ...] = ()
) -> dict[str, bytes]:
    """Every file but the zip, by its path in the bundle; or only those whose path begins with one of these.

    Raises NotFound, FilesRemoved, InvalidRequest, DatabaseUnavailable or ArtifactStoreUnavailable.
    """
    with database.tenant(org_id):
        bundle_source(org_id, job_id)
        stored = list(Artifact.select().where(Artifact.org_id == org_id, Artifact.job_id == job_id))
    rows: Sequence[Artifact] = [one for one in stored if one.name != PACKED and (not only or one.name.startswith(only))]
    with ThreadPoolExecutor(_READERS, "bundle") as pool:
        contents = pool.map(lambda row: b"".join(artifacts.open(row.key)), rows)
        return {row.name: content for row, content in zip(rows, contents, strict=True)}
