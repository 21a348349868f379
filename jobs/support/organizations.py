"""Organizations: who they are and how much they use, and giving them another tier."""

from uuid import UUID

from jobs.database import Database
from jobs.errors import Conflict, NotFound
from jobs.models import Organization
from jobs.support.acts import Action, By, Change, record
from jobs.support.asking import Keyset, Rows, ask, asked, keyset, searched
from jobs.tiers import TierName

_LISTED = """
SELECT organization.id, organization.name, organization.tier, organization.created_at,
    organization.deletion_due_at, suspension.since AS suspended_since,
    (SELECT count(*) FROM membership WHERE org_id = organization.id) AS members
FROM organization LEFT JOIN organization_suspension AS suspension ON suspension.org_id = organization.id
WHERE (%(named)s::uuid IS NULL OR organization.id = %(named)s::uuid)
AND (%(like)s::text IS NULL OR organization.name ILIKE %(like)s::text OR EXISTS (
    SELECT FROM membership JOIN user_account ON user_account.id = membership.user_id
    WHERE membership.org_id = organization.id AND user_account.email ILIKE %(like)s::text
))
AND (%(at)s::timestamptz IS NULL OR (organization.created_at, organization.id) < (%(at)s::timestamptz, %(after)s::uuid))
ORDER BY organization.created_at DESC, organization.id DESC LIMIT %(limit)s
"""
_SHOWN = """
SELECT organization.id, organization.name, organization.tier, organization.created_at,
    organization.deletion_due_at, suspension.since AS suspended_since, suspension.reason AS suspended_because,
    (SELECT granted FROM billing_account WHERE org_id = organization.id) AS subscription_tier,
    (SELECT count(*) FROM membership WHERE org_id = organization.id) AS members,
    (SELECT count(*) FROM job WHERE org_id = organization.id AND state IN ('queued', 'running')) AS unfinished_jobs,
    (SELECT count(*) FROM api_key WHERE org_id = organization.id AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > now())) AS api_keys,
    (SELECT count(*) FROM login_session WHERE org_id = organization.id AND ended_at IS NULL AND ends_at > now())
        AS sessions,
    greatest(
        (SELECT max(last_seen_at) FROM login_session WHERE org_id = organization.id),
        (SELECT created_at FROM job WHERE org_id = organization.id ORDER BY id DESC LIMIT 1)
    ) AS last_active_at
FROM organization LEFT JOIN organization_suspension AS suspension ON suspension.org_id = organization.id
WHERE organization.id = %(org_id)s::uuid
"""
_MEMBERS = """
SELECT person.id AS user_id, person.name, person.email, membership.role, membership.created_at AS joined_at,
    suspension.since AS suspended_since
FROM membership JOIN user_account AS person ON person.id = membership.user_id
LEFT JOIN user_suspension AS suspension ON suspension.user_id = person.id
WHERE membership.org_id = %(org_id)s::uuid ORDER BY membership.created_at, person.id LIMIT 200
"""
_THIS_MONTH = """
SELECT mode, used FROM usage_month
WHERE org_id = %(org_id)s::uuid AND month = date_trunc('month', now() AT TIME ZONE 'UTC')::date
"""


def find_organizations(database: Database, text: str | None, *, limit: int, after: Keyset = None) -> Rows:
    """Those with this in their name or in a member's address, or with this id; the newest first."""
    return ask(database, _LISTED, **searched(text), **keyset(after), limit=limit)


def show_organization(database: Database, org_id: UUID) -> dict[str, object]:
    """One, with its first 200 members and the jobs of this month by mode. Raises NotFound."""
    with database.staff():
        for row in asked(_SHOWN, org_id=org_id):
            used = {one["mode"]: one["used"] for one in asked(_THIS_MONTH, org_id=org_id)}
            return row | {"people": asked(_MEMBERS, org_id=org_id), "jobs_this_month": used}
    raise NotFound("There is no such organization.")


def change_tier(database: Database, by: By, org_id: UUID, tier: TierName) -> None:
    """Give it another tier. It stands until what a subscription of its gives changes. Raises NotFound, Conflict."""
    columns = (Organization.id, Organization.tier)
    with database.staff():
        row = Organization.select(*columns).where(Organization.id == org_id).for_update("FOR NO KEY UPDATE").first()  # type: ignore[arg-type]  # peewee takes the clause, its stubs do not
        if row is None:
            raise NotFound("There is no such organization.")
        before = row.tier
        if before == tier:
            raise Conflict(f"This organization is of tier {tier} already.")
        Organization.update(tier=tier.value).where(Organization.id == org_id).execute()
        change = Change(on_org=org_id, before={"tier": before}, after={"tier": tier.value})
        record(by, Action.CHANGE_TIER, change)
