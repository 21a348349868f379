"""Conversations: what is said in them, and their turns, each of which is a job of mode brainstorm.

A user's utterance and its job are written in one transaction, an answer in one with the job's end. The answer's place
is kept from the start: words of a stopped turn that arrive late still stand before what the user said next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import SQL, Expression, fn

from jobs.database import Database
from jobs.errors import Conflict, NotFound
from jobs.models import Conversation, Job, Utterance
from jobs.quotas import Allowance
from jobs.sheets import Sheet
from jobs.states import UNFINISHED, Mode, State
from jobs.submission import NewJob, lock_organization, remember, repeated, write_jobs

LONGEST_TITLE = 200  # characters
MOST_TURNS = 1000
RESTORABLE_DAYS = 30
_WORDS_SOUGHT = 8


@dataclass(frozen=True)
class Turn:
    """What the user said, and the job that answers it."""

    utterance: Utterance
    job: Job


def create(  # noqa: PLR0913 - a conversation is these things, each named at the call
    database: Database,
    *,
    org_id: UUID,
    user_id: UUID,
    title: str = "",
    text: str = "",
    max_attempts: int = 3,
    idempotency_key: str | None = None,
    fingerprint: str = "",
) -> tuple[Conversation, Turn | None]:
    """Begin a conversation, with a first turn where `text` says something.

    Raises as `jobs.submission.submit` does.
    """
    with database.tenant(org_id):
        allowance = lock_organization(org_id)
        if known := repeated(org_id, idempotency_key, fingerprint):
            conversation = find_row(org_id, known.conversation_id)
            return conversation, turn_of(conversation, known.job_ids)
        conversation = Conversation.create(org_id=org_id, created_by=user_id, title=title, **_times())
        turn = written(conversation, user_id, text, max_attempts, allowance) if text else None
        jobs = [turn.job] if turn else []
        remember(org_id, idempotency_key, fingerprint, jobs, conversation.id)
        return find_row(org_id, conversation.id), turn


def say(  # noqa: PLR0913 - as above
    database: Database,
    *,
    org_id: UUID,
    user_id: UUID,
    conversation_id: UUID,
    text: str,
    max_attempts: int = 3,
    idempotency_key: str | None = None,
    fingerprint: str = "",
) -> Turn:
    """Write what the user says and the job that answers it; `jobs.dispatch.dispatch` then sends it.

    Raises Conflict while another turn runs, NotFound, and as `jobs.submission.submit` does.
    """
    with database.tenant(org_id):
        allowance = lock_organization(org_id)
        known = repeated(org_id, idempotency_key, fingerprint)
        row = find_row(org_id, conversation_id)
        if known and (repeated_turn := turn_of(row, known.job_ids)):
            return repeated_turn
        turn = written(row, user_id, text, max_attempts, allowance)
        remember(org_id, idempotency_key, fingerprint, [turn.job], conversation_id)
        return turn


def find(database: Database, org_id: UUID, conversation_id: UUID) -> Conversation:
    """Raises NotFound, also for one that was deleted."""
    with database.tenant(org_id):
        return find_row(org_id, conversation_id)


def change(
    database: Database, org_id: UUID, conversation_id: UUID, *, title: str | None, sheet: Mapping[str, Any]
) -> Conversation:
    """Give it another title, where one is given, and set what `sheet` names of the sheet. Raises NotFound."""
    with database.tenant(org_id):
        row = find_row(org_id, conversation_id, lock=True)
        row.title = row.title if title is None else title
        row.sheet = Sheet.model_validate({**row.sheet, **sheet}).model_dump()
        row.save()
        return row


def delete(database: Database, org_id: UUID, conversation_id: UUID) -> list[Job]:
    """Hide it; `restore` shows it again for RESTORABLE_DAYS. Ends a turn that runs, and returns its job.

    Raises NotFound.
    """
    with database.tenant(org_id):
        row = find_row(org_id, conversation_id, lock=True)
        Conversation.update(deleted_at=fn.now()).where(_is(row.org_id, row.id)).execute()
        query = Job.update(state=State.CANCELLED, finished_at=fn.now(), lease_until=None).where(_runs_in(row))
        return list(query.returning(Job).execute())


def restore(database: Database, org_id: UUID, conversation_id: UUID) -> Conversation:
    """Show it again; nothing changes where it was not deleted. Raises NotFound when the chore has removed it."""
    with database.tenant(org_id):
        row = find_row(org_id, conversation_id, deleted=True, lock=True)
        row.deleted_at = None
        row.save()
        return row


def recent(
    database: Database, org_id: UUID, *, limit: int, words: str = "", before: tuple[datetime, UUID] | None = None
) -> Sequence[Conversation]:
    """The conversations whose title or utterances have all of `words`, the one that was spoken in last first.

    A word matches those that begin with it. `before` is the `updated_at` and id of the last one known.
    """
    rows = Conversation.select().where(Conversation.org_id == org_id, Conversation.deleted_at.is_null())
    for one in words.split()[:_WORDS_SOUGHT]:
        rows = rows.where(_has(one))
    if before:
        place = SQL("(updated_at, id) < (%s, %s)", before)
        rows = rows.where(place)
    with database.tenant(org_id):
        return list(rows.order_by(Conversation.updated_at.desc(), Conversation.id.desc()).limit(limit))


def utterances(
    database: Database, org_id: UUID, conversation_id: UUID, *, limit: int, before: int | None = None
) -> Sequence[tuple[Utterance, Job | None]]:
    """What was said, the last first, each with its turn's job; before the one with `seq` `before`. Raises NotFound."""
    with database.tenant(org_id):
        row = find_row(org_id, conversation_id)
        wanted = utterances_of(row).order_by(Utterance.seq.desc()).limit(limit)
        lines = list(wanted.where(Utterance.seq < before) if before else wanted)
        ids = {line.job_id for line in lines}
        jobs = {job.id: job for job in Job.select().where(Job.org_id == org_id, Job.id.in_(list(ids)))}
    return [(line, jobs.get(line.job_id)) for line in lines]


