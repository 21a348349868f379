"""Does someone still belong to an organization? Asked on every request, so that ending and removal work at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from peewee import Expression

from jobs.database import Database
from jobs.models import ApiKey, LoginSession, Membership, now
from jobs.roles import Role, Scope
from web.access_tokens import AccessClaims
from web.api_key_tokens import Token

LAST_USED_PRECISION = timedelta(minutes=1)
"""`last_used_at` is written at most this often, or each read of a busy program would be a write."""


@dataclass(frozen=True)
class Member:
    """A user's place in an organization."""

    user_id: UUID
    role: Role


@dataclass(frozen=True)
class KeyHolder(Member):
    """The member who made an API key, and what the key is good for."""

    key_id: UUID
    scope: Scope
    expires_at: datetime | None


def member_of_session(database: Database, claims: AccessClaims) -> Member | None:
    """Return the member, or None if the login session has ended or the user does not belong to the organization."""
    with database.user(claims.user_id):
        alive = LoginSession.select().where(
            LoginSession.id == claims.session_id,
            LoginSession.user_id == claims.user_id,
            LoginSession.ended_at.is_null(),
            LoginSession.ends_at > now(),
        )
        membership = (
            Membership.select(Membership.role)
            .where(Membership.user_id == claims.user_id, Membership.org_id == claims.org_id)
            .where(alive.exists())
            .first()
        )
    return Member(claims.user_id, Role(membership.role)) if membership else None


def good_keys(database: Database, org_id: UUID, key_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the organization's API keys that still work."""
    with database.tenant(org_id):
        made_by_member = Membership.select(Membership.user_id).where(Membership.org_id == org_id)
        keys = ApiKey.select(ApiKey.id).where(ApiKey.id.in_(list(key_ids)), ApiKey.created_by.in_(made_by_member))
        return {key.id for key in keys.where(*_still_good())}


def member_of_key(database: Database, token: Token) -> KeyHolder | None:
    """Return who made the API key, or None if it is unknown, revoked or over, or its maker has left."""
    with database.tenant(token.org_id):
        key = ApiKey.get_or_none(ApiKey.hash == token.sha256, *_still_good())
        if key is None:
            return None
        membership = Membership.get_or_none(Membership.org_id == token.org_id, Membership.user_id == key.created_by)
        if membership is None:
            return None
        if key.last_used_at is None or now() - key.last_used_at > LAST_USED_PRECISION:
            ApiKey.update(last_used_at=now()).where(ApiKey.id == key.id).execute()
    return KeyHolder(key.created_by, Role(membership.role), key.id, Scope(key.scope), key.expires_at)


def _still_good() -> tuple[Expression, Expression]:
    """Neither revoked nor past its end."""
    return ApiKey.revoked_at.is_null(), ApiKey.expires_at.is_null() | (ApiKey.expires_at > now())
