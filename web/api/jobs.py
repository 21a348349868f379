"""Submitting, listing, showing and cancelling jobs."""

import hashlib
import json
import logging
from collections.abc import Sequence
from uuid import UUID

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel

from jobs import models
from jobs.announcements import announce
from jobs.claims import cancel
from jobs.database import Database
from jobs.dispatch import dispatch
from jobs.errors import Conflict, TransientError
from jobs.states import Mode
from jobs.submission import NewJob as Submission
from jobs.submission import submit
from web.cursors import cursor_after, read_cursor
from web.envelope import answer, page
from web.identity import current_identity
from web.job_faults import refuse_contradictory
from web.job_rows import find_job
from web.responses import CREATING, LISTING, READING, SECURITY
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.schemas.jobs import Job, JobFilter, JobPath, NewJob
from web.services import Services, services

logger = logging.getLogger(__name__)

jobs = APIBlueprint("jobs", __name__, url_prefix="/api/v1/jobs", abp_tags=[Tag(name="jobs")], abp_security=SECURITY)


@jobs.post("", responses={202: Answer[Job], **CREATING})
def submit_job(header: IdempotencyHeader, body: NewJob) -> Response:
    """Submit a request, or an architecture edited by hand.

    Answers as soon as the job is stored; follow `Location`, the events, or the socket.
    """
    refuse_contradictory(body)
    return accept(submission_of(body), header.idempotency_key, fingerprint_of(body))


@jobs.get("", responses={200: Page[Job], **LISTING})
def list_jobs(query: JobFilter) -> Response:
    """List jobs, newest first; the turns of conversations only with `mode=brainstorm`."""
    rows = _page_of_rows(services().database, current_identity().org_id, query)
    more = len(rows) > query.limit
    shown = rows[: query.limit]
    return page([as_job(row) for row in shown], cursor_after(shown[-1].id) if more else None)


@jobs.get("/<uuid:job_id>", responses={200: Answer[Job], **READING})
def show_job(path: JobPath) -> Response:
    """Show one job."""
    with services().database.tenant(current_identity().org_id):
        return answer(as_job(find_job(current_identity().org_id, path.job_id)))


@jobs.post("/<uuid:job_id>/cancel", responses={200: Answer[Job], **READING})
def cancel_job(path: JobPath) -> Response:
    """Cancel a job that is queued or running; 409 when it has ended."""
    org_id, database = current_identity().org_id, services().database
    cancelled = cancel(database, org_id, path.job_id)
    with database.tenant(org_id):
        row = find_job(org_id, path.job_id)
    if not cancelled:
        raise Conflict(f"The job has ended already: it is {row.state}.")
    announce(services().progress, [row])
    return answer(as_job(row))


def as_job(row: models.Job) -> Job:
    """Show a row as the API's job."""
    return Job.model_validate(row, from_attributes=True)


def accept(new: Submission, idempotency_key: str | None, fingerprint: str) -> Response:
    """Store the job for who asks, send it, and answer with it and where to follow it."""
    identity, parts = current_identity(), services()
    rows = submit(
        parts.database,
        org_id=identity.org_id,
        user_id=identity.user_id,
        jobs=[new],
        idempotency_key=idempotency_key,
        fingerprint=fingerprint,
    )
    return accepted(rows[0])


def accepted(row: models.Job) -> Response:
    """Send a stored job, if it was not sent yet, and answer with it and where to follow it."""
    send(services(), [row])
    response = answer(as_job(row), 202)
    response.headers["Location"] = f"/api/v1/jobs/{row.id}"
    return response


def send(parts: Services, rows: Sequence[models.Job]) -> None:
    """Send the messages. The jobs are stored by now, so nothing here may fail the submission: the relay sends later."""
    try:
        dispatch(parts.database, parts.queue, rows)
    except TransientError:
        logger.warning("left to the relay", extra={"action": "web.left_to_relay"}, exc_info=True)


def submission_of(body: NewJob) -> Submission:
    """Return what ``jobs.submission`` takes for a job that a caller asks for."""
    options = body.model_dump(include={"region", "environment", "option", "pins", "assumptions"}, exclude_none=True)
    options = {name: value for name, value in options.items() if value not in ([], {})}
    if body.architecture:
        options["architecture"] = body.architecture.model_dump(exclude_unset=True)
    return Submission(
        mode=Mode(body.mode),
        request=body.request or (body.architecture.title if body.architecture else ""),
        options=options,
        notify=body.notify,
        max_attempts=services().settings.max_attempts,
    )


def fingerprint_of(body: BaseModel, *more: str) -> str:
    """Return what tells this body, for ``more``, from any other."""
    canonical = json.dumps(
        [*more, body.model_dump(mode="json")] if more else body.model_dump(mode="json"), sort_keys=True
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _page_of_rows(database: Database, org_id: UUID, wanted: JobFilter) -> Sequence[models.Job]:
    """One row more than asked for, to know whether there is another page."""
    rows = models.Job.select().where(models.Job.org_id == org_id)
    turns = models.Job.mode == Mode.BRAINSTORM
    rows = rows.where(models.Job.mode == wanted.mode if wanted.mode else ~turns)
    if wanted.state:
        rows = rows.where(models.Job.state == wanted.state)
    if wanted.cursor:
        rows = rows.where(models.Job.id < read_cursor(wanted.cursor))
    with database.tenant(org_id):
        return list(rows.order_by(models.Job.id.desc()).limit(wanted.limit + 1))
