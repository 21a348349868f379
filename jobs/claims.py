"""Who may work on a job: claimed by compare-and-set, kept by a lease, and every write fenced by the attempt."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from peewee import SQL, Expression, fn

from jobs.artifacts import StoredArtifact
from jobs.database import Database
from jobs.errors import GroundplanError, NotFound
from jobs.models import Artifact, Job
from jobs.states import UNFINISHED, Mode, State
from jobs.usage import Usage

_CHOSEN = SQL(
    "(SELECT jsonb_build_object('model', model, 'agent_limits', agent_limits)"
    " FROM organization WHERE organization.id = job.org_id) AS chosen"
)
"""Rides on the claim, so that an organization's choice costs no round trip of its own."""


@dataclass(frozen=True)
class Claim:
    """One attempt at one job; worthless once another attempt began or the job ended.

    `model` and `agent_limits` are what its organization had chosen when it was claimed.
    """

    job_id: UUID
    org_id: UUID
    attempt: int  # 1 for the first
    max_attempts: int
    mode: Mode
    request: str
    options: Mapping[str, Any]
    lease_seconds: float
    model: str | None = None
    agent_limits: Mapping[str, Any] = field(default_factory=dict)
    batch_id: UUID | None = None

    @property
    def is_last_attempt(self) -> bool:
        return self.attempt >= self.max_attempts


def claim(database: Database, org_id: UUID, job_id: UUID, *, worker: str, lease_seconds: float) -> Claim | None:
    """Take a job that is queued, or running with an expired lease, for `lease_seconds`.

    None: there is nothing to do, because the job is in other hands, has ended, may not run before its pause is over
    (its message comes again), waits for its organization's suspension to be lifted (which sends it anew), or does not
    exist. Raises DatabaseUnavailable.
    """
    waiting = (Job.state == State.QUEUED) & (Job.available_at <= fn.now()) & ~fn.organization_is_suspended(org_id)
    abandoned = (Job.state == State.RUNNING) & (Job.lease_until < fn.now())
    query = Job.update(
        state=State.RUNNING,
        attempt=Job.attempt + 1,
        lease_until=from_now(lease_seconds),
        worker=worker,
        stage=None,
        started_at=fn.coalesce(Job.started_at, fn.now()),
    ).where(Job.org_id == org_id, Job.id == job_id, waiting | abandoned, Job.attempt < Job.max_attempts)
    with database.tenant(org_id):
        rows = list(query.returning(Job, _CHOSEN).execute())
    return _claimed(rows[0], lease_seconds) if rows else None


def extend(database: Database, claim: Claim, used: Usage | None = None) -> bool:
    """Renew the lease for as long as it was taken. False: the job was cancelled, has ended or was taken over."""
    return _write(database, claim, lease_until=from_now(claim.lease_seconds), **usage_of(claim, used))


def set_stage(database: Database, claim: Claim, stage: str) -> bool:
    """Note which stage the job is in. False: the claim is void."""
    return _write(database, claim, stage=stage)


def finish(
    database: Database,
    claim: Claim,
    result: Mapping[str, Any],
    artifacts: Sequence[StoredArtifact] = (),
    used: Usage | None = None,
) -> bool:
    """End the job as succeeded and point at its artifacts, all or nothing. False: the claim is void."""
    with database.tenant(claim.org_id):
        if not end_fenced(claim, State.SUCCEEDED, result=dict(result), error=None, **usage_of(claim, used)):
            return False
        Artifact.bulk_create([_artifact(claim, stored) for stored in artifacts])
        return True


def fail(database: Database, claim: Claim, code: str, message: str, used: Usage | None = None) -> bool:
    """End the job as failed; `message` tells a person what to do. False: the claim is void."""
    error = {"code": code, "message": message}
    return _write(database, claim, **_ended(State.FAILED), error=error, **usage_of(claim, used))


