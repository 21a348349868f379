"""Accepting jobs: one transaction that checks the quota, remembers the idempotency key and writes the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from peewee import fn

from jobs.database import Database
from jobs.errors import Conflict, InvalidRequest, NotFound, QuotaExceeded
from jobs.models import IdempotencyKey, Job, Organization
from jobs.states import UNFINISHED, Mode
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
    Raises Conflict when its `fingerprint` (of the request's body) differs from the first one's, QuotaExceeded when
    the organization would have too many unfinished jobs, NotFound when there is no such organization,
    DatabaseUnavailable.
    """
    if idempotency_key is not None and not 0 < len(idempotency_key) <= LONGEST_KEY:
        raise InvalidRequest(f"An idempotency key has 1 to {LONGEST_KEY} characters, this one {len(idempotency_key)}.")
    with database.tenant(org_id):
        limit = _lock_organization(org_id)
        if idempotency_key is not None and (known := _known(org_id, idempotency_key)):
            return _replayed(org_id, known, fingerprint)
        _check_quota(org_id, limit, len(jobs))
        jobs = [_numbered(org_id, job) for job in jobs]
        rows = [
            row
            for start in range(0, len(jobs), _ROWS_AN_INSERT)
            for row in _insert(org_id, user_id, jobs[start : start + _ROWS_AN_INSERT])
        ]
        if idempotency_key is not None:
            IdempotencyKey.create(
                org_id=org_id,
                key=idempotency_key,
                fingerprint=fingerprint,
                job_ids=[str(row.id) for row in rows],
            )
        return rows


def _lock_organization(org_id: UUID) -> int:
    """Let one submission of an organization in at a time, so that quota and idempotency hold; return its limit."""
    query = Organization.select(Organization.unfinished_jobs_limit).where(Organization.id == org_id)
    locked = query.for_update("FOR NO KEY UPDATE")  # type: ignore[arg-type]  # peewee takes the clause, its stubs do not
    organization = locked.first()
    if organization is None:
        raise NotFound("There is no such organization.")
    limit: int = organization.unfinished_jobs_limit
    return limit


def _known(org_id: UUID, key: str) -> IdempotencyKey | None:
    return IdempotencyKey.get_or_none(IdempotencyKey.org_id == org_id, IdempotencyKey.key == key)


def _replayed(org_id: UUID, known: IdempotencyKey, fingerprint: str) -> list[Job]:
    if known.fingerprint != fingerprint:
        raise Conflict("This idempotency key was used before, with another body.")
    ids = [UUID(job_id) for job_id in known.job_ids]
    return list(Job.select().where(Job.org_id == org_id, Job.id.in_(ids)).order_by(Job.id))


def _check_quota(org_id: UUID, limit: int, count: int) -> None:
    unfinished = Job.select().where(Job.org_id == org_id, Job.state.in_(list(UNFINISHED))).count()
    if unfinished + count > limit:
        raise QuotaExceeded(
            f"The organization has {unfinished} unfinished jobs of at most {limit}: {count} more do not fit."
        )


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
