"""The audit of what a job's agent called."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from web.envelope import page
from web.identity import current_identity
from web.job_rows import find_job
from web.responses import READING, SECURITY
from web.schemas.artifacts import ToolCall
from web.schemas.envelope import Page
from web.schemas.jobs import JobPath
from web.services import services

tool_calls = APIBlueprint(
    "tool_calls",
    __name__,
    url_prefix="/api/v1/jobs/<uuid:job_id>/tool-calls",
    abp_tags=[Tag(name="audit")],
    abp_security=SECURITY,
)


@tool_calls.get("", responses={200: Page[ToolCall], **READING})
def list_tool_calls(path: JobPath) -> Response:
    """List every tool call that the job's agent made, in order; one record before and one after each."""
    org_id = current_identity().org_id
    with services().database.tenant(org_id):
        find_job(org_id, path.job_id)
        calls = models.ToolCall.select().where(models.ToolCall.org_id == org_id, models.ToolCall.job_id == path.job_id)
        rows = list(calls.order_by(models.ToolCall.id))
    return page(ToolCall.model_validate(row, from_attributes=True) for row in rows)
