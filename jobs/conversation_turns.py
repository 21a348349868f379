"""A turn of a conversation, from the side of who answers it: what it starts from, and the answer with the job's end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from peewee import fn

from jobs.claims import Claim, end_fenced, usage_of, was_cancelled
from jobs.conversations import LONGEST_TITLE, find_row, utterances_of
from jobs.database import Database
from jobs.models import Conversation, Utterance
from jobs.sheets import Choice, Citation, Sheet, merged
from jobs.states import State
from jobs.usage import Usage


@dataclass(frozen=True)
class Talk:
    """A conversation as a worker answers it: `lines` go from what `summary` ends with to the user's last words."""

    conversation_id: UUID
    title: str
    summary: str
    summarised_to: int
    sheet: Sheet
    lines: Sequence[Utterance]

    @property
    def answer_seq(self) -> int:
        """The place of the answer: after the last of `lines`."""
        return int(self.lines[-1].seq) + 1


@dataclass(frozen=True)
class Answer:
    """What a turn came to. None leaves the sheet or the summary as it is.

    `title` is for a conversation that has none yet.
    `summarised_to` is the `seq` of the last utterance that `summary` covers. `error` is for state failed: its code,
    and a message that tells a person what to do.
    """

    text: str
    state: Literal["complete", "stopped", "failed"] = "complete"
    citations: Sequence[Citation] = ()
    choices: Sequence[Choice] = ()
    title: str = ""
    sheet: Sheet | None = None
    summary: str | None = None
    summarised_to: int | None = None
    error: tuple[str, str] = ("failed", "The answer could not be finished. Say it again.")
    details: Mapping[str, Any] = field(default_factory=dict)
    used: Usage | None = None


def talk_of(database: Database, claim: Claim) -> Talk:
    """What a worker needs to answer the turn it has claimed. Raises NotFound when the conversation was removed."""
    conversation_id, last = UUID(claim.options["conversation_id"]), int(claim.options["utterance"])
    with database.tenant(claim.org_id):
        row = find_row(claim.org_id, conversation_id, deleted=True)
        wanted = Utterance.seq.between(row.summarised_to + 1, last)
        lines = list(utterances_of(row).where(wanted).order_by(Utterance.seq))
    return Talk(row.id, row.title, row.summary, row.summarised_to, Sheet.model_validate(row.sheet), lines)


def finish_turn(database: Database, claim: Claim, talk: Talk, answer: Answer) -> bool:
    """Write the answer and end its job, all or nothing. False: the claim is void, and nothing was written.

    A `stopped` answer is what was said of a turn whose job was cancelled. What the user set in the sheet while the
    turn ran goes before what the answer says. Raises DatabaseUnavailable.
    """
    with database.tenant(claim.org_id):
        conversation = find_row(claim.org_id, talk.conversation_id, deleted=True, lock=True)
        sheet = _sheet_after(conversation, talk, answer)
        if not _ended(claim, talk, answer, sheet):
            return False
        _answer(conversation, claim, talk, answer)
        conversation.sheet = sheet.model_dump()
        conversation.title = conversation.title or _title(answer)
        if answer.summary is not None and answer.summarised_to is not None:
            conversation.summary = storable(answer.summary)
            conversation.summarised_to = min(answer.summarised_to, talk.answer_seq)
        conversation.updated_at = fn.now()
        conversation.save()
        return True


def storable(text: str) -> str:
    """The text without what Postgres cannot keep, NUL and halves of surrogate pairs: a model may write anything."""
    return text.replace("\x00", "").encode(errors="replace").decode()


def _ended(claim: Claim, talk: Talk, answer: Answer, sheet: Sheet) -> bool:
    if answer.state == "stopped":
        return was_cancelled(claim)
    if answer.state == "failed":
        code, message = answer.error
        return end_fenced(claim, State.FAILED, error={"code": code, "message": message}, **usage_of(claim, answer.used))
    result = {
        **answer.details,
        "conversation_id": str(talk.conversation_id),
        "utterance": talk.answer_seq,
        "title": talk.title or _title(answer),
        "citations": _plain(Citation, answer.citations),
        "choices": _plain(Choice, answer.choices),
        "sheet": sheet.model_dump(),
    }
    return end_fenced(claim, State.SUCCEEDED, result=result, error=None, **usage_of(claim, answer.used))


def _sheet_after(row: Conversation, talk: Talk, answer: Answer) -> Sheet:
    now_set = Sheet.model_validate(row.sheet)
    return merged(now_set, talk.sheet, answer.sheet) if answer.sheet else now_set


def _answer(row: Conversation, claim: Claim, talk: Talk, answer: Answer) -> None:
    """The first words written for a stopped turn stay."""
    Utterance.insert(
        org_id=row.org_id,
        conversation_id=row.id,
        seq=talk.answer_seq,
        role="assistant",
        text=storable(answer.text),
        citations=_plain(Citation, answer.citations),
        choices=_plain(Choice, answer.choices),
        state=answer.state,
        job_id=claim.job_id,
        created_at=fn.now(),
    ).on_conflict_ignore().execute()


def _title(answer: Answer) -> str:
    return storable(answer.title)[:LONGEST_TITLE]


def _plain(kind: type[Citation] | type[Choice], given: Sequence[Any]) -> list[dict[str, Any]]:
    return [kind.model_validate(one).model_dump() for one in given]
