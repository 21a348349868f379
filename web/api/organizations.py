"""The organizations of a person."""

from collections.abc import Iterator
from uuid import UUID, uuid4, uuid5

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from jobs.errors import Conflict
from web.accounts import make_organization
from web.envelope import answer, page
from web.identity import Identity, current_identity
from web.responses import CREATING, LISTING, PERSON
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.schemas.members import NewOrganization, OwnOrganization
from web.services import services

organizations = APIBlueprint(
    "organizations",
    __name__,
    url_prefix="/api/v1/organizations",
    abp_tags=[Tag(name="organization")],
    abp_security=PERSON,
)

MOST = 50
"""Organizations that a person may belong to and still make one more."""


@organizations.get("", responses={200: Page[OwnOrganization], **LISTING})
def list_organizations() -> Response:
    """List the organizations that you belong to, by name."""
    own: list[OwnOrganization] = sorted(_own(current_identity()), key=lambda one: (one.name.casefold(), one.id))
    return page(own)


@organizations.post("", responses={201: Answer[OwnOrganization], **CREATING})
def create_organization(header: IdempotencyHeader, body: NewOrganization) -> Response:
    """Make an organization, with you as its owner; `POST /api/v1/session/organization` goes there."""
    identity = current_identity()
    key = header.idempotency_key
    org_id = uuid5(identity.user_id, f"organization {key}") if key else uuid4()
    own = {one.id: one for one in _own(identity)}
    if org_id not in own:
        tier = services().settings.new_organization_tier
        if not make_organization(services().database, org_id, identity.user_id, body.name, tier, MOST):
            raise Conflict("This Idempotency-Key made an organization that you do not belong to any more.")
        own = {one.id: one for one in _own(identity)}
    if own[org_id].name != body.name:
        raise Conflict("This Idempotency-Key belongs to another organization's request.")
    return answer(own[org_id], 201)


def _own(identity: Identity) -> Iterator[OwnOrganization]:
    with services().database.user(identity.user_id):
        mine = models.Membership.select().where(models.Membership.user_id == identity.user_id)
        roles: dict[UUID, str] = {row.org_id: row.role for row in mine}
        rows = list(models.Organization.select().where(models.Organization.id.in_(list(roles))))
    for row in rows:
        about = {"id": row.id, "name": row.name, "tier": row.tier, "role": roles[row.id]}
        yield OwnOrganization.model_validate(about | {"current": row.id == identity.org_id})
