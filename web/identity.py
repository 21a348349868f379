"""Who is asking."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import g, has_request_context

from jobs.roles import Role
from web.problems import Unauthenticated


class Via(StrEnum):
    """How the caller proved who it is."""

    SESSION = "session"
    API_KEY = "api_key"


@dataclass(frozen=True)
class Identity:
    """The user, the organization that is worked in, and what the user may do there."""

    user_id: UUID
    org_id: UUID
    role: Role
    via: Via


def identity_or_none() -> Identity | None:
    """Return who is asking, or None on public routes and before authentication."""
    identity: Identity | None = g.get("identity") if has_request_context() else None
    return identity


def current_identity() -> Identity:
    """Return who is asking. Raises Unauthenticated."""
    identity = identity_or_none()
    if identity is None:
        raise Unauthenticated
    return identity
