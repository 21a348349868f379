"""What organizations use in a month, and what their agents called: across all of them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jobs.database import Database
from jobs.support.asking import Rows, ask

_BY_ORGANIZATION = """
SELECT counted.org_id, organization.name, organization.tier, counted.jobs, counted.by_mode,
    coalesce(days.succeeded, 0) AS succeeded, coalesce(days.failed, 0) AS failed,
    coalesce(days.running_seconds, 0) AS running_seconds, coalesce(days.agent_usd, 0) AS agent_usd
FROM (
    SELECT org_id, sum(used)::int AS jobs, jsonb_object_agg(mode, used) AS by_mode
    FROM usage_month WHERE month = %(month)s GROUP BY org_id
    HAVING %(jobs)s::int IS NULL OR (sum(used)::int, org_id) < (%(jobs)s::int, %(after)s::uuid)
    ORDER BY jobs DESC, org_id DESC LIMIT %(limit)s
) AS counted JOIN organization ON organization.id = counted.org_id,
LATERAL (
    SELECT sum(succeeded)::int AS succeeded, sum(failed)::int AS failed, sum(running_seconds) AS running_seconds,
        sum(agent_usd) AS agent_usd
    FROM usage_day WHERE org_id = counted.org_id
    AND day >= %(month)s::date AND day < (%(month)s::date + interval '1 month')::date
) AS days
ORDER BY counted.jobs DESC, counted.org_id DESC
"""
_CALLS = """
SELECT id, org_id, user_id, job_id, attempt, name, server, phase, status, seconds, at FROM tool_call
WHERE (%(org_id)s::uuid IS NULL OR org_id = %(org_id)s::uuid)
AND (%(job_id)s::uuid IS NULL OR job_id = %(job_id)s::uuid)
AND (%(user_id)s::uuid IS NULL OR user_id = %(user_id)s::uuid)
AND (%(server)s::text IS NULL OR server = %(server)s::text)
AND (%(status)s::text IS NULL OR status = %(status)s::text)
AND (%(before)s::uuid IS NULL OR id < %(before)s::uuid)
ORDER BY id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True)
class CallFilter:
    """Which tool calls; None leaves the field open."""

    org_id: UUID | None = None
    job_id: UUID | None = None
    user_id: UUID | None = None
    server: str | None = None
    status: str | None = None


def usage_by_organization(
    database: Database, month: date, *, limit: int, after: tuple[int, UUID] | None = None
) -> Rows:
    """Who submitted most in the month that begins on this day before; `after` is where the page before ended."""
    jobs, org_id = after or (None, None)
    return ask(database, _BY_ORGANIZATION, month=month, jobs=jobs, after=org_id, limit=limit)


def tool_calls(database: Database, wanted: CallFilter, *, limit: int, before: UUID | None = None) -> Rows:
    """The newest records of the audit, without arguments and errors, which hold the organizations' words."""
    return ask(database, _CALLS, **vars(wanted), before=before, limit=limit)
