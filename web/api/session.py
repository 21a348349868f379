"""Who is signed in, and in which organization they work."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from jobs.errors import DatabaseUnavailable
from jobs.support.staff import is_staff
from web import login_sessions
from web.api.auth import renewed
from web.envelope import answer
from web.identity import Identity, Via, current_identity
from web.model_offer import model_of
from web.problems import ResourceNotFound
from web.responses import CREATING, LISTING, PERSON, READING, SECURITY
from web.schemas.envelope import Answer
from web.schemas.session import Architect, Organization, OrganizationChoice, Place, Renewed, Session, User
from web.services import services

session = APIBlueprint("session", __name__, url_prefix="/api/v1/session", abp_tags=[Tag(name="session")])


@session.get("", responses={200: Answer[Session], **LISTING}, security=SECURITY)
def show_session() -> Response:
    """Show who you are and where you work; 401 when you are not signed in."""
    identity, parts = current_identity(), services()
    with parts.database.user(identity.user_id):
        user = models.User.get_by_id(identity.user_id)
        organization = models.Organization.get_by_id(identity.org_id)
        own = models.Membership.select().where(models.Membership.user_id == identity.user_id)
        roles = {row.org_id: row.role for row in own}
        organizations = list(models.Organization.select().where(models.Organization.id.in_(list(roles))))
    return answer(
        Session(
            user=User(name=user.name, email=user.email or None),
            organization=Organization.model_validate(organization, from_attributes=True),
            organizations=_places(identity, organizations, roles),
            role=identity.role.value,
            scope=identity.scope.value,
            expires_at=identity.expires_at,
            staff=_is_staff(identity),
            live_url=parts.settings.live_url,
            architect=Architect.model_validate(model_of(parts, organization.model), from_attributes=True),
        )
    )


@session.post("/organization", responses={200: Answer[Renewed], **CREATING, **READING}, security=PERSON)
def switch_organization(body: OrganizationChoice) -> Response:
    """Work in another organization of yours; the cookie has a new access token for it."""
    identity = current_identity()
    assert identity.session_id is not None  # noqa: S101  (the guard lets no API key in)
    switched = login_sessions.switch(services().database, identity.session_id, identity.user_id, body.organization_id)
    if switched is None:
        raise ResourceNotFound("There is no such organization of yours.")
    return renewed(switched)


def _is_staff(identity: Identity) -> bool:
    """For the page to know what to show; each of staff's routes asks for itself."""
    database = services().staff_database
    if identity.via is not Via.SESSION or database is None:
        return False
    try:
        return is_staff(database, identity.user_id)
    except DatabaseUnavailable:  # its few connections may all be in use: nobody else waits for them
        return False


def _places(identity: Identity, organizations: Sequence[models.Organization], roles: Mapping[UUID, str]) -> list[Place]:
    """All for a person; for a key the one that it is for, since what else its maker belongs to is no business of it."""
    visible = [row for row in organizations if identity.via is Via.SESSION or row.id == identity.org_id]
    by_name = sorted(visible, key=lambda row: (row.name.casefold(), row.id))
    return [Place.model_validate({"id": row.id, "name": row.name, "role": roles[row.id]}) for row in by_name]
