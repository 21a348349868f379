"""Decides who is asking before any view runs. A route is closed unless it is listed here as public."""

from uuid import UUID

from flask import Flask, g, request, session

from jobs.database import Database
from web.api_key_tokens import parse_token
from web.identity import Identity, Via
from web.membership import member_of_key, member_of_session
from web.origins import origin_of
from web.problems import Fault, Forbidden, Unauthenticated

PUBLIC_ENDPOINTS = frozenset(
    {
        "auth.login",
        "auth.callback",
        "auth.logout",
        "documentation.openapi_document",
        "documentation.docs",
        "documentation.docs_file",
        "frontend.index",
        "frontend.asset",
        "health.healthz",
        "health.readyz",
    }
)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, database: Database, *, web_url: str) -> None:
    """Close every route of ``app`` but the public ones; ``web_url`` is where browsers may come from."""
    origin = origin_of(web_url)

    @app.before_request
    def authenticate() -> None:
        if request.method not in SAFE_METHODS and not request.headers.get("Authorization"):
            refuse_other_origins(origin)
        if request.endpoint is None or request.endpoint in PUBLIC_ENDPOINTS:
            return
        g.identity = identify(database)
        if request.method not in SAFE_METHODS and not g.identity.role.may_write:
            raise Forbidden("Your role in this organization is viewer: you may read, not change.")


def refuse_other_origins(origin: str) -> None:
    """Raise Forbidden if a browser sends its cookie from another site, or does not say from where."""
    given = request.headers.get("Origin")
    if request.cookies and given != origin:
        fault = "is missing" if given is None else "is another site"
        raise Forbidden("This request did not come from our own pages.", [Fault("Origin", fault, origin)])


def identify(database: Database) -> Identity:
    """Return who is asking, by API key or else by session cookie. Raises Unauthenticated."""
    authorization = request.headers.get("Authorization")
    if authorization:
        return _by_api_key(database, authorization)
    return _by_session(database)


def _by_api_key(database: Database, authorization: str) -> Identity:
    scheme, _, token = authorization.partition(" ")
    parsed = parse_token(token.strip()) if scheme.lower() == "bearer" else None
    member = member_of_key(database, parsed) if parsed else None
    if parsed is None or member is None:
        raise Unauthenticated("This API key is not valid; it may have been revoked.")
    return Identity(member.user_id, parsed.org_id, member.role, Via.API_KEY)


def _by_session(database: Database) -> Identity:
    try:
        user_id, org_id = UUID(session["user_id"]), UUID(session["org_id"])
    except (KeyError, ValueError) as error:
        raise Unauthenticated from error
    member = member_of_session(database, org_id, user_id)
    if member is None:
        raise Unauthenticated("Your session has ended; sign in again.")
    return Identity(user_id, org_id, member.role, Via.SESSION)
