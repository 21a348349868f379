"""Which deliveries are sent next, and by whom: claimed with a lease, a few of each endpoint and organization at once.

Who claims does so alone, for the milliseconds that it takes, so that the numbers hold over any number of processes. A
delivery whose sender died is due again when its lease is over, under the same id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jobs.database import Database, active_database

LEASE_SECONDS = 60.0
"""Longer than asking can take, with the lookup of the name."""
OF_ENDPOINT = 2
OF_FAILING_ENDPOINT = 1
OF_ORGANIZATION = 8
"""In flight at once."""
_LOCK = 4_711_020_258  # any number, the same for everyone who claims

_DUE = """
WITH busy AS (
    SELECT webhook_id, org_id, count(*) AS n FROM webhook_delivery WHERE lease_until > now() GROUP BY webhook_id, org_id
), busy_failing AS (
    SELECT coalesce(sum(n), 0) AS n FROM busy JOIN webhook ON webhook.id = busy.webhook_id
    WHERE webhook.failing_since IS NOT NULL
), of_organization AS (
    SELECT org_id, sum(n) AS n FROM busy GROUP BY org_id
), due AS (
    SELECT first.id, first.available_at, hook.org_id, hook.failing_since IS NOT NULL AS failing,
        first.nth + coalesce(busy.n, 0) AS nth_of_endpoint
    FROM webhook AS hook LEFT JOIN busy ON busy.webhook_id = hook.id CROSS JOIN LATERAL (
        SELECT id, available_at, row_number() OVER (ORDER BY available_at) AS nth FROM (
            SELECT id, available_at FROM webhook_delivery
            WHERE webhook_id = hook.id AND state = 'pending' AND available_at <= now()
                AND (lease_until IS NULL OR lease_until <= now())
            ORDER BY available_at LIMIT %(of_endpoint)s
        ) AS few
    ) AS first
    WHERE hook.disabled_at IS NULL
        AND NOT EXISTS (SELECT FROM organization_suspension WHERE organization_suspension.org_id = hook.org_id)
), allowed AS (
    SELECT due.*, row_number() OVER (PARTITION BY due.org_id ORDER BY nth_of_endpoint, available_at)
        + coalesce(of_organization.n, 0) AS nth_of_organization
    FROM due LEFT JOIN of_organization USING (org_id)
    WHERE nth_of_endpoint <= CASE WHEN failing THEN %(of_failing)s ELSE %(of_endpoint)s END
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY failing ORDER BY nth_of_organization, available_at) AS nth_of_kind
    FROM allowed WHERE nth_of_organization <= %(of_organization)s
)
SELECT id FROM ranked WHERE NOT failing OR nth_of_kind + (SELECT n FROM busy_failing) <= %(failing_at_most)s
ORDER BY nth_of_organization, available_at LIMIT %(at_most)s
"""
_TAKE = """
UPDATE webhook_delivery AS taken SET claims = taken.claims + 1, attempts = taken.attempts + 1,
    lease_until = now() + make_interval(secs => %(seconds)s)
FROM webhook AS hook
WHERE hook.id = taken.webhook_id AND taken.id IN (
    SELECT id FROM webhook_delivery WHERE id = ANY (%(ids)s::uuid[]) AND state = 'pending' FOR UPDATE SKIP LOCKED
)
RETURNING taken.id, taken.org_id, taken.webhook_id, taken.event, taken.created_at, taken.data, taken.claims,
    taken.attempts, hook.url, ARRAY(
        SELECT secret FROM webhook_secret WHERE webhook_secret.webhook_id = hook.id AND coalesce(ends_at > now(), true)
        ORDER BY ends_at DESC NULLS FIRST
    )
"""


@dataclass(frozen=True)
class Claim:
    """One delivery to send; `number` is the fence, `attempt` counts from the round's beginning."""

    delivery_id: UUID
    org_id: UUID
    webhook_id: UUID
    event: str
    at: datetime
    data: Mapping[str, Any]
    number: int
    attempt: int
    url: str
    secrets: Sequence[str]


def claim_due(database: Database, at_most: int, failing_at_most: int) -> list[Claim]:
    """Take deliveries that are due; of endpoints that failed when they were asked last, few are in flight over all
    processes. Raises DatabaseUnavailable."""
    if at_most < 1:
        return []
    limits = {"of_endpoint": OF_ENDPOINT, "of_failing": OF_FAILING_ENDPOINT, "of_organization": OF_ORGANIZATION}
    limits |= {"at_most": at_most, "failing_at_most": failing_at_most}
    with database.chores():
        active_database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        ids = [row_id for (row_id,) in active_database.execute_sql(_DUE, limits).fetchall()]
        if not ids:
            return []
        taken = {"ids": [str(row_id) for row_id in ids], "seconds": LEASE_SECONDS}
        rows = active_database.execute_sql(_TAKE, taken).fetchall()
    return [_claimed(*row) for row in rows]


def _claimed(delivery_id: str, org_id: str, webhook_id: str, *rest: Any) -> Claim:
    return Claim(UUID(str(delivery_id)), UUID(str(org_id)), UUID(str(webhook_id)), *rest)
