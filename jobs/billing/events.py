"""Stripe's events: whether they are Stripe's, and whose. What they say beyond that is not believed, but asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import stripe

from jobs.errors import InvalidRequest

TOLERANCE_SECONDS = 300
"""An older one may be somebody's copy."""
ACTED_ON = frozenset(
    {
        "checkout.session.completed",
        "customer.subscription.created",
        "customer.subscription.updated",
        "customer.subscription.deleted",
        "invoice.paid",
        "invoice.payment_failed",
    }
)


class ForgedEvent(InvalidRequest):
    """This event is not signed by Stripe, or is too old."""

    code = "forged_event"


@dataclass(frozen=True)
class Event:
    """Which event, and of which customer; None where it names none."""

    id: str
    type: str
    customer_id: str | None


def read_event(body: bytes, signature: str, secrets: Sequence[str]) -> Event:
    """Check the signature over the very bytes that came, with each of our secrets. Raises ForgedEvent."""
    if not signature.isascii():  # the library compares it as text, and cannot then
        raise ForgedEvent
    for secret in secrets:
        try:
            event = stripe.Webhook.construct_event(body, signature, secret, TOLERANCE_SECONDS)
        except (stripe.SignatureVerificationError, ValueError):
            continue
        return Event(str(event.id), str(event.type), _customer(event.data.object))
    raise ForgedEvent


def _customer(about: Any) -> str | None:
    customer = getattr(about, "customer", None)
    return customer if isinstance(customer, str) else None
