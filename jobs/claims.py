"""Who may work on a job: claimed by compare-and-set, kept by a lease, and every write fenced by the attempt."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from peewee import SQL, Expression, fn
from psycopg2.extras import Json

from jobs.artifacts import StoredArtifact
from jobs.database import Database
from jobs.errors import GroundplanError, NotFound
from jobs.identifiers import new_id
from jobs.models import Job
from jobs.states import UNFINISHED, Mode, State
from jobs.usage import Usage

# Written out: to have peewee put these together cost a worker more than all the rest of a small job.
# A CASE hides from Postgres that only unfinished jobs are meant. It would read all of the organization's, thousands
# while a batch runs, to find the one: before it has counted a table that grew, their index looks like the smaller one.
_MINE = "org_id = %s AND id = %s AND CASE state WHEN 'running' THEN attempt = %s ELSE false END"
"""While this attempt is the one that runs: a zombie worker changes nothing."""

_CLAIM = """
UPDATE job SET
    state = 'running', attempt = attempt + 1, lease_until = now() + make_interval(secs => %s), worker = %s,
    stage = NULL, started_at = coalesce(started_at, now())
WHERE org_id = %s AND id = %s AND attempt < max_attempts AND CASE state
    WHEN 'queued' THEN available_at <= now() AND NOT organization_is_suspended(org_id)
    WHEN 'running' THEN lease_until < now()
    ELSE false
END
RETURNING attempt, max_attempts, mode, request, options, batch_id, (
    SELECT jsonb_build_object('model', model, 'agent_limits', agent_limits)
    FROM organization WHERE organization.id = job.org_id
)
"""
"""What the organization chose rides along, so that it costs no round trip of its own."""

_FINISH = f"""
WITH ended AS (
    UPDATE job SET
        state = 'succeeded', finished_at = now(), lease_until = NULL, result = %s, error = NULL, usage = usage || %s
    WHERE {_MINE} RETURNING id, org_id, attempt
), stored AS (
    INSERT INTO artifact (id, org_id, job_id, attempt, name, key, size, sha256, media_type)
    SELECT made.id, org_id, ended.id, attempt, name, key, size, sha256, media_type
    FROM ended, jsonb_to_recordset(%s)
        AS made (id uuid, name text, key text, size bigint, sha256 text, media_type text)
)
SELECT id FROM ended
"""  # noqa: S608 - made of the constant above

_FAILED = "state = 'failed', finished_at = now(), lease_until = NULL, error = %s"
_QUEUED_AGAIN = """
    state = 'queued', available_at = now() + make_interval(secs => %s), dispatched_at = NULL, lease_until = NULL,
    worker = NULL, stage = NULL, error = %s
"""


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
    asked = (lease_seconds, worker, str(org_id), str(job_id))
    rows = database.change_as_tenant(org_id, _CLAIM, asked)
    return claimed(org_id, job_id, lease_seconds, rows[0]) if rows else None


def extend(database: Database, claim: Claim, used: Usage | None = None) -> bool:
    """Renew the lease for as long as it was taken. False: the job was cancelled, has ended or was taken over."""
    return _change(database, claim, "lease_until = now() + make_interval(secs => %s)", [claim.lease_seconds], used)


def set_stage(database: Database, claim: Claim, stage: str) -> bool:
    """Note which stage the job is in. False: the claim is void."""
    return _change(database, claim, "stage = %s", [stage])


def finish(
    database: Database,
    claim: Claim,
    result: Mapping[str, Any],
    artifacts: Sequence[StoredArtifact] = (),
    used: Usage | None = None,
) -> bool:
    """End the job as succeeded and point at its artifacts, all or nothing. False: the claim is void."""
    stored = [{"id": str(new_id()), **asdict(one)} for one in artifacts]
    values = (Json(dict(result)), Json(by_attempt(claim, used)), *_mine(claim), Json(stored))
    return bool(database.change_as_tenant(claim.org_id, _FINISH, values))


def fail(database: Database, claim: Claim, code: str, message: str, used: Usage | None = None) -> bool:
    """End the job as failed; `message` tells a person what to do. False: the claim is void."""
    return _change(database, claim, _FAILED, [Json({"code": code, "message": message})], used)


def retry(
    database: Database, claim: Claim, error: GroundplanError, backoff_seconds: float, used: Usage | None = None
) -> bool:
    """Queue the job again, to run in `backoff_seconds` at the earliest; on its last attempt it fails instead.

    The message at hand may be acknowledged, or shown again after the pause: the relay chore sends another in any case.
    False: the claim is void.
    """
    if claim.is_last_attempt:
        return fail(database, claim, error.code, f"{error.message} (tried {claim.attempt} times)", used)
    told = Json({"code": error.code, "message": error.message})
    return _change(database, claim, _QUEUED_AGAIN, [backoff_seconds, told], used)


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
    return {"usage": SQL("usage || %s::jsonb", (json.dumps(by_attempt(claim, used)),))}


def was_cancelled(claim: Claim) -> bool:
    """Inside a transaction: whether the job was cancelled while this attempt was the one that ran."""
    mine = (Job.org_id == claim.org_id) & (Job.id == claim.job_id) & (Job.attempt == claim.attempt)
    return bool(Job.select().where(mine, Job.state == State.CANCELLED).exists())


def _fenced(claim: Claim, **values: Any) -> bool:
    mine = (Job.state == State.RUNNING) & (Job.attempt == claim.attempt)
    query = Job.update(**values).where(Job.org_id == claim.org_id, Job.id == claim.job_id, mine)
    return bool(query.execute())


def _change(
    database: Database, claim: Claim, assignments: str, values: Sequence[object], used: Usage | None = None
) -> bool:
    """Write only while the claim holds. `assignments` are SQL of ours, with a place for each of `values`."""
    statement = f"UPDATE job SET {assignments}, usage = usage || %s WHERE {_MINE} RETURNING id"  # noqa: S608
    everything = (*values, Json(by_attempt(claim, used)), *_mine(claim))
    return bool(database.change_as_tenant(claim.org_id, statement, everything))


def _mine(claim: Claim) -> tuple[str, str, int]:
    return str(claim.org_id), str(claim.job_id), claim.attempt


def by_attempt(claim: Claim, used: Usage | None) -> dict[str, Any]:
    """What is added to the column for a write of this attempt."""
    return {} if used is None else {str(claim.attempt): used.as_json()}


def _ended(state: State) -> dict[str, Any]:
    return {"state": state, "finished_at": fn.now(), "lease_until": None}


def from_now(seconds: float) -> Expression:
    """By the database's clock, the only one that all workers share."""
    return fn.now() + fn.make_interval(SQL("secs => %s", (seconds,)))


def claimed(org_id: UUID, job_id: UUID, lease_seconds: float, row: Sequence[Any]) -> Claim:
    """Of what a claim's statement returned."""
    attempt, max_attempts, mode, request, options, batch_id, chosen = row
    return Claim(
        job_id=job_id,
        org_id=org_id,
        attempt=attempt,
        max_attempts=max_attempts,
        mode=Mode(mode),
        request=request,
        options=options,
        lease_seconds=lease_seconds,
        model=chosen["model"],
        agent_limits=chosen["agent_limits"],
        batch_id=UUID(str(batch_id)) if batch_id else None,
    )
