"""Inviting people to the organization, and accepting."""

from uuid import uuid5

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from jobs.identifiers import new_id
from jobs.roles import Role
from web import invitations as inviting
from web.envelope import answer, page
from web.identity import current_identity
from web.responses import CREATING, LISTING, PERSON, READING, SECURITY
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.schemas.invitations import Invitation, InvitationLink, InvitationPath, NewInvitation, Offer
from web.services import services

invitations = APIBlueprint(
    "invitations", __name__, url_prefix="/api/v1/invitations", abp_tags=[Tag(name="members")], abp_security=SECURITY
)


@invitations.get("", responses={200: Page[Invitation], **LISTING})
def list_invitations() -> Response:
    """List the invitations that nobody has accepted or taken back, newest first; expired ones can be sent again."""
    rows = inviting.open_invitations(services().database, current_identity().org_id)
    return page(_shown(row) for row in rows)


@invitations.post("", responses={201: Answer[Invitation], **CREATING})
def create_invitation(header: IdempotencyHeader, body: NewInvitation) -> Response:
    """Invite somebody by mail. The link is good once, for a week, and only for who signs in with that address."""
    identity, key = current_identity(), header.idempotency_key
    invitation_id = uuid5(identity.org_id, f"invitation {identity.user_id} {key}") if key else new_id()
    new = inviting.NewInvitation(invitation_id, body.email, Role(body.role))
    row = inviting.invite(services().database, identity.org_id, identity.user_id, new)
    return answer(_shown(row), 201)


@invitations.post("/<uuid:invitation_id>/resend", responses={200: Answer[Invitation], **CREATING, **READING})
def resend_invitation(path: InvitationPath) -> Response:
    """Mail it anew with another link, good for a week from now; the link before is good no more."""
    identity = current_identity()
    row = inviting.send_again(services().database, identity.org_id, identity.user_id, path.invitation_id)
    return answer(_shown(row))


@invitations.delete("/<uuid:invitation_id>", responses={200: Answer[Invitation], **READING})
def revoke_invitation(path: InvitationPath) -> Response:
    """Take an invitation back."""
    identity = current_identity()
    row = inviting.revoke(services().database, identity.org_id, identity.user_id, path.invitation_id)
    return answer(_shown(row))


@invitations.post("/look", responses={200: Answer[Offer], **CREATING, **READING}, security=PERSON)
def look_at_invitation(body: InvitationLink) -> Response:
    """Show what the link of a mail offers, and whether it is still good."""
    return answer(_offered(inviting.look(services().database, body.token)))


@invitations.post("/accept", responses={200: Answer[Offer], **CREATING, **READING}, security=PERSON)
def accept_invitation(body: InvitationLink) -> Response:
    """Become a member; `POST /api/v1/session/organization` goes there. Who belongs to it already keeps their role."""
    return answer(_offered(inviting.accept(services().database, body.token, current_identity().user_id)))


def _shown(row: models.Invitation) -> Invitation:
    return Invitation.model_validate({**row.__data__, "state": inviting.standing_of(row).value})


def _offered(offer: inviting.Offer) -> Offer:
    row, organization = offer.row, offer.organization
    about = {"organization_id": organization.id, "organization_name": organization.name, "email": row.email}
    standing = inviting.standing_of(row).value
    return Offer.model_validate({**about, "role": row.role, "state": standing, "expires_at": row.expires_at})
