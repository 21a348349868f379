"""All data of the organization that is worked in, as a zip that a chore makes."""

import logging
from datetime import timedelta
from uuid import uuid5

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from jobs.exports.requests import exports_of, ready_export, request_export
from jobs.identifiers import new_id
from web.envelope import answer, page
from web.identity import current_identity
from web.responses import CREATING, LISTING, PERSON, READING
from web.schemas.envelope import Answer, Page
from web.schemas.exports import Export, ExportPath
from web.schemas.headers import IdempotencyHeader
from web.services import services

logger = logging.getLogger(__name__)

exports = APIBlueprint(
    "exports",
    __name__,
    url_prefix="/api/v1/organization/export",
    abp_tags=[Tag(name="organization")],
    abp_security=PERSON,
)

LINK_LIFETIME = timedelta(minutes=5)
_ELSEWHERE = {"description": "The file is at `Location`, for five minutes, without a sign-in."}


@exports.post("", responses={202: Answer[Export], **CREATING})
def begin_export(header: IdempotencyHeader) -> Response:
    """Have all data of the organization put into one zip, which can be downloaded for a week.

    One is made at a time, and three in 24 hours. Who asked for it gets a mail when it is ready.
    """
    identity, key = current_identity(), header.idempotency_key
    export_id = uuid5(identity.org_id, f"export {identity.user_id} {key}") if key else new_id()
    row = request_export(services().database, identity.org_id, identity.user_id, export_id)
    _tell("export of an organization requested", "organization.export_requested", row)
    begun = answer(_shown(row), 202)
    begun.headers["Location"] = "/api/v1/organization/export"
    return begun


@exports.get("", responses={200: Page[Export], **LISTING})
def list_exports() -> Response:
    """List the newest exports, the newest first, with how far they are."""
    return page(_shown(row) for row in exports_of(services().database, current_identity().org_id))


@exports.get("/<uuid:export_id>/download", responses={303: _ELSEWHERE, **READING})
def download_export(path: ExportPath) -> Response:
    """Go to the export's file."""
    row = ready_export(services().database, current_identity().org_id, path.export_id)
    name = f"groundplan-export-{row.finished_at:%Y-%m-%d}.zip"
    response = Response(status=303)
    response.headers["Location"] = services().artifacts.link(str(row.key), LINK_LIFETIME, file_name=name)
    _tell("export of an organization downloaded", "organization.export_downloaded", row)
    return response


def _shown(row: models.OrganizationExport) -> Export:
    ready = row.state == "ready"
    url = f"/api/v1/organization/export/{row.id}/download" if ready else None
    columns = {name: getattr(row, name) for name in Export.model_fields if name != "url"}
    return Export.model_validate({**columns, "url": url})


def _tell(message: str, action: str, row: models.OrganizationExport) -> None:
    identity = current_identity()
    ids = {"org_id": str(identity.org_id), "user_id": str(identity.user_id), "export_id": str(row.id)}
    logger.warning(message, extra={"action": action, **ids})
