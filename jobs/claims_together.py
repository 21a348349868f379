"""Claims and ends of several threads as one statement: one commit, one plan and one round trip for all of them.

A statement for many never waits for a job's row: what somebody else holds, it skips. It takes the items of one batch
only, since it holds the row of that batch until its end, and two such rows could be waited for in a circle. What it did
not take is asked for alone, as if there were no others, by whom it is for.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol
from uuid import UUID

import peewee

from jobs import claims
from jobs.artifacts import StoredArtifact
from jobs.claims import Claim
from jobs.database import Database, Rows
from jobs.errors import DatabaseUnavailable
from jobs.events import EventType
from jobs.identifiers import new_id
from jobs.progress import News
from jobs.states import State
from jobs.together import Together
from jobs.usage import Usage

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.005
"""How long the first one waits for those that are about to come."""
MOST = 16
"""At once; a statement for more would only keep more waiting."""

# As in `claims`, CASE keeps Postgres to the rows that were named.
_ONE_BATCH = """
    (batch_id IS NULL OR batch_id = (
        SELECT batch_id FROM job
        WHERE org_id = %(org_id)s AND id = ANY(%(ids)s::uuid[]) AND batch_id IS NOT NULL LIMIT 1
    ))
"""

_CLAIM = f"""
WITH free AS (
    SELECT id FROM job
    WHERE org_id = %(org_id)s AND id = ANY(%(ids)s::uuid[]) AND attempt < max_attempts AND {_ONE_BATCH} AND CASE state
        WHEN 'queued' THEN available_at <= now() AND NOT (SELECT organization_is_suspended(%(org_id)s))
        WHEN 'running' THEN lease_until < now()
        ELSE false
    END
    FOR UPDATE SKIP LOCKED
)
UPDATE job SET
    state = 'running', attempt = attempt + 1, lease_until = now() + make_interval(secs => %(lease)s),
    worker = %(worker)s, stage = NULL, started_at = coalesce(started_at, now())
FROM free
WHERE job.org_id = %(org_id)s AND job.id = free.id AND job.id = ANY(%(ids)s::uuid[])
RETURNING job.id, attempt, max_attempts, mode, request, options, batch_id, (
    SELECT jsonb_build_object('model', model, 'agent_limits', agent_limits)
    FROM organization WHERE organization.id = %(org_id)s
)
"""  # noqa: S608 - made of the constant above

_FINISH = f"""
WITH ending AS (
    SELECT * FROM jsonb_to_recordset(%(ending)s) AS one (id uuid, attempt integer, result jsonb, usage jsonb)
), mine AS (
    SELECT id FROM job
    WHERE org_id = %(org_id)s AND id = ANY(%(ids)s::uuid[]) AND {_ONE_BATCH} AND CASE state
        WHEN 'running' THEN attempt = (SELECT ending.attempt FROM ending WHERE ending.id = job.id) ELSE false
    END
    FOR UPDATE SKIP LOCKED
), ended AS (
    UPDATE job SET
        state = 'succeeded', finished_at = now(), lease_until = NULL, error = NULL,
        result = (SELECT ending.result FROM ending WHERE ending.id = job.id),
        usage = job.usage || (SELECT ending.usage FROM ending WHERE ending.id = job.id)
    FROM mine
    WHERE job.org_id = %(org_id)s AND job.id = mine.id AND job.id = ANY(%(ids)s::uuid[])
    RETURNING job.id, job.org_id, job.attempt
), stored AS (
    INSERT INTO artifact (id, org_id, job_id, attempt, name, key, size, sha256, media_type)
    SELECT made.id, org_id, ended.id, attempt, name, key, size, sha256, media_type
    FROM jsonb_to_recordset(%(stored)s)
        AS made (job_id uuid, id uuid, name text, key text, size bigint, sha256 text, media_type text)
    JOIN ended ON ended.id = made.job_id
)
SELECT id, attempt FROM ended
"""  # noqa: S608 - made of the constant above


@dataclass(frozen=True)
class _End:
    """As JSON, made by who ends the job: what cannot be written as JSON is nobody else's trouble."""

    claim: Claim
    ending: str
    stored: Sequence[str]


def half_of(number: int) -> int:
    """So many wait for each other. While one half waits for Postgres, the other has the processor; all would idle."""
    return (number + 1) // 2


class Tells(Protocol):
    """The part of `jobs.progress.Progress` that this needs."""

    def publish_many(self, news: Sequence[News], /) -> None:
        """Publish an event of each of several jobs."""


