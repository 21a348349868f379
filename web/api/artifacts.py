"""The files that a job made."""

import re
from urllib.parse import quote

from flask import Response, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from web.envelope import page
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

SHOWN_IN_PLACE = frozenset(
    {"image/svg+xml", "image/png", "text/plain", "text/markdown", "text/csv", "application/json", "application/yaml"}
)
"""Everything else, HTML above all, is only ever saved."""

FILE_POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_CHARSET = "; charset=utf-8"
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_TYPES = ["application/octet-stream", "application/zip", "application/vnd.jgraph.mxfile", "text/x-python"]
_FILE = {"description": "The file.", "content": dict.fromkeys((*_TYPES, *sorted(SHOWN_IN_PLACE)), _BYTES)}


@artifacts.get("", responses={200: Page[Artifact], **READING})
def list_artifacts(path: JobPath) -> Response:
    """List the job's files; empty until it has succeeded, and when `files_removed_at` of the job says so."""
    rows = files_of(services().database, current_identity().org_id, path.job_id)
    return page(_as_artifact(row) for row in rows)


@artifacts.get("/<path:name>", responses={200: _FILE, **READING, **GONE})
def download_artifact(path: ArtifactPath) -> Response:
    """Download one file; 410 where the job's files were removed, because their time was over."""
    row = find_file(services().database, current_identity().org_id, path.job_id, path.name)
    unchanged = request.if_none_match.contains_weak(row.sha256)  # a proxy that compresses weakens it
    response = Response(status=304) if unchanged else _stream(row)
    response.set_etag(row.sha256)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    return response


def _stream(row: models.Artifact) -> Response:
    """Pass the file on as it comes from the store; no database connection is held meanwhile."""
    stored = row.media_type.removesuffix(_CHARSET)  # of text it is added again below
    media_type = stored if _MEDIA_TYPE.fullmatch(stored) else "application/octet-stream"
    content = b"" if request.method == "HEAD" else services().artifacts.open(row.key)
    response = Response(content, mimetype=media_type)
    response.content_length = row.size
    response.headers["Content-Disposition"] = _disposition(row.name, in_place=media_type in SHOWN_IN_PLACE)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _disposition(name: str, *, in_place: bool) -> str:
    """Name the file for saving: plain ASCII for old clients, RFC 6266's form for the others."""
    base = name.rsplit("/", 1)[-1]
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", base)
    kind = "inline" if in_place else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(base, safe='')}"


def _as_artifact(row: models.Artifact) -> Artifact:
    return Artifact(
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        media_type=row.media_type,
        url=f"/api/v1/jobs/{row.job_id}/artifacts/{quote(row.name)}",
    )
