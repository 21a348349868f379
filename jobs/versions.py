"""The versions of a plan: the job that made the first, and each revision of any of them, numbered without a gap.

A version may be revised more than once. Numbers follow the order of submission, and each version names its parent.
"""

from collections.abc import Sequence
from uuid import UUID

from peewee import SQL, Expression, fn

from jobs.models import Job
from jobs.states import Mode, State

MADE_NOTHING = (State.FAILED, State.CANCELLED)
MOST = 200


def number_of(row: Job) -> int:
    """Which version of its plan the job makes, or made."""
    return int(row.options.get("version") or 1)


def plan_of(row: Job) -> UUID:
    """Id of the job that made the plan's first version; a trial is of the plan of what it tries."""
    if row.mode == Mode.VERIFY and (tried := row.options.get("based_on")):
        found: Job | None = Job.get_or_none(Job.org_id == row.org_id, Job.id == UUID(tried))
        return plan_of(found) if found else UUID(tried)
    return UUID(row.options["plan"]) if "plan" in row.options else row.id


def next_number(org_id: UUID, plan: UUID) -> int:
    """For a new version. The caller holds the organization's lock, so that no two are given the same.

    Jobs that failed or were cancelled made no version: their numbers are given again.
    """
    number = fn.MAX(SQL("(options ->> 'version')::integer"))
    made = Job.select(number).where(_of_plan(org_id, plan) & Job.state.not_in(MADE_NOTHING)).scalar()
    return (made or 1) + 1


def versions_of(row: Job) -> Sequence[Job]:
    """Every version of the job's plan, the first one first, without those that made nothing, but for `row` itself."""
    plan = plan_of(row)
    made = Job.state.not_in(MADE_NOTHING) | (Job.id == row.id)
    known = (Job.org_id == row.org_id) & (Job.id == plan) | _of_plan(row.org_id, plan) & made
    rows = Job.select().where(known, Job.mode == Mode.IMPLEMENT).order_by(Job.id.desc()).limit(MOST)
    return sorted(rows, key=lambda one: (number_of(one), one.id))


def _of_plan(org_id: UUID, plan: UUID) -> Expression:
    # As the partial index has it.
    named: Expression = (Job.org_id == org_id) & SQL("options ? 'plan'")
    return named & SQL("options ->> 'plan' = %s", (str(plan),))
