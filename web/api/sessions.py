"""Where you are signed in, and signing out there."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from web import login_sessions
from web.cookies import session_cookies
from web.envelope import answer, page
from web.identity import current_identity
from web.problems import ResourceNotFound
from web.responses import LISTING, PERSON, READING
from web.schemas.envelope import Answer, Page
from web.schemas.sessions import EndedSessions, LoginSession, LoginSessionPath
from web.services import services

sessions = APIBlueprint(
    "sessions", __name__, url_prefix="/api/v1/sessions", abp_tags=[Tag(name="session")], abp_security=PERSON
)


@sessions.get("", responses={200: Page[LoginSession], **LISTING})
def list_sessions() -> Response:
    """List where you are signed in, in every organization, the one that was seen last first."""
    identity = current_identity()
    rows = login_sessions.sessions_of(services().database, identity.user_id)
    shown = [{**row.__data__, "current": row.id == identity.session_id} for row in rows]
    return page(LoginSession.model_validate(values) for values in shown)


@sessions.delete("", responses={200: Answer[EndedSessions], **LISTING})
def end_all_sessions() -> Response:
    """Sign out everywhere, here too. Open sockets are closed within a minute; API keys stay."""
    response = answer(EndedSessions(ended=login_sessions.end_all(services().database, current_identity().user_id)))
    session_cookies().take_away(response)
    return response


@sessions.delete("/<uuid:session_id>", responses={200: Answer[EndedSessions], **READING})
def end_session(path: LoginSessionPath) -> Response:
    """Sign out there."""
    identity = current_identity()
    if not login_sessions.end(services().database, identity.user_id, path.session_id):
        raise ResourceNotFound("There is no such session of yours; it may have ended.")
    response = answer(EndedSessions(ended=1))
    if path.session_id == identity.session_id:
        session_cookies().take_away(response)
    return response
