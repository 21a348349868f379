"""Talking about a workload before it is designed: `ask` says something and waits for the answer."""

from typing import Any
from uuid import UUID

from jobs import conversations as talks
from jobs.errors import Conflict
from jobs.states import State
from web.guards import Guard
from web.job_submission import fingerprint_of, send
from web.mcp import schemas
from web.mcp.calls import Call
from web.mcp.faults import invalid
from web.mcp.tools import Tool
from web.mcp.waiting import wait_for
from web.schemas.conversations import NewConversation, NewUtterance


async def ask(call: Call, given: schemas.Ask) -> schemas.Reply:
    """Say it, wait, and return the answer as far as there is one."""
    if given.message is None:
        if given.conversation_id is None:
            raise invalid("message", "is missing", "required where no conversation_id is given")
        conversation_id, job_id = given.conversation_id, await call.run(_last_turn, call, given.conversation_id)
    else:
        conversation_id, job_id = await call.run(_say, call, given, given.message)
    if job_id is not None:
        await wait_for(call, job_id, given.seconds)
    return await call.run(_reply, call, conversation_id)


def _say(call: Call, given: schemas.Ask, message: str) -> tuple[UUID, UUID]:
    who: dict[str, Any] = {"org_id": call.org_id, "user_id": call.identity.user_id}
    who |= {"max_attempts": call.services.settings.max_attempts, "idempotency_key": given.idempotency_key}
    database = call.services.database
    if given.conversation_id is None:
        mark = fingerprint_of(NewConversation(text=message), "begin")
        conversation, begun = talks.create(database, text=message, fingerprint=mark, **who)
        if begun is None:
            raise Conflict("This idempotency key was used before, for a conversation whose words are gone.")
        conversation_id, turn = conversation.id, begun
    else:
        conversation_id = given.conversation_id
        mark = fingerprint_of(NewUtterance(text=message), "say", str(conversation_id))
        turn = talks.say(database, conversation_id=conversation_id, text=message, fingerprint=mark, **who)
    send(call.services, [turn.job])
    return conversation_id, turn.job.id


def _last_turn(call: Call, conversation_id: UUID) -> UUID | None:
    running = talks.running_turn(call.services.database, call.org_id, conversation_id)
    return running.id if running else None


def _reply(call: Call, conversation_id: UUID) -> schemas.Reply:
    lines = talks.utterances(call.services.database, call.org_id, conversation_id, limit=1)
    told: dict[str, Any] = {"answer": "", "citations": [], "choices": [], "state": "failed", "job_id": None}
    told["next_step"] = _AFTER_NOTHING
    if lines:
        line, job = lines[0]
        told["job_id"] = line.job_id
        if line.role == "assistant":
            told |= {"state": line.state, "answer": line.text, "next_step": _AFTER_ANSWER}
            told |= {"citations": line.citations, "choices": line.choices}
        elif job is not None and job.state not in {State.FAILED, State.CANCELLED}:
            told |= {"state": "answering", "next_step": _WHILE_ANSWERING}
    page = f"{call.services.settings.web_url}/brainstorm/{conversation_id}"
    return schemas.Reply.model_validate({"conversation_id": conversation_id, "page": page} | told)


_AFTER_ANSWER = "Say more with this conversation_id, or submit_job with what was settled."
_AFTER_NOTHING = "There is no answer: say it (again) with this conversation_id."
_WHILE_ANSWERING = "ask with this conversation_id and no message waits for the answer."

TALK_TOOLS: tuple[Tool[Any], ...] = (
    Tool(
        "ask",
        "Ask about AWS architectures",
        "Talk with Groundplan about a workload before it is designed: compare services, sizes, limits and prices, "
        "“what would it cost”, “what changes if”. Answers rest on AWS's documentation and on planned figures, and name "
        "their sources. Give `conversation_id` to go on with a conversation. Waits up to 50 seconds for the answer.",
        schemas.Ask,
        schemas.Reply,
        ask,
        guard=Guard.SUBMIT,
    ),
)
