"""Stripe tells what happened. An event is proved by its signature, and used for one thing: whom to ask Stripe about."""

import logging
import threading

from flask import Blueprint, Response, request

from jobs.billing.accounts import refresh
from jobs.billing.events import ACTED_ON, Event, ForgedEvent, read_event
from jobs.models import BillingAccount
from web.problems import NotReady, ResourceNotFound
from web.request_bodies import read_body
from web.services import services

logger = logging.getLogger(__name__)

BODY_BYTES = 256 * 1024
"""An invoice of many lines has tens of thousands of bytes."""

PLACES = 4
"""A quarter of a process's threads: while Stripe hangs, its events must not take those of everybody else."""
_PATIENCE_SECONDS = 3.0
_places = threading.BoundedSemaphore(PLACES)

stripe_webhooks = Blueprint("stripe_webhooks", __name__)


@stripe_webhooks.post("/webhooks/stripe")
def take_event() -> Response:
    """Answer 200 to what was acted on, or is no business of ours; Stripe sends again what is answered otherwise.

    No session and no key: who asks is proved by the signature alone. While Stripe or the database is away nothing is
    written, the answer is 503, and the event comes again.
    """
    parts = services()
    secrets = parts.settings.stripe_webhook_secret.split()
    if parts.billing is None or not secrets:
        raise ResourceNotFound("Billing is off here.")
    try:
        event = read_event(read_body(request, BODY_BYTES), request.headers.get("Stripe-Signature", ""), secrets)
    except ForgedEvent:
        logger.warning("event refused", extra={"action": "billing.event_refused"})
        raise
    if not _places.acquire(timeout=_PATIENCE_SECONDS):
        raise NotReady("Too many events at once: send it again.", headers={"Retry-After": "5"})
    try:
        outcome = _act_on(event)
    finally:
        _places.release()
    logger.info("event taken", extra={"action": "billing.event", "event": event.id, "type": event.type} | outcome)
    return Response(status=200)


def _act_on(event: Event) -> dict[str, str]:
    parts = services()
    if parts.billing is None or event.type not in ACTED_ON or event.customer_id is None:
        return {"outcome": "ignored"}
    with parts.database.customer(event.customer_id):
        account = BillingAccount.select(BillingAccount.org_id).first()
    if account is None:
        return {"outcome": "unknown_customer"}
    done = refresh(parts.billing, lambda: parts.database.tenant(account.org_id), account.org_id, event)
    return {"outcome": done.value, "org_id": str(account.org_id)}
