"""Trying a bundle: a verify job for the bundle of an implement job."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.bundles import bundle_source
from jobs.errors import Conflict, InvalidRequest
from jobs.states import Mode
from jobs.submission import NewJob
from web.api.jobs import accept
from web.identity import current_identity
from web.job_rows import find_job
from web.responses import CREATING, GONE, READING, SECURITY
from web.schemas.envelope import Answer
from web.schemas.headers import IdempotencyHeader
from web.schemas.jobs import Job, JobPath
from web.services import services

trials = APIBlueprint(
    "trials",
    __name__,
    url_prefix="/api/v1/jobs/<uuid:job_id>/verify",
    abp_tags=[Tag(name="jobs")],
    abp_security=SECURITY,
)


@trials.post("", responses={202: Answer[Job], **CREATING, **READING, **GONE})
def verify_job(path: JobPath, header: IdempotencyHeader) -> Response:
    """Try the job's bundle on a disposable account.

    Makes a verify job, whose result is the receipt; 409 where the job has no bundle, 410 where it has none any more.
    Takes one to four minutes.
    """
    identity, parts = current_identity(), services()
    with parts.database.tenant(identity.org_id):
        find_job(identity.org_id, path.job_id)
        try:
            tried = bundle_source(identity.org_id, path.job_id)
        except InvalidRequest as error:
            raise Conflict(error.message) from error
    new = NewJob(
        mode=Mode.VERIFY,
        request=tried.request,
        options={"based_on": str(tried.id)},
        max_attempts=parts.settings.max_attempts,
    )
    return accept(new, header.idempotency_key, f"verify {tried.id}")
