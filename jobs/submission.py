"""Accepting jobs: one transaction that takes from the quota, remembers the idempotency key and writes the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from peewee import fn

from jobs.database import Database
from jobs.errors import Conflict, InvalidRequest, NotFound
from jobs.models import IdempotencyKey, Job, Organization
from jobs.quotas import Allowance, allowance_of, take
from jobs.states import Mode
from jobs.versions import next_number

LONGEST_KEY = 255  # characters
_ROWS_AN_INSERT = 500


@dataclass(frozen=True)
class NewJob:
    """What a caller asks for; `options` is what the mode takes.

    region, environment, pins and assumptions; implement: option, or architecture; verify: based_on, and nothing else; a
    revision: based_on, plan, version, and instruction, assumptions or architecture. `revises` is the plan of which the
    job makes the next version: the submission numbers it.
    """

    request: str
    mode: Mode = Mode.IMPLEMENT
    options: Mapping[str, Any] = field(default_factory=dict)
    notify: bool = False
    max_attempts: int = 3
    revises: UUID | None = None


def submit(  # noqa: PLR0913 - a submission is these things, each named at the call
    database: Database,
    *,
    org_id: UUID,
    user_id: UUID,
    jobs: Sequence[NewJob],
    idempotency_key: str | None = None,
    fingerprint: str = "",
) -> list[Job]:
    """Write the jobs, in order, all or none; `jobs.dispatch.dispatch` then sends them.

    A repeated `idempotency_key` answers with the jobs of the first time, which may have moved on since.
    Raises Conflict when its `fingerprint` (of the request's body) differs from the first one's, PlanLimitReached when
    the plan does not include them, QuotaExceeded when the organization would have too many unfinished jobs, NotFound
    when there is no such organization, DatabaseUnavailable.
    """
    with database.tenant(org_id):
        allowance = lock_organization(org_id)
        if known := repeated(org_id, idempotency_key, fingerprint):
            return _jobs_of(org_id, known)
        rows = write_jobs(org_id, user_id, jobs, allowance)
        remember(org_id, idempotency_key, fingerprint, rows)
        return rows


def submitted(database: Database, org_id: UUID, key: str | None, fingerprint: str) -> list[Job]:
    """The jobs that were submitted with this key before; none where there is no such key. Raises as `submit` does."""
    with database.tenant(org_id):
        known = repeated(org_id, key, fingerprint)
        return _jobs_of(org_id, known) if known else []


def lock_organization(org_id: UUID) -> Allowance:
    """Let one submission of an organization in at a time, so that quota and idempotency hold; return what it may."""
    columns = (Organization.tier, Organization.unfinished_jobs_limit, Organization.deletion_due_at)
    query = Organization.select(*columns).where(Organization.id == org_id)
    locked = query.for_update("FOR NO KEY UPDATE")  # type: ignore[arg-type]  # peewee takes the clause, its stubs do not
    organization = locked.first()
    if organization is None:
        raise NotFound("There is no such organization.")
    return allowance_of(organization)


def repeated(org_id: UUID, key: str | None, fingerprint: str) -> IdempotencyKey | None:
    """Inside a transaction: what was made with this key before; under the organization's lock nobody makes it now.

    Raises Conflict where that was with another body, InvalidRequest for a key that is too long or empty.
    """
    if key is None:
        return None
    if not 0 < len(key) <= LONGEST_KEY:
        raise InvalidRequest(f"An idempotency key has 1 to {LONGEST_KEY} characters, this one {len(key)}.")
    known: IdempotencyKey | None = IdempotencyKey.get_or_none(
        IdempotencyKey.org_id == org_id, IdempotencyKey.key == key
    )
    if known and known.fingerprint != fingerprint:
        raise Conflict("This idempotency key was used before, with another body.")
    return known


def remember(  # noqa: PLR0913 - what a key may answer with
    org_id: UUID,
    key: str | None,
    fingerprint: str,
    jobs: Sequence[Job],
    conversation_id: UUID | None = None,
    *,
    batch_id: UUID | None = None,
) -> None:
    """Under the organization's lock: what the key, if there is one, answers with when it comes again."""
    if key is not None:
        ids = [str(job.id) for job in jobs]
        made = {"job_ids": ids, "conversation_id": conversation_id, "batch_id": batch_id}
        IdempotencyKey.create(org_id=org_id, key=key, fingerprint=fingerprint, **made)


def write_jobs(org_id: UUID, user_id: UUID, jobs: Sequence[NewJob], allowance: Allowance) -> list[Job]:
    """Under the organization's lock: count and write the jobs, in order. Raises as `jobs.quotas.take` does."""
    take(org_id, allowance, [job.mode for job in jobs])
    numbered = [_numbered(org_id, job) for job in jobs]
    starts = range(0, len(numbered), _ROWS_AN_INSERT)
    return [row for start in starts for row in _insert(org_id, user_id, numbered[start : start + _ROWS_AN_INSERT])]


def _jobs_of(org_id: UUID, known: IdempotencyKey) -> list[Job]:
    ids = [UUID(job_id) for job_id in known.job_ids]
    return list(Job.select().where(Job.org_id == org_id, Job.id.in_(ids)).order_by(Job.id))


def _numbered(org_id: UUID, job: NewJob) -> NewJob:
    if job.revises is None:
        return job
    options = {**job.options, "plan": str(job.revises), "version": next_number(org_id, job.revises)}
    return replace(job, options=options)


def _insert(org_id: UUID, user_id: UUID, jobs: Sequence[NewJob]) -> list[Job]:
    rows = [_row(org_id, user_id, job) for job in jobs]
    return sorted(Job.insert_many(rows).returning(Job).execute(), key=lambda job: job.id)


def _row(org_id: UUID, user_id: UUID, job: NewJob) -> dict[str, Any]:
    """Times are the database's: a claim compares with its clock, and this host's may be ahead."""
    return {
        "org_id": org_id,
        "created_by": user_id,
        "mode": job.mode,
        "request": job.request,
        "options": dict(job.options),
        "notify": job.notify,
        "max_attempts": job.max_attempts,
        "available_at": fn.now(),
        "created_at": fn.now(),
    }
