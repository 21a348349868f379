"""Talking about a workload before it is built: conversations, their turns and their sheet."""

from dataclasses import replace

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from pydantic import ValidationError

from jobs import conversations as talks
from jobs import models
from jobs.announcements import announce
from jobs.conversation_branches import branch
from jobs.errors import Conflict
from jobs.sheet_history import undo
from jobs.sheets import EDITABLE, Sheet
from jobs.states import Mode
from jobs.submission import submitted
from web.api.jobs import accept, accepted
from web.assumption_faults import refuse_faulty_assumptions
from web.cursors import cursor_at, cursor_before, read_cursor_at, read_cursor_before
from web.envelope import answer, page
from web.identity import current_identity
from web.job_faults import refuse_contradictory
from web.job_rows import as_job
from web.job_submission import fingerprint_of, send, submission_of
from web.responses import CREATING, LISTING, READING, SECURITY
from web.schemas.conversations import (
    BegunConversation,
    Conversation,
    ConversationChange,
    ConversationFilter,
    ConversationPath,
    NewBranch,
    NewConversation,
    NewUtterance,
    ShownConversation,
    Turn,
    Utterance,
    UtteranceFilter,
)
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.schemas.jobs import Job, NewJob
from web.services import services
from web.validation import refuse_invalid

conversations = APIBlueprint(
    "conversations",
    __name__,
    url_prefix="/api/v1/conversations",
    abp_tags=[Tag(name="conversations")],
    abp_security=SECURITY,
)


@conversations.post("", responses={201: Answer[BegunConversation], **CREATING})
def begin_conversation(header: IdempotencyHeader, body: NewConversation) -> Response:
    """Begin a conversation, with something said first or in silence.

    What is said is answered by the job in `turn`: its events bring the words as they come.
    """
    identity, parts = current_identity(), services()
    row, turn = talks.create(
        parts.database,
        org_id=identity.org_id,
        user_id=identity.user_id,
        title=body.title or "",
        text=body.text or "",
        max_attempts=parts.settings.max_attempts,
        idempotency_key=header.idempotency_key,
        fingerprint=fingerprint_of(body, "begin"),
    )
    return _begun(row, turn)


@conversations.get("", responses={200: Page[Conversation], **LISTING})
def list_conversations(query: ConversationFilter) -> Response:
    """List or search conversations, the one that was spoken in last first."""
    rows = talks.recent(
        services().database,
        current_identity().org_id,
        limit=query.limit + 1,
        words=query.q,
        before=read_cursor_at(query.cursor) if query.cursor else None,
    )
    shown = rows[: query.limit]
    last = shown[-1] if len(rows) > query.limit else None
    items = [Conversation.model_validate(row, from_attributes=True) for row in shown]
    return page(items, cursor_at(last.updated_at, last.id) if last else None)


@conversations.get("/<uuid:conversation_id>", responses={200: Answer[ShownConversation], **READING})
def show_conversation(path: ConversationPath) -> Response:
    """Show a conversation, its sheet, and the turn that runs in it."""
    return answer(_show(path))


@conversations.patch("/<uuid:conversation_id>", responses={200: Answer[ShownConversation], **CREATING, **READING})
def change_conversation(path: ConversationPath, body: ConversationChange) -> Response:
    """Rename it, or set the sheet's request, region, assumptions or pins.

    What is set while a turn runs goes before what its answer says.
    """
    values = body.sheet.model_dump(exclude_unset=True) if body.sheet else {}
    if body.sheet:
        refuse_faulty_assumptions(body.sheet.assumptions)
    org_id = current_identity().org_id
    talks.change(services().database, org_id, path.conversation_id, title=body.title, sheet=values)
    return answer(_show(path))


@conversations.post("/<uuid:conversation_id>/sheet/undo", responses={200: Answer[ShownConversation], **READING})
def undo_sheet(path: ConversationPath) -> Response:
    """Put the sheet back by one step, before what was set by hand last or what the last turn changed.

    409 while an answer is on its way, and where there is nothing to undo.
    """
    undo(services().database, current_identity().org_id, path.conversation_id)
    return answer(_show(path))


@conversations.delete("/<uuid:conversation_id>", responses={200: Answer[Conversation], **READING})
def delete_conversation(path: ConversationPath) -> Response:
    """Delete it, and stop its turn; within 30 days it can be restored, then every word is removed."""
    org_id, parts = current_identity().org_id, services()
    row = talks.find(parts.database, org_id, path.conversation_id)
    announce(parts.progress, talks.delete(parts.database, org_id, path.conversation_id))
    return answer(Conversation.model_validate(row, from_attributes=True))


@conversations.post("/<uuid:conversation_id>/restore", responses={200: Answer[ShownConversation], **READING})
def restore_conversation(path: ConversationPath) -> Response:
    """Undo its deletion; nothing happens to one that was not deleted."""
    talks.restore(services().database, current_identity().org_id, path.conversation_id)
    return answer(_show(path))