def running_turn(database: Database, org_id: UUID, conversation_id: UUID) -> Job | None:
    """The job of the turn that is not answered yet."""
    with database.tenant(org_id):
        row: Job | None = Job.select().where(_runs_in(find_row(org_id, conversation_id))).first()
        return row


def _times() -> dict[str, Any]:
    """The database's: pages go by them, and hosts' clocks differ."""
    return {"created_at": fn.now(), "updated_at": fn.now()}


def _is(org_id: UUID, conversation_id: UUID | None) -> Expression:
    found: Expression = (Conversation.org_id == org_id) & (Conversation.id == conversation_id)
    return found


def find_row(org_id: UUID, conversation_id: UUID | None, *, deleted: bool = False, lock: bool = False) -> Conversation:
    """In the tenant\'s transaction of the caller. Raises NotFound, also for a deleted one unless `deleted`."""
    query = Conversation.select().where(_is(org_id, conversation_id))
    if not deleted:
        query = query.where(Conversation.deleted_at.is_null())
    row: Conversation | None = (query.for_update() if lock else query).first()
    if row is None:
        raise NotFound("There is no such conversation.")
    return row


def utterances_of(row: Conversation) -> Any:
    """A query for all of its utterances; the caller is in the tenant's transaction."""
    return Utterance.select().where(Utterance.org_id == row.org_id, Utterance.conversation_id == row.id)


def _runs_in(row: Conversation) -> Expression:
    turns = Utterance.select(Utterance.job_id).where(
        Utterance.org_id == row.org_id, Utterance.conversation_id == row.id, Utterance.role == "user"
    )
    running: Expression = (Job.org_id == row.org_id) & Job.state.in_(list(UNFINISHED)) & Job.id.in_(turns)
    return running


def turn_of(row: Conversation, job_ids: Sequence[str]) -> Turn | None:
    """The turn that was written with a key that comes again; branches of the conversation have its words too."""
    if not job_ids:
        return None
    job = Job.get(Job.org_id == row.org_id, Job.id == UUID(job_ids[0]))
    return Turn(utterances_of(row).where(Utterance.job_id == job.id, Utterance.role == "user").get(), job)


def written(row: Conversation, user_id: UUID, text: str, max_attempts: int, allowance: Allowance) -> Turn:
    """Write a turn; the caller holds the organization's lock, so that no two begin at once. Raises Conflict."""
    if Job.select().where(_runs_in(row)).exists():
        raise Conflict("An answer is still on its way: wait for it, or stop it, before you say more.")
    seq = _next_seq(row)
    options = {"conversation_id": str(row.id), "utterance": seq}
    new = NewJob(text, Mode.BRAINSTORM, options, max_attempts=max_attempts)
    (job,) = write_jobs(row.org_id, user_id, [new], allowance)
    words = {"seq": seq, "role": "user", "text": text, "job_id": job.id, "created_at": fn.now()}
    inserting = Utterance.insert(org_id=row.org_id, conversation_id=row.id, **words)
    (said,) = inserting.returning(Utterance).execute()
    Conversation.update(updated_at=fn.now()).where(_is(row.org_id, row.id)).execute()
    return Turn(said, job)


def _next_seq(row: Conversation) -> int:
    """The next odd number: what follows a user's words is kept for their answer."""
    last = utterances_of(row).select(fn.MAX(Utterance.seq)).scalar() or 0
    if last >= 2 * MOST_TURNS - 1:
        raise Conflict(f"A conversation has at most {MOST_TURNS} turns: begin another one.")
    return int(last) + 1 + last % 2


def _has(word: str) -> Expression:
    """Quoted, it is cut into lexemes the way the text was."""
    quoted = "'" + word.replace("\\", "\\\\").replace("'", "''") + "':*"
    matches = SQL("words @@ to_tsquery('simple', %s)", (quoted,))
    has: Expression = matches | Conversation.id.in_(Utterance.select(Utterance.conversation_id).where(matches))
    return has
