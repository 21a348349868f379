"""Does someone still belong to an organization? Asked on every request, so that removal works at once."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from jobs.database import Database
from jobs.models import ApiKey, Membership, now
from jobs.roles import Role
from web.api_key_tokens import Token

LAST_USED_PRECISION = timedelta(minutes=1)
"""`last_used_at` is written at most this often, or each read of a busy program would be a write."""


@dataclass(frozen=True)
class Member:
    """A user's place in an organization."""

    user_id: UUID
    role: Role


def member_of_session(database: Database, org_id: UUID, user_id: UUID) -> Member | None:
    """Return the member, or None if the user does not belong to the organization."""
    with database.tenant(org_id):
        return _member(org_id, user_id)


def member_of_key(database: Database, token: Token) -> Member | None:
    """Return the member who made the API key, or None if the key is unknown or revoked, or its maker has left."""
    with database.tenant(token.org_id):
        key = ApiKey.get_or_none(ApiKey.hash == token.sha256, ApiKey.revoked_at.is_null())
        if key is None:
            return None
        if key.last_used_at is None or now() - key.last_used_at > LAST_USED_PRECISION:
            ApiKey.update(last_used_at=now()).where(ApiKey.id == key.id).execute()
        return _member(token.org_id, key.created_by)


def _member(org_id: UUID, user_id: UUID) -> Member | None:
    membership = Membership.get_or_none(Membership.org_id == org_id, Membership.user_id == user_id)
    return Member(user_id, Role(membership.role)) if membership else None
