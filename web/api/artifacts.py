"""The files that a job made."""

from urllib.parse import quote

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from web.envelope import page
from web.file_answers import FILE, answer_file
from web.identity import current_identity
from web.job_rows import files_of, find_file
from web.responses import GONE, READING, SECURITY
from web.schemas.artifacts import Artifact, ArtifactPath
from web.schemas.envelope import Page
from web.schemas.jobs import JobPath
from web.services import services

artifacts = APIBlueprint(
    "artifacts",
    __name__,
    url_prefix="/api/v1/jobs/<uuid:job_id>/artifacts",
    abp_tags=[Tag(name="artifacts")],
    abp_security=SECURITY,
)


@artifacts.get("", responses={200: Page[Artifact], **READING})
def list_artifacts(path: JobPath) -> Response:
    """List the job's files; empty until it has succeeded, and when `files_removed_at` of the job says so."""
    rows = files_of(services().database, current_identity().org_id, path.job_id)
    return page(_as_artifact(row) for row in rows)


@artifacts.get("/<path:name>", responses={200: FILE, **READING, **GONE})
def download_artifact(path: ArtifactPath) -> Response:
    """Download one file; 410 where the job's files were removed, because their time was over."""
    return answer_file(find_file(services().database, current_identity().org_id, path.job_id, path.name))


def _as_artifact(row: models.Artifact) -> Artifact:
    return Artifact(
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        media_type=row.media_type,
        url=f"/api/v1/jobs/{row.job_id}/artifacts/{quote(row.name)}",
    )
