"""A job's progress over plain HTTP, for where WebSockets are blocked."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from web.envelope import page
from web.identity import current_identity
from web.job_rows import find_job
from web.responses import READING, SECURITY
from web.schemas.envelope import Page
from web.schemas.events import Event, EventFilter
from web.schemas.jobs import JobPath
from web.services import services

events = APIBlueprint(
    "events",
    __name__,
    url_prefix="/api/v1/jobs/<uuid:job_id>/events",
    abp_tags=[Tag(name="progress")],
    abp_security=SECURITY,
)


@events.get("", responses={200: Page[Event], **READING})
def list_events(path: JobPath, query: EventFilter) -> Response:
    """List the job's events above `after`, oldest first. They are kept for a day; the job's state is kept for good."""
    org_id = current_identity().org_id
    with services().database.tenant(org_id):
        find_job(org_id, path.job_id)
    found = services().progress.replay(org_id, path.job_id, query.after)
    return page(Event.model_validate(event, from_attributes=True) for event in found)
