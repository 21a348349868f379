"""Webhooks: a thread of the chores' process sends them, and a chore forgets the old ones and says when they wait.

Not RQ's worker: that does one chore after the other, and an endpoint may take ten seconds to answer. The rows are the
queue, with a lease, so that any number of processes may send.
"""

import logging
import threading
from contextlib import closing

from peewee import fn

from jobs.chores.heartbeats import Pulse
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.database import Database
from jobs.errors import TransientError
from jobs.models import Webhook, WebhookDelivery, WebhookSecret
from jobs.settings import Settings
from jobs.webhooks.asking import poster
from jobs.webhooks.deliveries import KEPT_DAYS
from jobs.webhooks.sender import Sender

log = logging.getLogger(__name__)

_AT_ONCE = 5000
_ROUNDS = 20
_DAY_SECONDS = 24 * 3600.0
_LATE_SECONDS = 600.0


def keep_sending(settings: Settings, stopping: threading.Event) -> None:
    """Send webhooks until the process ends, whatever becomes of a single one."""
    tick = settings.chores_interval_seconds
    with closing(Database(settings.chores_database_url, max_connections=1)) as database:
        pulse = Pulse(database, "webhook_sending", tick)
        while not stopping.is_set():
            post = poster(local=settings.webhooks_allow_local)
            try:
                with Sender(database, post, settings.web_url) as sender:
                    sender.run(stopping, tick, pulse.beat)
            except TransientError as error:
                log.warning("cannot send webhooks", extra={"action": "webhook.wait", "code": error.code})
            except Exception as error:
                log.exception("sending webhooks broke", extra={"action": "webhook.broke"})
                pulse.tell_fault(error)
            stopping.wait(tick)


def tidy_webhooks(services: Services) -> int:
    """Forget deliveries of a month ago and secrets that sign no more; return how many. Raises DatabaseUnavailable."""
    _say_what_waits(services)
    with services.database.chores():
        ended = WebhookSecret.ends_at <= fn.now()
        secrets: int = WebhookSecret.delete().where(ended).execute()  # type: ignore[misc]  # a fault of the stubs
    return secrets + sum(_forget(services) for _ in range(_ROUNDS))


def _forget(services: Services) -> int:
    old = WebhookDelivery.created_at < from_now(-KEPT_DAYS * _DAY_SECONDS)
    some = WebhookDelivery.select(WebhookDelivery.id).where(old).limit(_AT_ONCE)
    with services.database.chores():
        removed: int = WebhookDelivery.delete().where(WebhookDelivery.id.in_(some)).execute()  # type: ignore[misc]  # a fault of the stubs
    return removed


def _say_what_waits(services: Services) -> None:
    """One endpoint may wait behind its own messages; where none is on its way, nobody sends."""
    due = (WebhookDelivery.state == "pending") & (WebhookDelivery.available_at < from_now(-_LATE_SECONDS))
    with services.database.chores():
        sending = Webhook.select(Webhook.id).where(Webhook.disabled_at.is_null(), Webhook.failing_since.is_null())
        leased = WebhookDelivery.lease_until.is_null(False)
        busy = WebhookDelivery.select(WebhookDelivery.webhook_id).where(leased)
        whose = WebhookDelivery.webhook_id.in_(sending) & WebhookDelivery.webhook_id.not_in(busy)
        count = WebhookDelivery.select(WebhookDelivery.webhook_id).where(due, whose).count()
    if count:
        log.warning("webhooks wait for long", extra={"action": "webhook.late", "deliveries": count})
