"""People, across organizations."""

from uuid import UUID

from jobs.database import Database
from jobs.errors import NotFound
from jobs.support.asking import Keyset, Rows, ask, asked, keyset, searched

_LISTED = """
SELECT person.id, person.name, person.email, person.email_verified, person.created_at,
    suspension.since AS suspended_since
FROM user_account AS person LEFT JOIN user_suspension AS suspension ON suspension.user_id = person.id
WHERE (%(named)s::uuid IS NULL OR person.id = %(named)s::uuid)
AND (%(like)s::text IS NULL OR person.name ILIKE %(like)s::text OR person.email ILIKE %(like)s::text)
AND (%(at)s::timestamptz IS NULL OR (person.created_at, person.id) < (%(at)s::timestamptz, %(after)s::uuid))
ORDER BY person.created_at DESC, person.id DESC LIMIT %(limit)s
"""
_SHOWN = """
SELECT person.id, person.name, person.email, person.email_verified, person.created_at,
    suspension.since AS suspended_since, suspension.reason AS suspended_because,
    EXISTS (SELECT FROM staff_member WHERE user_id = person.id) AS is_staff,
    sessions.alive AS sessions, keys.good AS api_keys, greatest(sessions.last, keys.last) AS last_active_at
FROM user_account AS person LEFT JOIN user_suspension AS suspension ON suspension.user_id = person.id,
LATERAL (
    SELECT count(*) FILTER (WHERE ended_at IS NULL AND ends_at > now()) AS alive, max(last_seen_at) AS last
    FROM login_session WHERE user_id = person.id
) AS sessions,
LATERAL (
    SELECT count(*) FILTER (WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())) AS good,
        max(last_used_at) AS last
    FROM api_key WHERE created_by = person.id
) AS keys
WHERE person.id = %(user_id)s::uuid
"""
_ORGANIZATIONS = """
SELECT organization.id, organization.name, organization.tier, membership.role, membership.created_at AS joined_at,
    suspension.since AS suspended_since
FROM membership JOIN organization ON organization.id = membership.org_id
LEFT JOIN organization_suspension AS suspension ON suspension.org_id = organization.id
WHERE membership.user_id = %(user_id)s::uuid ORDER BY membership.created_at, organization.id LIMIT 200
"""


def find_users(database: Database, text: str | None, *, limit: int, after: Keyset = None) -> Rows:
    """Who has this in name or address, or has this id; the newest first."""
    return ask(database, _LISTED, **searched(text), **keyset(after), limit=limit)


def show_user(database: Database, user_id: UUID) -> dict[str, object]:
    """One person, with the first 200 organizations that they belong to. Raises NotFound."""
    with database.staff():
        for row in asked(_SHOWN, user_id=user_id):
            return row | {"organizations": asked(_ORGANIZATIONS, user_id=user_id)}
    raise NotFound("There is no such person.")
