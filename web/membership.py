"""Does someone still belong to an organization? Asked on every request, so that ending and removal work at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from peewee import Expression, fn

from jobs.database import Database
from jobs.models import ApiKey, Membership, now
from jobs.roles import Role, Scope
from web.access_tokens import AccessClaims
from web.api_key_tokens import Token

LAST_USED_PRECISION = timedelta(minutes=1)
"""`last_used_at` is written at most this often, or each read of a busy program would be a write."""

_MEMBER_OF_SESSION = """
SELECT membership.role, organization_is_suspended(membership.org_id)
FROM login_session JOIN membership ON membership.user_id = login_session.user_id
WHERE login_session.id = %s AND login_session.user_id = %s AND membership.org_id = %s
AND login_session.ended_at IS NULL AND login_session.ends_at > now()
AND NOT user_is_suspended(login_session.user_id)
"""
_MEMBER_OF_KEY = """
SELECT api_key.id, api_key.created_by, api_key.scope, api_key.expires_at, membership.role,
    organization_is_suspended(api_key.org_id),
    api_key.last_used_at IS NULL OR now() - api_key.last_used_at > %s
FROM api_key JOIN membership ON membership.org_id = api_key.org_id AND membership.user_id = api_key.created_by
WHERE api_key.hash = %s AND api_key.org_id = %s
AND api_key.revoked_at IS NULL AND (api_key.expires_at IS NULL OR api_key.expires_at > now())
AND NOT user_is_suspended(api_key.created_by)
"""


@dataclass(frozen=True)
class Member:
    """A user's place in an organization, and whether that is suspended."""

    user_id: UUID
    role: Role
    is_suspended: bool


@dataclass(frozen=True)
class KeyHolder(Member):
    """The member who made an API key, and what the key is good for."""

    key_id: UUID
    scope: Scope
    expires_at: datetime | None


def member_of_session(database: Database, claims: AccessClaims) -> Member | None:
    """Return the member, or None if the session has ended or the user is suspended, or not of the organization."""
    values = [str(claims.session_id), str(claims.user_id), str(claims.org_id)]
    for role, is_suspended in database.ask_as_user(claims.user_id, _MEMBER_OF_SESSION, values):
        return Member(claims.user_id, Role(role), is_suspended)
    return None


def good_keys(database: Database, org_id: UUID, key_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the organization's API keys that still work."""
    with database.tenant(org_id):
        made_by_member = Membership.select(Membership.user_id).where(Membership.org_id == org_id)
        keys = ApiKey.select(ApiKey.id).where(ApiKey.id.in_(list(key_ids)), ApiKey.created_by.in_(made_by_member))
        allowed = ~fn.organization_is_suspended(org_id) & ~fn.user_is_suspended(ApiKey.created_by)
        return {key.id for key in keys.where(allowed, *_still_good())}


def member_of_key(database: Database, token: Token) -> KeyHolder | None:
    """Return who made the API key, or None if it is unknown, revoked or over, or its maker has left or is suspended."""
    values = [LAST_USED_PRECISION, token.sha256, str(token.org_id)]
    for key_id, user_id, scope, expires_at, role, is_suspended, is_to_be_marked in database.ask_as_tenant(
        token.org_id, _MEMBER_OF_KEY, values
    ):
        if is_to_be_marked:
            with database.tenant(token.org_id):
                ApiKey.update(last_used_at=now()).where(ApiKey.id == key_id).execute()
        return KeyHolder(user_id, Role(role), is_suspended, key_id, Scope(scope), expires_at)
    return None


def _still_good() -> tuple[Expression, Expression]:
    """Neither revoked nor past its end."""
    return ApiKey.revoked_at.is_null(), ApiKey.expires_at.is_null() | (ApiKey.expires_at > now())
