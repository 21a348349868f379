"""Signing in, staying signed in, and signing out."""

from uuid import UUID

from flask import Blueprint, Response, redirect, request, session
from werkzeug.wrappers import Response as BaseResponse

from web import login_sessions, sign_in
from web.access_tokens import soon
from web.accounts import account_of
from web.cookies import session_cookies
from web.envelope import answer
from web.login_sessions import Device, Login
from web.origins import safe_path
from web.problems import Unauthenticated
from web.schemas.session import Renewed
from web.services import services

auth = Blueprint("auth", __name__, url_prefix="/auth")

_NEXT = "next"
_REPLACES = "replaces"
ATTEMPTS_KEPT = 2
"""Sign-ins that may be under way at once, in several tabs."""

AGENT_LENGTH = 200


@auth.get("/login")
def login() -> BaseResponse:
    """Begin; `next` is the path to come back to."""
    _forget_old_attempts()
    session.permanent = True
    session[_NEXT] = safe_path(request.args.get("next"))
    before = session_cookies().refresh()  # the provider's way back does not bring this cookie
    session[_REPLACES] = [str(before.user_id), str(before.session_id)] if before else None
    return sign_in.start(f"{services().settings.web_url.rstrip('/')}/auth/callback")


@auth.get("/callback")
def callback() -> BaseResponse:
    """Come back from the provider, signed in: always to a new session."""
    parts, cookies = services(), session_cookies()
    person = sign_in.finish()
    account = account_of(parts.database, person, parts.settings.new_organization_tier)
    target, before = safe_path(session.get(_NEXT)), session.get(_REPLACES)
    session.clear()
    if before:
        login_sessions.end(parts.database, UUID(before[0]), UUID(before[1]), "replaced")
    begun = login_sessions.begin(parts.database, cookies.refresh_tokens, account, _device())
    response = redirect(target)
    cookies.give(response, begun, soon())
    return response


@auth.post("/refresh")
def refresh() -> Response:
    """Give the browser new tokens for its session, which lives on for a day."""
    cookies = session_cookies()
    token = cookies.refresh()
    login = login_sessions.renew(services().database, cookies.refresh_tokens, token) if token else None
    if login is None:
        raise Unauthenticated("Your session has ended; sign in again.")
    return renewed(login)


@auth.post("/logout")
def logout() -> Response:
    """End the session, here and for whoever may have copied its tokens."""
    cookies = session_cookies()
    token, claims = cookies.refresh(), cookies.access()
    held = {(part.user_id, part.session_id) for part in (token, claims) if part}
    for user_id, session_id in held:
        login_sessions.end(services().database, user_id, session_id)
    session.clear()
    response = Response(status=204)
    cookies.take_away(response)
    return response


def renewed(login: Login) -> Response:
    """Answer with new tokens for ``login``, and when the access token wants to be renewed."""
    expires_at = soon()
    response = answer(Renewed(expires_at=expires_at))
    session_cookies().give(response, login, expires_at)
    return response


def _device() -> Device:
    agent = "".join(character for character in request.user_agent.string if character.isprintable())
    return Device(request.remote_addr or "", agent[:AGENT_LENGTH])


def _forget_old_attempts() -> None:
    """Keep the cookie small when sign-ins are begun and not finished."""
    begun = [key for key in session if key.startswith(sign_in.STATE_PREFIX)]
    for key in begun[:-ATTEMPTS_KEPT]:
        session.pop(key)
