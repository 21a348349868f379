"""How much of its plan an organization has used. Counts are rows that the submission's own transaction changes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peewee import EXCLUDED, SQL

from jobs.database import Database, active_database
from jobs.errors import Conflict, LimitReached, NotFound, PlanLimitReached, QuotaExceeded
from jobs.limit_notices import tell_near_limit
from jobs.models import Batch, Job, Membership, Organization, UsageMonth, Webhook
from jobs.states import UNFINISHED, Mode
from jobs.tiers import Tier, TierName, tiers

_THIS_MONTH = SQL("date_trunc('month', now() AT TIME ZONE 'UTC')::date")
_NEXT_MONTH = SQL("(date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC'")
"""By the database's clock, and in UTC whatever the session's time zone is."""

_FITTING = """
WITH known AS (
    SELECT used FROM usage_month WHERE org_id = %(org_id)s AND mode = %(mode)s
        AND month = date_trunc('month', now() AT TIME ZONE 'UTC')::date FOR UPDATE
), fitting AS (
    SELECT least(%(wanted)s, greatest(0, %(limit)s - coalesce((SELECT used FROM known), 0))) AS count
)
INSERT INTO usage_month (org_id, month, mode, used)
    SELECT %(org_id)s, date_trunc('month', now() AT TIME ZONE 'UTC')::date, %(mode)s, count FROM fitting WHERE count > 0
ON CONFLICT (org_id, month, mode) DO UPDATE SET used = usage_month.used + excluded.used
RETURNING (SELECT count FROM fitting), used
"""

_NOUNS = {
    Mode.BRAINSTORM: "turns of conversations",
    Mode.ANALYZE: "comparisons",
    Mode.IMPLEMENT: "bundles",
    Mode.VERIFY: "trial deployments",
}


@dataclass(frozen=True)
class Allowance:
    """What holds for an organization: its tier, and the lesser of the tier's and its own limit of unfinished jobs."""

    name: TierName
    tier: Tier
    unfinished_jobs: int
    deletion_due_at: datetime | None = None


@dataclass(frozen=True)
class Used:
    """What an organization has used: of this month by mode, and at the moment."""

    allowance: Allowance
    resets_at: datetime
    jobs_this_month: Mapping[Mode, int]
    unfinished_jobs: int
    unfinished_batches: int
    members: int
    webhooks: int


def allowance_of(organization: Organization) -> Allowance:
    """For a row whose `tier`, `unfinished_jobs_limit` and `deletion_due_at` were read."""
    name = TierName(organization.tier)
    tier = tiers().of(name)
    unfinished = min(tier.unfinished_jobs, organization.unfinished_jobs_limit)
    return Allowance(name, tier, unfinished, organization.deletion_due_at)


def take(org_id: UUID, allowance: Allowance, modes: Iterable[Mode]) -> None:
    """Inside the submission's transaction: count jobs of these modes, all or none.

    Holds also without the organization's lock for what a month includes: the count and its limit are one statement.
    Raises PlanLimitReached and QuotaExceeded, and Conflict where the organization is about to be deleted.
    """
    _refuse_deletion(allowance)
    wanted = Counter(modes)
    _refuse_large_batch(allowance, wanted.total())
    _refuse_unfinished(org_id, allowance, wanted.total())
    take_modes(org_id, allowance, wanted)


def refuse_batch(org_id: UUID, allowance: Allowance, count: int) -> None:
    """Under the organization's lock: whether it may have one more batch, and of so many items.

    Items count against the size of a batch, not against the unfinished single jobs: they wait in their batch.
    Raises PlanLimitReached, QuotaExceeded, and Conflict where the organization is about to be deleted.
    """
    _refuse_deletion(allowance)
    _refuse_large_batch(allowance, count)
    unfinished, most = _unfinished_batches(org_id), allowance.tier.unfinished_batches
    if unfinished >= most:
        raise QuotaExceeded(
            f"The organization has {unfinished} unfinished batches of at most {most}. "
            "Wait until one has ended, or cancel one.",
            LimitReached("unfinished_batches", unfinished, most),
        )


def take_modes(org_id: UUID, allowance: Allowance, wanted: Mapping[Mode, int]) -> None:
    """Under the organization's lock: count these jobs against the month, all or none. Raises PlanLimitReached."""
    for mode, count in sorted(wanted.items()):  # in one order, so that two submissions cannot wait for each other
        _count(org_id, allowance, mode, count)


