"""Dead letters: looking at them without losing one, and sending them again."""

from flask import Response

from jobs.support import dead_letters as letters
from web.api.admin.desk import after, blueprint, by, first, staff_database
from web.envelope import answer, page
from web.responses import CREATING, LISTING
from web.schemas.admin.asking import SupportPage
from web.schemas.admin.queue import DeadJob, DeadMessage, Redrive, RedriveOutcome
from web.schemas.envelope import Answer, Page
from web.services import services

dead_letters = blueprint("dead_letters", "/dead-letters")


@dead_letters.get("", responses={200: Page[DeadJob], **LISTING})
def list_dead_jobs(query: SupportPage) -> Response:
    """List the jobs that failed because no worker finished them, who failed last first."""
    rows = letters.dead_jobs(staff_database(), limit=query.limit + 1, after=after(query.cursor))
    shown, cursor = first(rows, query.limit, "finished_at", "job_id")
    return page(map(DeadJob.model_validate, shown), cursor)


@dead_letters.get("/messages", responses={200: Page[DeadMessage], **LISTING})
def list_dead_messages() -> Response:
    """List messages that were received too often, a hundred at most; they stay where they are.

    The chores deal with each within seconds, so that they are many only while no chores run.
    """
    found = letters.waiting_letters(staff_database(), services().queue)
    return page(DeadMessage.model_validate(one, from_attributes=True) for one in found)


@dead_letters.post("/redrive", responses={200: Answer[RedriveOutcome], **CREATING})
def redrive_dead_letters(body: Redrive) -> Response:
    """Send dead letters again, jobs and messages. Asking twice changes nothing: what has ended is not run again."""
    parts = services()
    outcome = letters.redrive(
        staff_database(),
        parts.queue,
        parts.progress,
        by(body.reason),
        job_ids=body.job_ids,
        attempts=parts.settings.max_attempts,
    )
    return answer(RedriveOutcome.model_validate(outcome, from_attributes=True))
