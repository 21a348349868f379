"""The next version of a bundle, and the versions before it."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from jobs.versions import number_of, versions_of
from web.api.jobs import accept
from web.envelope import page
from web.identity import current_identity
from web.job_rows import find_job
from web.job_submission import revision_of
from web.responses import CREATING, GONE, READING, SECURITY
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.schemas.jobs import Job, JobPath
from web.schemas.revisions import NewRevision, Version
from web.services import services

revisions = APIBlueprint(
    "revisions",
    __name__,
    url_prefix="/api/v1/jobs/<uuid:job_id>",
    abp_tags=[Tag(name="jobs")],
    abp_security=SECURITY,
)


@revisions.post("/revisions", responses={202: Answer[Job], **CREATING, **READING, **GONE})
def revise_job(path: JobPath, header: IdempotencyHeader, body: NewRevision) -> Response:
    """Make the next version of the job's bundle.

    By an instruction, by other values for its assumptions, by fixes of its review, or by an architecture edited by
    hand. Makes an implement job, whose bundle holds CHANGES.md and the versions that led to it; 409 where the job has
    no bundle, 410 where it has none any more. A version can be revised more than once: numbers are of the plan, in the
    order in which the revisions were asked for.
    """
    new, fingerprint = revision_of(services(), current_identity().org_id, path.job_id, body)
    return accept(new, header.idempotency_key, fingerprint)


@revisions.get("/versions", responses={200: Page[Version], **READING})
def list_versions(path: JobPath) -> Response:
    """List the versions of this job's plan, the first one first; `parent_id` says what each was made of."""
    identity = current_identity()
    with services().database.tenant(identity.org_id):
        return page([_version(row) for row in versions_of(find_job(identity.org_id, path.job_id))], None)


def _version(row: models.Job) -> Version:
    options = row.options
    told = options.get("instruction") or ("edited by hand" if "architecture" in options else None)
    chosen = ", ".join(f"{subject} = {value}" for subject, value in (options.get("assumptions") or {}).items())
    fixed = "; ".join(f"fix: {check.replace('_', ' ')}" for check in options.get("fixes") or ())
    return Version(
        version=number_of(row),
        job_id=row.id,
        parent_id=options.get("based_on"),
        instruction="; ".join(filter(None, [told, chosen, fixed])) or None,
        state=row.state,
        created_at=row.created_at,
    )
