"""Saying something else in the middle of a conversation: what was said before goes on in one of its own.

What is taken along belongs to the turns that it was said in, so that undo finds what they left of the sheet. Where one
of the two conversations is removed for good, these turns are emptied, and undo ends there in the other as well.
"""

import re
from uuid import UUID

from peewee import fn

from jobs.conversations import LONGEST_TITLE, Turn, find_row, turn_of, utterances_of, written
from jobs.database import Database
from jobs.errors import NotFound
from jobs.models import Conversation, Utterance
from jobs.sheet_history import sheet_left
from jobs.submission import lock_organization, remember, repeated

_COPY = """
INSERT INTO utterance (id, org_id, conversation_id, seq, role, text, citations, choices, state, job_id, created_at)
SELECT gen_random_uuid(), org_id, %s, seq, role, text, citations, choices, state, job_id, created_at
FROM utterance WHERE org_id = %s AND conversation_id = %s AND seq < %s
"""
_NUMBERED = re.compile(r"(.*) \((\d{1,4})\)", re.DOTALL)


def branch(  # noqa: PLR0913 - each is named at the call
    database: Database,
    *,
    org_id: UUID,
    user_id: UUID,
    conversation_id: UUID,
    seq: int,
    text: str,
    max_attempts: int = 3,
    idempotency_key: str | None = None,
    fingerprint: str = "",
) -> tuple[Conversation, Turn | None]:
    """Begin a conversation with what was said before `seq`, a user's utterance, and say `text` in its place.

    The one before stays as it is. The sheet begins as the last turn before left it; what was set by hand since is not
    known of that moment. Raises NotFound, and as `jobs.submission.submit` does.
    """
    with database.tenant(org_id):
        allowance = lock_organization(org_id)
        if known := repeated(org_id, idempotency_key, fingerprint):
            row = find_row(org_id, known.conversation_id)
            return row, turn_of(row, known.job_ids)
        new = _copied(find_row(org_id, conversation_id), user_id, seq)
        turn = written(new, user_id, text, max_attempts, allowance)
        remember(org_id, idempotency_key, fingerprint, [turn.job], new.id)
        return find_row(org_id, new.id), turn


def _copied(row: Conversation, user_id: UUID, seq: int) -> Conversation:
    if not utterances_of(row).where(Utterance.seq == seq, Utterance.role == "user").exists():
        raise NotFound("Nobody said anything at that place of the conversation.")
    short = row.summarised_to < seq  # a summary of more than what is taken along would tell of what is not there
    new = Conversation.create(
        org_id=row.org_id,
        created_by=user_id,
        title=_next_title(row.title) if seq > 1 else "",
        summary=row.summary if short else "",
        summarised_to=row.summarised_to if short else 0,
        sheet=sheet_left(row, seq).model_dump(),
        created_at=fn.now(),
        updated_at=fn.now(),
    )
    Conversation._meta.database.execute_sql(_COPY, (new.id, row.org_id, row.id, seq))
    return new


def _next_title(title: str) -> str:
    """“Shop (2)” after “Shop”, as copies of files are named; nothing after nothing: the answer then brings a title."""
    if not title:
        return ""
    numbered = _NUMBERED.fullmatch(title)
    words, number = (numbered[1], int(numbered[2]) + 1) if numbered else (title, 2)
    end = f" ({number})"
    return words[: LONGEST_TITLE - len(end)] + end
