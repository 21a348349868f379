"""Who is asking."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from flask import g, has_request_context

from jobs.roles import Role, Scope
from web.problems import Unauthenticated


class Via(StrEnum):
    """How the caller proved who it is."""

    SESSION = "session"
    API_KEY = "api_key"


@dataclass(frozen=True)
class Identity:
    """The user, the organization that is worked in, and what the user may do there.

    `scope` is an API key's, and the greatest for a session, where the role alone decides; of `session_id` and `key_id`
    one is set. `expires_at` is when a browser's access token, or an API key that ends, is good no more. Where the
    organization `is_suspended`, little may be done in it (`web/guards.py`).
    """

    user_id: UUID
    org_id: UUID
    role: Role
    via: Via
    scope: Scope
    session_id: UUID | None = None
    key_id: UUID | None = None
    expires_at: datetime | None = None
    is_suspended: bool = False

    @property
    def may_submit(self) -> bool:
        """Do both role and scope allow to change something?"""
        return self.role.may_write and self.scope.includes(Scope.SUBMIT)


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
