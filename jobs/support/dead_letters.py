"""Dead letters: messages that were received too often, and the jobs that failed because no worker finished them.

The chores deal with the messages every few seconds (`jobs/chores/dead_letters.py`), so that what is found here for long
are the jobs. Sending them again is a compare-and-set on rows that are dead at that moment: to ask twice, or to ask for
a job that was finished meanwhile, changes nothing. Turns of conversations are not sent again: their answer would come
between words that were said since.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from jobs.announcements import Publisher, announce
from jobs.database import Database
from jobs.errors import InvalidRequest
from jobs.messages import Message
from jobs.models import Job
from jobs.queue import BATCH, Queue
from jobs.states import State
from jobs.support.acts import Action, By, Change, record
from jobs.support.asking import Keyset, Rows, ask, asked, keyset

MOST_AT_ONCE = 1000
MOST_LETTERS = 100
IDS_IN_AN_ACT = 100
_DEAD = "job.state = 'failed' AND job.error ->> 'code' IN ('undeliverable', 'abandoned')"
_LISTED = f"""
SELECT job.id AS job_id, job.org_id, organization.name AS organization, job.mode, job.error ->> 'code' AS code,
    job.error ->> 'message' AS message, job.attempt AS attempts, job.created_at, job.started_at, job.finished_at,
    job.mode <> 'brainstorm' AS may_be_sent_again
FROM job JOIN organization ON organization.id = job.org_id
WHERE {_DEAD}
AND (%(at)s::timestamptz IS NULL OR (job.finished_at, job.id) < (%(at)s::timestamptz, %(after)s::uuid))
ORDER BY job.finished_at DESC, job.id DESC LIMIT %(limit)s
"""  # noqa: S608 - made of the constant above
_STATES = """
SELECT id, org_id, state, mode, error ->> 'code' AS code FROM job WHERE id = ANY (%(ids)s::uuid[])
"""
_REVIVE = f"""
UPDATE job SET state = 'queued', error = NULL, finished_at = NULL, dispatched_at = NULL, available_at = now(),
    max_attempts = attempt + %(attempts)s, worker = NULL, stage = NULL
WHERE id IN (
    SELECT id FROM job WHERE {_DEAD} AND mode <> 'brainstorm'
    AND (%(ids)s::uuid[] IS NULL OR id = ANY (%(ids)s::uuid[]))
    ORDER BY finished_at, id LIMIT {MOST_AT_ONCE} FOR UPDATE SKIP LOCKED
)
RETURNING id, org_id, attempt
"""  # noqa: S608 - made of the constants above
_SEND = """
UPDATE job SET dispatched_at = NULL WHERE id = ANY (%(ids)s::uuid[]) AND state = 'queued' RETURNING id, org_id, attempt
"""


@dataclass(frozen=True)
class Letter:
    """One message; without ids where nobody can read it. `state` is its job's, None where there is no such job."""

    message_id: str
    receipt: str
    receives: int
    first_received_at: datetime | None
    job_id: UUID | None = None
    org_id: UUID | None = None
    state: str | None = None
    mode: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Redriven:
    """How many jobs were sent again, of which how many were failed before, and how many messages that dealt with."""

    jobs: int
    revived: int
    messages: int


def dead_jobs(database: Database, *, limit: int, after: Keyset = None) -> Rows:
    """Jobs that failed because no worker finished them, who failed last first."""
    return ask(database, _LISTED, **keyset(after), limit=limit)


def waiting_letters(database: Database, queue: Queue) -> list[Letter]:
    """Messages that wait, at most a hundred, each with how its job is; they stay. Raises QueueUnavailable."""
    letters = _received(queue)
    for letter in letters:
        queue.show_dead_letter(letter.receipt)
    ids = [letter.job_id for letter in letters if letter.job_id]
    rows = {(row["id"], row["org_id"]): row for row in ask(database, _STATES, ids=ids)} if ids else {}
    return [_with_job(letter, rows) for letter in letters]


def redrive(  # noqa: PLR0913 - what it works with, who asks, and for what, each named at the call
    database: Database, queue: Queue, progress: Publisher, by: By, *, job_ids: Sequence[UUID] | None, attempts: int
) -> Redriven:
    """Send these dead jobs again, or all (a thousand at a time), each for so many attempts more.

    The relay chore sends what the rows say, so nothing is lost where this breaks off. Raises QueueUnavailable before
    anything is changed.
    """
    letters = _received(queue)
    chosen = [one for one in letters if one.job_id and (job_ids is None or one.job_id in set(job_ids))]
    ids = None if job_ids is None else list(job_ids)
    with database.staff():
        revived = asked(_REVIVE, ids=ids, attempts=attempts)
        sent = asked(_SEND, ids=[one.job_id for one in chosen]) if chosen else []
        _record(by, revived, sent)
    for letter in letters:
        if letter in chosen:
            queue.delete_dead_letter(letter.receipt)
        else:
            queue.show_dead_letter(letter.receipt)
    announce(progress, [_queued(row) for row in revived])
    return Redriven(len({row["id"] for row in [*revived, *sent]}), len(revived), len(chosen))


def _record(by: By, revived: Rows, sent: Rows) -> None:
    """An act for each organization, so that each sees its own."""
    by_organization: dict[UUID, set[UUID]] = defaultdict(set)
    for row in [*revived, *sent]:
        by_organization[row["org_id"]].add(row["id"])
    failed = {row["id"] for row in revived}
    for org_id, ids in sorted(by_organization.items()):
        told = [str(one) for one in sorted(ids)[:IDS_IN_AN_ACT]]
        change = Change(on_org=org_id, before={"failed": len(ids & failed)}, after={"queued": len(ids), "jobs": told})
        record(by, Action.REDRIVE, change)


def _queued(row: dict[str, Any]) -> Job:
    return Job(id=row["id"], org_id=row["org_id"], state=State.QUEUED, attempt=row["attempt"])


def _received(queue: Queue) -> list[Letter]:
    """Hidden from the chores meanwhile; where this process ends, they are seen again a little later."""
    letters: list[Letter] = []
    while len(letters) < MOST_LETTERS:
        some = queue.receive_dead_letters(min(BATCH, MOST_LETTERS - len(letters)))
        if not some:
            break
        letters += map(_letter, some)
    return letters


def _letter(message: dict[str, Any]) -> Letter:
    about = message.get("Attributes", {})
    first = about.get("ApproximateFirstReceiveTimestamp")
    at = datetime.fromtimestamp(int(first) / 1000, UTC) if first else None
    receives = int(about.get("ApproximateReceiveCount", "0"))
    ids = next(_ids(message["Body"]), (None, None))
    return Letter(message["MessageId"], message["ReceiptHandle"], receives, at, *ids)


def _ids(body: str) -> Iterator[tuple[UUID, UUID]]:
    try:
        read = Message.parse(body)
    except InvalidRequest:
        return
    yield read.job_id, read.org_id


def _with_job(letter: Letter, rows: dict[tuple[UUID, UUID], dict[str, Any]]) -> Letter:
    row = rows.get((letter.job_id, letter.org_id)) if letter.job_id and letter.org_id else None
    return Letter(**{**vars(letter), **{name: row[name] for name in ("state", "mode", "code")}}) if row else letter
