"""What is said on one socket: subscribe, unsubscribe, ping. Runs in the socket's own greenlet."""

import logging
import time
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import ValidationError

from jobs.batches import state_of
from jobs.database import Database
from jobs.errors import GroundplanError
from jobs.models import Batch
from jobs.progress import Progress
from web.identity import Identity
from web.live.frames import message_frame, text_frame
from web.live.hub import Hub
from web.live.listener import Listener
from web.live.messages import CLIENT_MESSAGE, Ping, Subscribe, Unsubscribe
from web.live.outbox import Outbox
from web.validation import faults_of

logger = logging.getLogger(__name__)

_STATE_OF_JOB = "SELECT state FROM job WHERE org_id = %s AND id = %s"

SUBSCRIPTIONS = 100
"""Jobs that one socket may follow at once."""

MESSAGES_A_MINUTE = 600
"""A client that says more is sent away: it takes time from the others."""


@dataclass
class Conversation:
    """One client: who it is, where its frames go, and what it listens to."""

    identity: Identity
    outbox: Outbox
    hub: Hub
    database: Database
    progress: Progress
    _listeners: dict[UUID, Listener] = field(default_factory=dict)
    _minute_began: float = field(default_factory=time.monotonic)
    _messages: int = 0

    def hear(self, text: str | bytes) -> None:
        """Answer one message of the client; a wrong one gets an error and harms nothing else."""
        if self._is_too_talkative():
            self.outbox.drop("too talkative")
            return
        try:
            message = CLIENT_MESSAGE.validate_json(text)
        except ValidationError as error:
            self._refuse("invalid_message", details=[fault.as_json() for fault in faults_of(error)])
            return
        match message:
            case Subscribe():
                self._subscribe(message)
            case Unsubscribe():
                self._unsubscribe(message.job_id)
                self._say({"type": "unsubscribed", "job_id": str(message.job_id)})
            case Ping():
                self._say({"type": "pong"})

    def end(self) -> None:
        """Stop listening to everything."""
        for job_id in list(self._listeners):
            self._unsubscribe(job_id)

    def _is_too_talkative(self) -> bool:
        now = time.monotonic()
        if now - self._minute_began > 60:
            self._minute_began, self._messages = now, 0
        self._messages += 1
        return self._messages > MESSAGES_A_MINUTE

    def _subscribe(self, message: Subscribe) -> None:
        """Listen first, replay then, and drop what came twice: so nothing falls between the two."""
        job_id = message.job_id
        self._unsubscribe(job_id)
        if len(self._listeners) >= SUBSCRIPTIONS:
            self._refuse("too_many_subscriptions", job_id, limit=SUBSCRIPTIONS)
            return
        listener = self._listen(job_id, message.after)
        try:
            state = self._state_of(job_id)
            if state is None:
                self._unsubscribe(job_id)
                self._refuse("not_found", job_id)
                return
            self._say({"type": "subscribed", "job_id": str(job_id), "state": state})
            events = self.progress.replay(self.identity.org_id, job_id, message.after)
        except GroundplanError as error:
            logger.warning("subscription failed", extra={"action": "live.subscribe_failed"}, exc_info=True)
            self._unsubscribe(job_id)
            self._refuse(error.code, job_id)
            return
        listener.catch_up((event.seq, text_frame(event.to_json().encode())) for event in events)

    def _listen(self, job_id: UUID, after: int) -> Listener:
        listener = Listener(self.outbox, after)
        self._listeners[job_id] = listener
        self.hub.add(self.identity.org_id, job_id, listener)
        return listener

    def _unsubscribe(self, job_id: UUID) -> None:
        listener = self._listeners.pop(job_id, None)
        if listener is not None:
            self.hub.remove(self.identity.org_id, job_id, listener)

    def _state_of(self, job_id: UUID) -> str | None:
        """Return the state of the job, or batch, or None where the client's organization has none of this id."""
        org_id = self.identity.org_id
        for (state,) in self.database.ask_as_tenant(org_id, _STATE_OF_JOB, [str(org_id), str(job_id)]):
            return str(state)
        with self.database.tenant(org_id):
            batch = Batch.get_or_none(Batch.org_id == org_id, Batch.id == job_id)
        return state_of(batch).value if batch else None

    def _refuse(self, code: str, job_id: UUID | None = None, **more: object) -> None:
        about = {} if job_id is None else {"job_id": str(job_id)}
        self._say({"type": "error", "code": code, **about, **more})

    def _say(self, message: dict[str, object]) -> None:
        self.outbox.offer(message_frame(message))
