"""Who is signed in."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from web.envelope import answer
from web.identity import current_identity
from web.responses import LISTING, SECURITY
from web.schemas.envelope import Answer
from web.schemas.session import Architect, Organization, Session, User
from web.services import services

session = APIBlueprint(
    "session", __name__, url_prefix="/api/v1/session", abp_tags=[Tag(name="session")], abp_security=SECURITY
)


@session.get("", responses={200: Answer[Session], **LISTING})
def show_session() -> Response:
    """Show who you are and where you work; 401 when you are not signed in."""
    identity, parts = current_identity(), services()
    with parts.database.user(identity.user_id):
        user = models.User.get_by_id(identity.user_id)
        organization = models.Organization.get_by_id(identity.org_id)
    return answer(
        Session(
            user=User(name=user.name, email=user.email or None),
            organization=Organization(id=organization.id, name=organization.name),
            role=identity.role.value,
            live_url=parts.settings.live_url,
            architect=architect_of(parts.settings.model_provider),
        )
    )


def architect_of(model_provider: str) -> Architect:
    """Name what answers; the offline architect never passes for a language model."""
    if model_provider == "offline":
        return Architect(name="Offline architect", is_language_model=False)
    return Architect(name=model_provider, is_language_model=True)