@conversations.get("/<uuid:conversation_id>/utterances", responses={200: Page[Utterance], **READING})
def list_utterances(path: ConversationPath, query: UtteranceFilter) -> Response:
    """List what was said, the last first."""
    lines = talks.utterances(
        services().database,
        current_identity().org_id,
        path.conversation_id,
        limit=query.limit + 1,
        before=read_cursor_before(query.cursor) if query.cursor else None,
    )
    shown = lines[: query.limit]
    more = len(lines) > query.limit
    return page([_as_utterance(*line) for line in shown], cursor_before(shown[-1][0].seq) if more else None)


@conversations.post("/<uuid:conversation_id>/utterances", responses={202: Answer[Turn], **CREATING, **READING})
def say(path: ConversationPath, header: IdempotencyHeader, body: NewUtterance) -> Response:
    """Say something; 409 while an answer is still on its way.

    The job answers: follow its events for the words, cancel it to stop them.
    """
    identity, parts = current_identity(), services()
    turn = talks.say(
        parts.database,
        org_id=identity.org_id,
        user_id=identity.user_id,
        conversation_id=path.conversation_id,
        text=body.text,
        max_attempts=parts.settings.max_attempts,
        idempotency_key=header.idempotency_key,
        fingerprint=fingerprint_of(body, "say", str(path.conversation_id)),
    )
    send(parts, [turn.job])
    said = answer(_as_turn(turn), 202)
    said.headers["Location"] = f"/api/v1/jobs/{turn.job.id}"
    return said


@conversations.post(
    "/<uuid:conversation_id>/branches", responses={201: Answer[BegunConversation], **CREATING, **READING}
)
def branch_conversation(path: ConversationPath, header: IdempotencyHeader, body: NewBranch) -> Response:
    """Say something else in the place of what was said: in a new conversation, with all that was said before it.

    The one before stays as it is. The sheet begins as the last answer before left it.
    """
    identity, parts = current_identity(), services()
    row, turn = branch(
        parts.database,
        org_id=identity.org_id,
        user_id=identity.user_id,
        conversation_id=path.conversation_id,
        seq=body.seq,
        text=body.text,
        max_attempts=parts.settings.max_attempts,
        idempotency_key=header.idempotency_key,
        fingerprint=fingerprint_of(body, "branch", str(path.conversation_id)),
    )
    return _begun(row, turn)


@conversations.post("/<uuid:conversation_id>/analyze", responses={202: Answer[Job], **CREATING, **READING})
def analyze_conversation(path: ConversationPath, header: IdempotencyHeader) -> Response:
    """Compare three options for what the sheet says; 409 while an answer is still on its way."""
    return _accept_sheet(path, header, Mode.ANALYZE)


@conversations.post("/<uuid:conversation_id>/implement", responses={202: Answer[Job], **CREATING, **READING})
def implement_conversation(path: ConversationPath, header: IdempotencyHeader) -> Response:
    """Make the bundle of what the sheet says; 409 while an answer is still on its way."""
    return _accept_sheet(path, header, Mode.IMPLEMENT)


def _accept_sheet(path: ConversationPath, header: IdempotencyHeader, mode: Mode) -> Response:
    """A key that comes again answers with its first job, whatever has been said and set since."""
    fingerprint, parts = fingerprint_of(path, mode.value), services()
    if again := submitted(parts.database, current_identity().org_id, header.idempotency_key, fingerprint):
        return accepted(again[0])
    conversation = _show(path)
    if conversation.running:
        raise Conflict("An answer is still on its way, and may change the sheet: wait for it, or stop it.")
    values = conversation.sheet.model_dump(include={*EDITABLE})
    try:
        body = NewJob.model_validate({name: value for name, value in values.items() if value} | {"mode": mode.value})
    except ValidationError as error:
        refuse_invalid(error)
    refuse_contradictory(body)
    asked = submission_of(body, parts.settings.max_attempts)
    asked = replace(asked, options={**asked.options, "conversation_id": str(path.conversation_id)})
    return accept(asked, header.idempotency_key, fingerprint)


def _begun(row: models.Conversation, turn: talks.Turn | None) -> Response:
    if turn:
        send(services(), [turn.job])
    shown = _shown(row, turn.job if turn else None)
    begun = answer(BegunConversation(**dict(shown), turn=_as_turn(turn) if turn else None), 201)
    begun.headers["Location"] = f"/api/v1/conversations/{row.id}"
    return begun


def _show(path: ConversationPath) -> ShownConversation:
    org_id, database = current_identity().org_id, services().database
    row = talks.find(database, org_id, path.conversation_id)
    return _shown(row, talks.running_turn(database, org_id, path.conversation_id))


def _shown(row: models.Conversation, running: models.Job | None) -> ShownConversation:
    return ShownConversation(
        id=row.id,
        title=row.title,
        created_at=row.created_at,
        updated_at=row.updated_at,
        summary=row.summary,
        sheet=Sheet.model_validate(row.sheet),
        running=as_job(running) if running else None,
    )


def _as_turn(turn: talks.Turn) -> Turn:
    return Turn(utterance=_as_utterance(turn.utterance, turn.job), job=as_job(turn.job))


def _as_utterance(row: models.Utterance, job: models.Job | None) -> Utterance:
    own = Utterance.model_fields.keys() - {"job_state", "error"}
    its_job = {"job_state": job.state if job else None, "error": job.error if job else None}
    return Utterance.model_validate({name: getattr(row, name) for name in own} | its_job)
