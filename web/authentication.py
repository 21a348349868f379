"""Decides who is asking, and whether they may, before any view runs. `web/guards.py` says what each route wants."""

from flask import Flask, g, request

from jobs.database import Database
from jobs.roles import Scope
from jobs.support.staff import is_staff
from jobs.tracing.context import add_facts
from web.api_key_tokens import parse_token
from web.cookies import session_cookies
from web.guards import GUARDS, Guard, is_public, refuse_without_right
from web.identity import Identity, Via
from web.membership import member_of_key, member_of_session
from web.origins import origin_of
from web.problems import Fault, Forbidden, OrganizationSuspended, Unauthenticated

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask, database: Database, *, web_url: str, staff: Database | None = None) -> None:
    """Guard every route of ``app``; ``web_url`` is where browsers may come from.

    ``staff`` is the database as the role that knows who is staff; without it nobody is.
    """
    origin = origin_of(web_url)

    @app.before_request
    def authenticate() -> None:
        if request.method not in SAFE_METHODS and not request.headers.get("Authorization"):
            refuse_other_origins(origin)
        if request.endpoint is None or is_public(request.endpoint):
            return
        g.identity = identify(database)
        add_facts(org_id=str(g.identity.org_id))
        refuse_without_right(g.identity, request.endpoint)
        if GUARDS[request.endpoint] is Guard.STAFF:
            refuse_unless_staff(staff, g.identity)


def refuse_unless_staff(staff: Database | None, identity: Identity) -> None:
    """Raise Forbidden unless the person is staff at this moment; no token and no role says so."""
    if staff is None or not is_staff(staff, identity.user_id):
        raise Forbidden("This is for the staff of this site.")


def refuse_other_origins(origin: str) -> None:
    """Raise Forbidden if a browser sends its cookie from another site, or does not say from where."""
    given = request.headers.get("Origin")
    if request.cookies and given != origin:
        fault = "is missing" if given is None else "is another site"
        raise Forbidden("This request did not come from our own pages.", [Fault("Origin", fault, origin)])
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Forbidden(
            "This request did not come from our own pages.", [Fault("Sec-Fetch-Site", "is another site", "same-origin")]
        )


def identify(database: Database) -> Identity:
    """Return who is asking, by API key or else by the cookie of a login session. Raises Unauthenticated."""
    authorization = request.headers.get("Authorization")
    if authorization:
        return identity_of_key(database, authorization)
    return _by_session(database)


def identity_of_key(database: Database, authorization: str) -> Identity:
    """Return whose key this `Authorization` header holds. Raises Unauthenticated, OrganizationSuspended."""
    scheme, _, text = authorization.partition(" ")
    token = parse_token(text.strip()) if scheme.lower() == "bearer" else None
    holder = member_of_key(database, token) if token else None
    if token is None or holder is None:
        raise Unauthenticated("This API key is not valid; it may have been revoked, or its time is over.")
    if holder.is_suspended:
        raise OrganizationSuspended
    return Identity(
        holder.user_id,
        token.org_id,
        holder.role,
        Via.API_KEY,
        holder.scope,
        key_id=holder.key_id,
        expires_at=holder.expires_at,
    )


def _by_session(database: Database) -> Identity:
    claims = session_cookies().access()
    if claims is None:
        raise Unauthenticated
    member = member_of_session(database, claims)
    if member is None:
        raise Unauthenticated("Your session has ended; sign in again.")
    return Identity(
        claims.user_id,
        claims.org_id,
        member.role,
        Via.SESSION,
        Scope.ADMIN,
        session_id=claims.session_id,
        expires_at=claims.expires_at,
        is_suspended=member.is_suspended,
    )
