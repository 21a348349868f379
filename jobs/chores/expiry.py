"""Forget what has had its time: idempotency keys, login sessions, mails, and conversations that were deleted."""

import logging

from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.conversations import RESTORABLE_DAYS
from jobs.models import (
    Conversation,
    IdempotencyKey,
    Invitation,
    Job,
    LoginSession,
    MailEvent,
    Notification,
    Utterance,
)

log = logging.getLogger(__name__)

_KEYS_LIVE_SECONDS = 24 * 3600
_AT_ONCE = 1000
_ROUNDS = 50
_DAY_SECONDS = 24 * 3600
_SESSIONS_KEPT_DAYS = 30
"""After their end: addresses and browsers are personal data, and nobody asks for older ones."""

_INVITATIONS_KEPT_DAYS = 30
"""The same: addresses of people who may never have come."""

_NOTIFICATIONS_KEPT_DAYS = 90
"""So long an event that is written again writes no second mail."""

_MAIL_EVENTS_KEPT_DAYS = 30
"""Longer than a message of SNS's is taken for new (`jobs.mail.sns.OLDEST`)."""


def expire(services: Services) -> int:
    """Return how many rows were removed. Raises DatabaseUnavailable."""
    with services.database.chores():
        old = IdempotencyKey.created_at < from_now(-_KEYS_LIVE_SECONDS)
        keys: int = IdempotencyKey.delete().where(old).execute()  # type: ignore[misc]  # a fault of the stubs
        ended = LoginSession.ends_at < from_now(-_SESSIONS_KEPT_DAYS * _DAY_SECONDS)
        sessions: int = LoginSession.delete().where(ended).execute()  # type: ignore[misc]  # as above
        over = Invitation.expires_at < from_now(-_INVITATIONS_KEPT_DAYS * _DAY_SECONDS)
        invitations: int = Invitation.delete().where(over).execute()  # type: ignore[misc]  # as above
        told = Notification.created_at < from_now(-_NOTIFICATIONS_KEPT_DAYS * _DAY_SECONDS)
        notifications: int = Notification.delete().where(told).execute()  # type: ignore[misc]  # as above
        heard = MailEvent.received_at < from_now(-_MAIL_EVENTS_KEPT_DAYS * _DAY_SECONDS)
        mail_events: int = MailEvent.delete().where(heard).execute()  # type: ignore[misc]  # as above
    talks = _expire_conversations(services)
    counts = {
        "idempotency_keys": keys,
        "login_sessions": sessions,
        "invitations": invitations,
        "notifications": notifications,
        "mail_events": mail_events,
        "conversations": talks,
    }
    log.info("expired", extra={"action": "expire", **counts})
    return sum(counts.values())


def _expire_conversations(services: Services) -> int:
    """With all that was said in them; the rows of their turns' jobs stay for the audit, without a word."""
    removed = 0
    for _ in range(_ROUNDS):
        with services.database.chores():
            gone = _removed_conversations()
        if not gone:
            break
        removed += gone
    return removed


def _removed_conversations() -> int:
    old = Conversation.deleted_at < from_now(-RESTORABLE_DAYS * _DAY_SECONDS)
    ids = [row.id for row in Conversation.select(Conversation.id).where(old).limit(_AT_ONCE)]
    said = Utterance.select(Utterance.conversation_id, Utterance.job_id).where(Utterance.conversation_id.in_(ids))
    turns = [(line.conversation_id, line.job_id) for line in said]
    removing = Conversation.delete().where(Conversation.id.in_(ids), old)  # type: ignore[misc]  # a fault of the stubs
    gone = {row.id for row in removing.returning(Conversation.id).execute()}  # but those restored meanwhile
    Job.update(request="", result=None).where(Job.id.in_([job for talk, job in turns if talk in gone])).execute()
    return len(gone)
