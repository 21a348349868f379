"""What follows from an attempt: delivered, tried again later, or given up; and when an endpoint is told no more."""

import json
import logging
import random
from datetime import datetime
from urllib.parse import urlsplit

from peewee import SQL, fn

from jobs.claims import from_now
from jobs.database import Database, active_database
from jobs.models import Webhook, WebhookDelivery
from jobs.notifications import Kind, notify_administrators
from jobs.webhooks.asking import Try
from jobs.webhooks.claims import Claim

log = logging.getLogger(__name__)

_MINUTE, _HOUR = 60.0, 3600.0
PAUSES = (5.0, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR, 14 * _HOUR, 20 * _HOUR, 24 * _HOUR)
"""Seconds after each attempt that failed; one more than these are made, over three days."""

FAILING_DAYS = 5
"""An endpoint that took nothing for so long is disabled."""
_STREAK_BREAKS_HOURS = 48
"""Without an attempt for longer than any pause, what fails next is a new beginning: nothing was wrong meanwhile."""
_TRIES_KEPT = 20
_JITTER = 0.1

_NOTE_FAILURE = """
WITH streak AS (
    SELECT CASE WHEN last_failed_at > now() - make_interval(hours => %(breaks)s) THEN failing_since ELSE now() END
        AS since FROM webhook WHERE id = %(id)s FOR UPDATE
)
UPDATE webhook SET failing_since = since, last_failed_at = now(),
    disabled_reason = CASE WHEN %(gone)s THEN 'gone'
        WHEN since <= now() - make_interval(days => %(days)s) THEN 'failing' END,
    disabled_at = CASE WHEN %(gone)s OR since <= now() - make_interval(days => %(days)s) THEN now() END
FROM streak WHERE id = %(id)s AND disabled_at IS NULL
RETURNING disabled_reason, disabled_at, url
"""


def record(database: Database, claim: Claim, tried: Try) -> None:
    """Write what became of a delivery, unless somebody else has it by now. Raises DatabaseUnavailable."""
    with database.chores():
        if not _write(claim, tried):
            return
        if tried.is_taken:
            its = (Webhook.id == claim.webhook_id) & Webhook.failing_since.is_null(False)
            Webhook.update(failing_since=None, last_failed_at=None).where(its).execute()
        else:
            _note_failure(claim, tried)
    ids = {"delivery_id": str(claim.delivery_id), "webhook_id": str(claim.webhook_id), "org_id": str(claim.org_id)}
    told = {"event": claim.event, "status": tried.status, "fault": tried.fault, "milliseconds": tried.milliseconds}
    log.info("a webhook was asked", extra={"action": "webhook.send", **ids, **told, "attempt": claim.attempt})


def _write(claim: Claim, tried: Try) -> bool:
    """False: the claim is void."""
    values: dict[str, object] = {"lease_until": None, "tries": _with(tried)}
    if tried.is_taken:
        values |= {"state": "delivered", "ended_at": fn.now()}
    elif claim.attempt > len(PAUSES):
        values |= {"state": "failed", "ended_at": fn.now()}
    else:
        values |= {"available_at": from_now(_pause_after(claim.attempt, tried.retry_after))}
    held = (WebhookDelivery.id == claim.delivery_id) & (WebhookDelivery.claims == claim.number)
    pending = WebhookDelivery.state == "pending"
    return bool(WebhookDelivery.update(values).where(held, pending).execute())


def _pause_after(attempt: int, retry_after: float | None) -> float:
    """Not all at the same moment, where an endpoint comes back that many wait for; nor sooner than it asks for."""
    pause = PAUSES[attempt - 1] * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - no secret
    return max(pause, min(retry_after or 0.0, PAUSES[-1]))


def _with(tried: Try) -> SQL:
    """The last tries and this one, with the moment by the database's clock."""
    return SQL(
        "(CASE WHEN jsonb_array_length(tries) >= %s THEN tries - 0 ELSE tries END)"
        " || jsonb_build_array(%s::jsonb || jsonb_build_object('at', clock_timestamp()))",
        (_TRIES_KEPT, json.dumps(tried.as_json())),
    )


def _note_failure(claim: Claim, tried: Try) -> None:
    """Keep since when the endpoint fails; disable one that has failed for long, or says that it is gone."""
    limits = {"breaks": _STREAK_BREAKS_HOURS, "days": FAILING_DAYS}
    values = {"id": str(claim.webhook_id), "gone": tried.is_gone, **limits}
    row = active_database.execute_sql(_NOTE_FAILURE, values).fetchone()
    if row is not None and row[0] is not None:
        _tell_disabled(claim, *row)


def _tell_disabled(claim: Claim, reason: str, at: datetime, url: str) -> None:
    about = {"webhook_id": str(claim.webhook_id), "reason": reason}
    facts = {**about, "host": urlsplit(url).hostname or ""}
    key = f"webhook:{claim.webhook_id}:{at.isoformat()}"
    notify_administrators(claim.org_id, Kind.WEBHOOK_DISABLED, key, facts)
    log.warning("a webhook was disabled", extra={"action": "webhook.disable", "org_id": str(claim.org_id), **about})
