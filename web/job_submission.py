"""Taking a job on: what a caller asks for becomes a row and a message, for the HTTP API and the MCP server alike."""

import hashlib
import json
import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from jobs import models
from jobs.announcements import announce
from jobs.bundles import bundle_source
from jobs.claims import cancel
from jobs.dispatch import dispatch
from jobs.errors import Conflict, InvalidRequest, TransientError
from jobs.states import Mode, State
from jobs.submission import NewJob as Submission
from jobs.submission import submit
from jobs.tracing.context import current
from jobs.versions import plan_of
from web.architecture_faults import refuse_faulty
from web.assumption_faults import refuse_faulty_assumptions
from web.identity import Identity
from web.job_faults import OF_A_PLAN
from web.job_rows import find_job
from web.schemas.jobs import NewJob
from web.schemas.revisions import NewRevision
from web.services import Services

logger = logging.getLogger(__name__)


def store(
    parts: Services, identity: Identity, new: Submission, idempotency_key: str | None, fingerprint: str
) -> models.Job:
    """Store the job for who asks and send it. Raises what `jobs.submission.submit` does."""
    rows = submit(
        parts.database,
        org_id=identity.org_id,
        user_id=identity.user_id,
        jobs=[new],
        idempotency_key=idempotency_key,
        fingerprint=fingerprint,
    )
    send(parts, rows)
    return rows[0]


def send(parts: Services, rows: Sequence[models.Job]) -> None:
    """Send the messages. The jobs are stored by now, so nothing here may fail the submission: the relay sends later."""
    sent = 0
    try:
        sent = dispatch(parts.database, parts.queue, rows)
    except TransientError:
        logger.warning("left to the relay", extra={"action": "web.left_to_relay"}, exc_info=True)
    left = [row.id for row in rows if row.dispatched_at is None and row.state == State.QUEUED]
    if sent < len(left) and (trace := current()):
        parts.progress.keep_traces(left, trace.traceparent)


def stop(parts: Services, org_id: UUID, job_id: UUID) -> models.Job:
    """Cancel the job and tell who follows it. Raises NotFound, or Conflict when it has ended."""
    cancelled = cancel(parts.database, org_id, job_id)
    with parts.database.tenant(org_id):
        row = find_job(org_id, job_id)
    if not cancelled:
        raise Conflict(f"The job has ended already: it is {row.state}.")
    announce(parts.progress, [row])
    return row


def submission_of(body: NewJob, max_attempts: int) -> Submission:
    """Return what ``jobs.submission`` takes for a job that a caller asks for."""
    options = body.model_dump(include={*OF_A_PLAN}, exclude_none=True)
    options = {name: value for name, value in options.items() if value not in ([], {})}
    if body.architecture:
        options["architecture"] = body.architecture.model_dump(exclude_unset=True)
    return Submission(
        mode=Mode(body.mode),
        request=body.request or (body.architecture.title if body.architecture else ""),
        options=options,
        notify=body.notify,
        max_attempts=max_attempts,
    )


def revision_of(parts: Services, org_id: UUID, job_id: UUID, body: NewRevision) -> tuple[Submission, str]:
    """The next version of the job's bundle, and its fingerprint.

    Raises InvalidFields, ResourceNotFound, or Conflict where the job has no bundle.
    """
    refuse_faulty_assumptions(body.assumptions)
    if body.architecture:
        refuse_faulty(body.architecture)
    with parts.database.tenant(org_id):
        find_job(org_id, job_id)
        try:
            before = bundle_source(org_id, job_id)
            plan = plan_of(before)
        except InvalidRequest as error:
            raise Conflict(error.message) from error
    new = Submission(
        mode=Mode.IMPLEMENT,
        request=before.request,
        options=options_of_revision(before, body),
        notify=body.notify,
        max_attempts=parts.settings.max_attempts,
        revises=plan,
    )
    return new, _digest([str(before.id), body.model_dump(mode="json")])


def fingerprint_of(body: BaseModel, *more: str) -> str:
    """Return what tells this body, for ``more``, from any other."""
    content = body.model_dump(mode="json")
    return _digest([*more, content] if more else content)


def options_of_revision(before: models.Job, body: NewRevision) -> dict[str, Any]:
    """Return what the job of a revision is made of."""
    made = {
        "based_on": str(before.id),
        "instruction": body.instruction,
        "assumptions": body.assumptions or None,
        "fixes": body.fixes or None,
        "architecture": body.architecture.model_dump(exclude_unset=True) if body.architecture else None,
    }
    return {name: value for name, value in made.items() if value is not None}


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