class ClaimsTogether:
    """What one process claims and ends, and tells of it; for several threads.

    It does what `jobs.claims` does, and raises the same.
    """

    def __init__(self, database: Database, progress: Tells, *, worker: str, lease_seconds: float) -> None:
        self._database = database
        self._progress = progress
        self._worker = worker
        self._lease_seconds = lease_seconds
        self._coming = 0
        self._held: set[tuple[UUID, int]] = set()
        self._claiming = Together(
            self._claim_many, most=MOST, expected=lambda: self._coming, patience_seconds=PATIENCE_SECONDS
        )
        self._ending = Together(
            self._finish_many, most=MOST, expected=lambda: half_of(len(self._held)), patience_seconds=PATIENCE_SECONDS
        )

    def expect(self, count: int) -> None:
        """So many claims are about to be asked for: the first of them waits for the others, for a moment."""
        self._coming = count

    def claim(self, org_id: UUID, job_id: UUID) -> Claim | None:
        """As `jobs.claims.claim`, for this worker; it is told that the job runs. `let_go` of it at the end."""
        return self._claiming((org_id, job_id)) or self._claim_alone(org_id, job_id)

    def finish(
        self,
        claim: Claim,
        result: Mapping[str, Any],
        artifacts: Sequence[StoredArtifact] = (),
        used: Usage | None = None,
    ) -> bool:
        """As `jobs.claims.finish`; it is told that the job has succeeded."""
        if self._ending(_end(claim, result, artifacts, used)):
            return True
        finished = claims.finish(self._database, claim, result, artifacts, used)
        if finished:
            self._tell(State.SUCCEEDED, [claim])
        return finished

    def let_go(self, claim: Claim) -> None:
        """It has ended, somehow: nobody waits for it."""
        self._held.discard((claim.job_id, claim.attempt))

    def _claim_alone(self, org_id: UUID, job_id: UUID) -> Claim | None:
        lease = self._lease_seconds
        held = claims.claim(self._database, org_id, job_id, worker=self._worker, lease_seconds=lease)
        if held is not None:
            self._taken([held])
        return held

    def _taken(self, those: Collection[Claim]) -> None:
        self._held.update((one.job_id, one.attempt) for one in those)
        self._tell(State.RUNNING, those)

    def _tell(self, state: State, of: Iterable[Claim]) -> None:
        told = [(one.org_id, one.job_id, EventType.STATE, {"state": state, "attempt": one.attempt}) for one in of]
        self._progress.publish_many(told)

    def _claim_many(self, asked: Sequence[tuple[UUID, UUID]]) -> list[Claim | None]:
        self._coming = 0
        by_organization: dict[UUID, dict[UUID, None]] = defaultdict(dict)
        for org_id, job_id in asked:
            by_organization[org_id][job_id] = None
        taken = {one.job_id: one for org_id, ids in by_organization.items() for one in self._claimed(org_id, [*ids])}
        self._taken(taken.values())
        # Of two messages of one job only one may go on with it.
        return [taken.pop(job_id, None) for _, job_id in asked]

    def _finish_many(self, ends: Sequence[_End]) -> list[bool]:
        by_organization: dict[UUID, dict[UUID, _End]] = defaultdict(dict)
        for end in ends:
            by_organization[end.claim.org_id][end.claim.job_id] = end
        done = {one for org_id, of_jobs in by_organization.items() for one in self._finished(org_id, of_jobs)}
        have_ended = [(end.claim.job_id, end.claim.attempt) in done for end in ends]
        self._tell(State.SUCCEEDED, [end.claim for end, has_ended in zip(ends, have_ended, strict=True) if has_ended])
        return have_ended

    def _claimed(self, org_id: UUID, job_ids: Sequence[UUID]) -> list[Claim]:
        values = {"worker": self._worker, "lease": self._lease_seconds}
        rows = self._changed(_CLAIM, org_id, job_ids, values)
        return [claims.claimed(org_id, UUID(str(job_id)), self._lease_seconds, rest) for job_id, *rest in rows]

    def _finished(self, org_id: UUID, ends: Mapping[UUID, _End]) -> list[tuple[UUID, int]]:
        values = {
            "ending": _list(end.ending for end in ends.values()),
            "stored": _list(artifact for end in ends.values() for artifact in end.stored),
        }
        rows = self._changed(_FINISH, org_id, list(ends), values)
        return [(UUID(str(job_id)), attempt) for job_id, attempt in rows]

    def _changed(self, statement: str, org_id: UUID, job_ids: Sequence[UUID], values: Mapping[str, object]) -> Rows:
        """What was done for all; nothing where each is to try alone: since there is one, or one that cannot be done.

        Nor where Postgres does not answer: what was done for another organization a moment before stays told.
        """
        if len(job_ids) == 1:
            return []
        named = {"org_id": str(org_id), "ids": [str(job_id) for job_id in job_ids], **values}
        try:
            return self._database.change_as_tenant(org_id, statement, named)
        except (peewee.DatabaseError, DatabaseUnavailable):
            extra = {"action": "together", "org_id": org_id, "count": len(job_ids)}
            log.warning("jobs are claimed or ended one by one", extra=extra, exc_info=True)
            return []


def _end(claim: Claim, result: Mapping[str, Any], artifacts: Sequence[StoredArtifact], used: Usage | None) -> _End:
    of = {"id": str(claim.job_id), "attempt": claim.attempt}
    ending = json.dumps({**of, "result": dict(result), "usage": claims.by_attempt(claim, used)})
    stored = [json.dumps({"job_id": str(claim.job_id), "id": str(new_id()), **asdict(one)}) for one in artifacts]
    return _End(claim, ending, stored)


def _list(members: Iterable[str]) -> str:
    return f"[{','.join(members)}]"
