"""Deleting the organization that is worked in, a week after an owner asks for it."""

import logging
from datetime import timedelta

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.models import Organization, now
from jobs.submission import lock_organization
from web.envelope import answer
from web.identity import Identity, current_identity
from web.problems import Fault, InvalidFields
from web.responses import CREATING, LISTING, PERSON
from web.schemas.deletion import Deletion, DeletionRequest
from web.schemas.envelope import Answer
from web.services import services

logger = logging.getLogger(__name__)

GRACE = timedelta(days=7)

deletion = APIBlueprint(
    "deletion",
    __name__,
    url_prefix="/api/v1/organization/deletion",
    abp_tags=[Tag(name="organization")],
    abp_security=PERSON,
)


@deletion.post("", responses={200: Answer[Deletion], **CREATING})
def request_deletion(body: DeletionRequest) -> Response:
    """Have the organization deleted in a week, with all that is in it; until then it takes no new jobs.

    Asked again, the time stays what it was.
    """
    identity = current_identity()
    with services().database.tenant(identity.org_id):
        lock_organization(identity.org_id)
        row = Organization.get_by_id(identity.org_id)
        if body.name != row.name:
            raise InvalidFields(faults=[Fault("name", "is not the organization's name", f"“{row.name}”")])
        if row.deletion_due_at is None:
            row.deletion_requested_at = now()
            row.deletion_due_at = row.deletion_requested_at + GRACE
            _save(row)
            _log("deletion of an organization requested", "organization.deletion_requested", identity)
    return answer(_shown(row))


@deletion.delete("", responses={200: Answer[Deletion], **LISTING})
def cancel_deletion() -> Response:
    """Keep the organization after all."""
    identity = current_identity()
    with services().database.tenant(identity.org_id):
        lock_organization(identity.org_id)
        row = Organization.get_by_id(identity.org_id)
        if row.deletion_due_at is not None:
            row.deletion_requested_at = row.deletion_due_at = None
            _save(row)
            _log("deletion of an organization taken back", "organization.deletion_cancelled", identity)
    return answer(_shown(row))


def _save(row: Organization) -> None:
    row.save(only=[Organization.deletion_requested_at, Organization.deletion_due_at])


def _shown(row: Organization) -> Deletion:
    return Deletion(requested_at=row.deletion_requested_at, due_at=row.deletion_due_at)


def _log(message: str, action: str, identity: Identity) -> None:
    extra = {"action": action, "org_id": str(identity.org_id), "user_id": str(identity.user_id)}
    logger.warning(message, extra=extra)