def retry(
    database: Database, claim: Claim, error: GroundplanError, backoff_seconds: float, used: Usage | None = None
) -> bool:
    """Queue the job again, to run in `backoff_seconds` at the earliest; on its last attempt it fails instead.

    The message at hand may be acknowledged, or shown again after the pause: the relay chore sends another in any case.
    False: the claim is void.
    """
    if claim.is_last_attempt:
        return fail(database, claim, error.code, f"{error.message} (tried {claim.attempt} times)", used)
    return _write(
        database,
        claim,
        state=State.QUEUED,
        available_at=from_now(backoff_seconds),
        dispatched_at=None,
        lease_until=None,
        worker=None,
        stage=None,
        error={"code": error.code, "message": error.message},
        **usage_of(claim, used),
    )


def record_usage(database: Database, claim: Claim, used: Usage) -> None:
    """Write what an attempt used whose claim is void: it was spent all the same. Raises DatabaseUnavailable."""
    with database.tenant(claim.org_id):
        mine = (Job.org_id == claim.org_id) & (Job.id == claim.job_id)
        Job.update(**usage_of(claim, used)).where(mine).execute()


def cancel(database: Database, org_id: UUID, job_id: UUID) -> bool:
    """End a queued or running job as cancelled; a worker learns of it from its next write or heartbeat.

    False: it had ended already. Raises NotFound, DatabaseUnavailable.
    """
    with database.tenant(org_id):
        unfinished = Job.state.in_(list(UNFINISHED))
        query = Job.update(**_ended(State.CANCELLED)).where(Job.org_id == org_id, Job.id == job_id, unfinished)
        if query.execute():
            return True
        if not Job.select().where(Job.org_id == org_id, Job.id == job_id).exists():
            raise NotFound("There is no such job.")
        return False


def end_fenced(claim: Claim, state: State, **values: Any) -> bool:
    """Inside a transaction, to write more with it: end the job with these values. False: the claim is void."""
    return _fenced(claim, **_ended(state), **values)


def usage_of(claim: Claim, used: Usage | None) -> dict[str, Any]:
    """The column's new value, for a write of this attempt; nothing where no agent ran."""
    if used is None:
        return {}
    return {"usage": SQL("usage || %s::jsonb", (json.dumps({str(claim.attempt): used.as_json()}),))}


def was_cancelled(claim: Claim) -> bool:
    """Inside a transaction: whether the job was cancelled while this attempt was the one that ran."""
    mine = (Job.org_id == claim.org_id) & (Job.id == claim.job_id) & (Job.attempt == claim.attempt)
    return bool(Job.select().where(mine, Job.state == State.CANCELLED).exists())


def _write(database: Database, claim: Claim, **values: Any) -> bool:
    with database.tenant(claim.org_id):
        return _fenced(claim, **values)


def _fenced(claim: Claim, **values: Any) -> bool:
    """Write only while this attempt is the one that runs: a zombie worker changes nothing."""
    mine = (Job.state == State.RUNNING) & (Job.attempt == claim.attempt)
    query = Job.update(**values).where(Job.org_id == claim.org_id, Job.id == claim.job_id, mine)
    return bool(query.execute())


def _ended(state: State) -> dict[str, Any]:
    return {"state": state, "finished_at": fn.now(), "lease_until": None}


def from_now(seconds: float) -> Expression:
    """By the database's clock, the only one that all workers share."""
    return fn.now() + fn.make_interval(SQL("secs => %s", (seconds,)))


def _claimed(job: Job, lease_seconds: float) -> Claim:
    chosen = vars(job)["chosen"]
    return Claim(
        job_id=job.id,
        org_id=job.org_id,
        attempt=job.attempt,
        max_attempts=job.max_attempts,
        mode=Mode(job.mode),
        request=job.request,
        options=job.options,
        lease_seconds=lease_seconds,
        model=chosen["model"],
        agent_limits=chosen["agent_limits"],
        batch_id=job.batch_id,
    )


def _artifact(claim: Claim, stored: StoredArtifact) -> Artifact:
    return Artifact(
        org_id=claim.org_id,
        job_id=claim.job_id,
        attempt=claim.attempt,
        name=stored.name,
        key=stored.key,
        size=stored.size,
        sha256=stored.sha256,
        media_type=stored.media_type,
    )
