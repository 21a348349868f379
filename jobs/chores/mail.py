"""One mail for each notification, and for each invitation; never two, so rarely none.

A row is stamped before its mail goes out. What could not be handed over is stamped back and tried again, less and less
often, for a day; the rows keep when, so that neither a restart nor an empty Redis forgets one.
"""

import time
from uuid import UUID

from peewee import fn

from jobs.chores.delivery import Outcome, deliver
from jobs.chores.invitation_mail import send_invitations
from jobs.chores.notification_mail import prepare
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.models import Job, Notification
from jobs.notifications import Kind

_AT_ONCE = 50
_MOST_DELAYED = 3
"""In a row: then whoever takes our mails is away, and the other chores wait."""
_LONGEST_RUN_SECONDS = 30.0
"""The other chores wait meanwhile; the next run goes on."""
_FIRST_PAUSE_SECONDS = 15
_LONGEST_PAUSE_SECONDS = 3600


def send_mails(services: Services) -> int:
    """Return how many mails were sent. Raises DatabaseUnavailable."""
    try:
        return _send_notifications(services) + send_invitations(services)
    finally:
        services.mail.close()


def _send_notifications(services: Services) -> int:
    sent = delayed = 0
    until = time.monotonic() + _LONGEST_RUN_SECONDS
    for notification_id in _due(services):
        outcome = _send_once(services, notification_id)
        sent += outcome is Outcome.SENT
        delayed = delayed + 1 if outcome is Outcome.LATER else 0
        if delayed >= _MOST_DELAYED or time.monotonic() > until:
            break
    return sent


def _due(services: Services) -> list[UUID]:
    """Of each organization its oldest, then of each its second: who has thousands holds up nobody else's."""
    with services.database.chores():
        known = Notification.kind.in_(list(Kind))  # a newer version's own chores send what is new in it
        waiting = Notification.stamped_at.is_null() & (Notification.available_at <= fn.now())
        turn = fn.row_number().over(partition_by=[Notification.org_id], order_by=[Notification.available_at])
        query = Notification.select(Notification.id).where(known, waiting)
        return [row.id for row in query.order_by(turn, Notification.available_at).limit(_AT_ONCE)]


def _send_once(services: Services, notification_id: UUID) -> Outcome | None:
    """None: somebody else sends it."""
    this = Notification.id == notification_id
    with services.database.chores():
        stamp = Notification.update(stamped_at=fn.now(), attempts=Notification.attempts + 1)
        rows = list(stamp.where(this, Notification.stamped_at.is_null()).returning(Notification).execute())
        if not rows:
            return None
        prepared = prepare(services, rows[0])
    outcome = prepared if isinstance(prepared, Outcome) else deliver(services, prepared.mail(services))
    with services.database.chores():
        if outcome is Outcome.LATER:
            _take_back(rows[0])
        else:
            Notification.update(outcome=outcome).where(this).execute()
    return outcome


def _take_back(notification: Notification) -> None:
    pause = min(_FIRST_PAUSE_SECONDS * 2 ** (notification.attempts - 1), _LONGEST_PAUSE_SECONDS)
    values = {"stamped_at": None, "available_at": from_now(pause)}
    Notification.update(values).where(Notification.id == notification.id).execute()
    if notification.kind in {Kind.JOB_FINISHED, Kind.JOB_FAILED}:
        Job.update(notified_at=None).where(Job.id == notification.about).execute()
