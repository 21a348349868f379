"""Submitting, listing, showing and cancelling jobs."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from jobs.submission import NewJob as Submission
from web.envelope import answer, page
from web.identity import current_identity
from web.job_faults import refuse_contradictory
from web.job_rows import as_job, page_of_jobs, shown_job
from web.job_submission import fingerprint_of, send, stop, store, submission_of
from web.responses import CREATING, LISTING, READING, SECURITY
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.schemas.jobs import Job, JobFilter, JobPath, ListedJob, NewJob
from web.services import services

jobs = APIBlueprint("jobs", __name__, url_prefix="/api/v1/jobs", abp_tags=[Tag(name="jobs")], abp_security=SECURITY)


@jobs.post("", responses={202: Answer[Job], **CREATING})
def submit_job(header: IdempotencyHeader, body: NewJob) -> Response:
    """Submit a request, or an architecture edited by hand.

    Answers as soon as the job is stored; follow `Location`, the events, or the socket.
    """
    refuse_contradictory(body)
    new = submission_of(body, services().settings.max_attempts)
    return accept(new, header.idempotency_key, fingerprint_of(body))


@jobs.get("", responses={200: Page[ListedJob], **LISTING})
def list_jobs(query: JobFilter) -> Response:
    """List jobs, newest first, with results in short; the turns of conversations only with `mode=brainstorm`."""
    return page(*page_of_jobs(services().database, current_identity().org_id, query))


@jobs.get("/<uuid:job_id>", responses={200: Answer[Job], **READING})
def show_job(path: JobPath) -> Response:
    """Show one job."""
    return answer(shown_job(services().database, current_identity().org_id, path.job_id))


@jobs.post("/<uuid:job_id>/cancel", responses={200: Answer[Job], **READING})
def cancel_job(path: JobPath) -> Response:
    """Cancel a job that is queued or running; 409 when it has ended."""
    return answer(as_job(stop(services(), current_identity().org_id, path.job_id)))


def accept(new: Submission, idempotency_key: str | None, fingerprint: str) -> Response:
    """Store the job for who asks, send it, and answer with it and where to follow it."""
    return _followed(store(services(), current_identity(), new, idempotency_key, fingerprint))


def accepted(row: models.Job) -> Response:
    """Send a stored job, if it was not sent yet, and answer with it and where to follow it."""
    send(services(), [row])
    return _followed(row)


def _followed(row: models.Job) -> Response:
    response = answer(as_job(row), 202)
    response.headers["Location"] = f"/api/v1/jobs/{row.id}"
    return response