def take_fitting(org_id: UUID, allowance: Allowance, mode: Mode, wanted: int) -> int:
    """Under the organization's lock: count as many jobs as the month still includes, and return how many that were."""
    limit = allowance.tier.jobs_a_month.of(mode)
    if limit is None:
        take_modes(org_id, allowance, {mode: wanted})
        return wanted
    values = {"org_id": str(org_id), "mode": mode, "wanted": wanted, "limit": limit}
    row = active_database.execute_sql(_FITTING, values).fetchone()
    if row is None:
        return 0
    count, used = row
    tell_near_limit(org_id, mode, count, used, limit, _resets_at)
    return int(count)


def used_by(database: Database, org_id: UUID) -> Used:
    """Raises NotFound, DatabaseUnavailable."""
    with database.tenant(org_id):
        organization = Organization.get_or_none(Organization.id == org_id)
        if organization is None:
            raise NotFound("There is no such organization.")
        rows = UsageMonth.select().where(UsageMonth.org_id == org_id, UsageMonth.month == _THIS_MONTH)
        return Used(
            allowance=allowance_of(organization),
            resets_at=_resets_at(),
            jobs_this_month=dict.fromkeys(Mode, 0) | {Mode(row.mode): row.used for row in rows},
            unfinished_jobs=_unfinished(org_id),
            unfinished_batches=_unfinished_batches(org_id),
            members=Membership.select().where(Membership.org_id == org_id).count(),
            webhooks=Webhook.select().where(Webhook.org_id == org_id).count(),
        )


def _refuse_deletion(allowance: Allowance) -> None:
    if allowance.deletion_due_at is not None:
        raise Conflict(
            f"This organization is deleted on {allowance.deletion_due_at:%Y-%m-%d at %H:%M} UTC and takes no new jobs. "
            "An owner can take the deletion back."
        )


def _refuse_large_batch(allowance: Allowance, count: int) -> None:
    most = allowance.tier.batch_size
    if count > most:
        raise PlanLimitReached(
            f"The plan {allowance.tier.title} takes at most {most} jobs in one request, these are {count}: "
            "send them in several.",
            LimitReached("batch_size", count, most),
        )


def _refuse_unfinished(org_id: UUID, allowance: Allowance, count: int) -> None:
    unfinished, most = _unfinished(org_id), allowance.unfinished_jobs
    if unfinished + count > most:
        raise QuotaExceeded(
            f"The organization has {unfinished} unfinished jobs of at most {most}: {count} more do not fit. "
            "Wait until one has ended, or cancel one.",
            LimitReached("unfinished_jobs", unfinished, most),
        )


def _unfinished(org_id: UUID) -> int:
    single = Job.select().where(Job.org_id == org_id, Job.batch_id.is_null(), Job.state.in_(list(UNFINISHED)))
    count: int = single.count()
    return count


def _unfinished_batches(org_id: UUID) -> int:
    count: int = Batch.select().where(Batch.org_id == org_id, Batch.finished_at.is_null()).count()
    return count


def _count(org_id: UUID, allowance: Allowance, mode: Mode, count: int) -> None:
    limit = allowance.tier.jobs_a_month.of(mode)
    if (limit is not None and count > limit) or not _counted(org_id, mode, count, limit):
        raise _month_used_up(org_id, allowance, mode, count, limit or 0)


def _counted(org_id: UUID, mode: Mode, count: int, limit: int | None) -> bool:
    after = UsageMonth.used + EXCLUDED.used
    inserting = UsageMonth.insert(org_id=org_id, month=_THIS_MONTH, mode=mode, used=count)
    keys = [UsageMonth.org_id, UsageMonth.month, UsageMonth.mode]
    within = None if limit is None else after <= limit
    counting = inserting.on_conflict(conflict_target=keys, update={UsageMonth.used: after}, where=within)
    counted = list(counting.returning(UsageMonth.used).execute())
    if counted and limit is not None:
        tell_near_limit(org_id, mode, count, counted[0].used, limit, _resets_at)
    return bool(counted)


def _month_used_up(org_id: UUID, allowance: Allowance, mode: Mode, count: int, limit: int) -> PlanLimitReached:
    mine = (UsageMonth.org_id == org_id) & (UsageMonth.month == _THIS_MONTH) & (UsageMonth.mode == mode)
    row, resets_at = UsageMonth.get_or_none(mine), _resets_at()
    used = row.used if row else 0
    more = "no more" if used >= limit else f"{count} more do not"
    return PlanLimitReached(
        f"The plan {allowance.tier.title} includes {limit} {_NOUNS[mode]} a month, and {used} are used: {more} fit. "
        f"It begins anew on {resets_at:%Y-%m-%d} at 00:00 UTC; a larger plan includes more.",
        LimitReached(f"jobs_a_month.{mode}", used, limit, resets_at),
    )


def _resets_at() -> datetime:
    at: datetime = Organization.select(_NEXT_MONTH).limit(1).scalar()
    return at
