"""Asks Stripe, with its own library. What goes wrong there is BillingUnavailable here, with the reason in the log."""

import hashlib
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import requests
import stripe

from jobs.billing.subscriptions import Subscription
from jobs.errors import BillingUnavailable

if TYPE_CHECKING:
    from stripe import RequestOptions
    from stripe.checkout import Session
    from stripe.params import CustomerCreateParams
    from stripe.params.checkout import SessionCreateParams

log = logging.getLogger(__name__)

CONNECT_SECONDS, READ_SECONDS = 4.0, 8.0
"""Stripe's library waits for 80 s by default, and a thread of the web tier with it."""
_AT_ONCE = 100
_MISSING = "resource_missing"


@dataclass(frozen=True)
class Checkout:
    """A page of Stripe's on which one subscription can be paid, once; `url` only while it is open."""

    id: str
    url: str | None
    status: str


@dataclass(frozen=True)
class PriceTag:
    """What a price comes to: `amount` in the currency's smallest unit, for each `interval_count` intervals."""

    amount: int
    currency: str
    interval: str
    interval_count: int


@dataclass(frozen=True)
class Pages:
    """Where Stripe leads back to, of our own."""

    success_url: str
    cancel_url: str


class StripeApi:
    """Safe to share between threads: the library has a session a thread."""

    def __init__(self, secret_key: str, api_base: str = "") -> None:
        session = None
        if api_base:
            session = requests.Session()
            session.trust_env = False  # a proxy cannot reach this machine
        self._client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": api_base} if api_base else None,
            http_client=stripe.RequestsClient(timeout=(CONNECT_SECONDS, READ_SECONDS), session=session),
            max_network_retries=1,
        )
        self.api_base = api_base

    def make_customer(self, org_id: UUID, name: str) -> str:
        """Return the customer's id; asked twice at once, Stripe makes one."""
        wanted: CustomerCreateParams = {"name": name, "metadata": {"org_id": str(org_id)}}
        with _unavailable("customers.create"):
            made = self._client.v1.customers.create(wanted, _once("customer", org_id, wanted))
        return made.id

    def begin_checkout(self, org_id: UUID, customer_id: str, price_id: str, pages: Pages, number: int) -> Checkout:
        """Return a new checkout for one subscription; with the same arguments the same one."""
        wanted: SessionCreateParams = {
            "mode": "subscription",
            "customer": customer_id,
            "client_reference_id": str(org_id),
            "line_items": [{"price": price_id, "quantity": 1}],
            "success_url": pages.success_url,
            "cancel_url": pages.cancel_url,
            "subscription_data": {"metadata": {"org_id": str(org_id)}},
        }
        with _unavailable("checkout.sessions.create"):
            made = self._client.v1.checkout.sessions.create(wanted, _once(f"checkout-{number}", org_id, wanted))
        return _checkout(made)

    def checkout(self, checkout_id: str) -> Checkout | None:
        """Return one that was begun, or None where Stripe knows it no more."""
        with _unavailable("checkout.sessions.retrieve"), _none_if_missing() as found:
            found.append(_checkout(self._client.v1.checkout.sessions.retrieve(checkout_id)))
        return found[0] if found else None

    def close_checkout(self, checkout_id: str) -> Checkout:
        """Return it as it is for good: expired, so that nobody can pay there any more, or complete, if somebody has."""
        sessions = self._client.v1.checkout.sessions
        with _unavailable("checkout.sessions.expire"):
            try:
                return _checkout(sessions.expire(checkout_id))
            except stripe.InvalidRequestError:  # it is not open: somebody paid, or closed it at the same moment
                return _checkout(sessions.retrieve(checkout_id))

    def portal_url(self, customer_id: str, return_url: str) -> str:
        """Return the address of Stripe's own pages for cards, invoices, changing and cancelling; good for minutes."""
        with _unavailable("billing_portal.sessions.create"):
            made = self._client.v1.billing_portal.sessions.create({"customer": customer_id, "return_url": return_url})
        return made.url

    def subscriptions(self, customer_id: str) -> Sequence[Subscription]:
        """Return all of a customer's, those that ended too; none where Stripe knows the customer no more."""
        found: list[Subscription] = []
        with _unavailable("subscriptions.list"), _none_if_missing():
            listed = self._client.v1.subscriptions.list({"customer": customer_id, "status": "all", "limit": _AT_ONCE})
            found.extend(_subscription(one) for one in listed.auto_paging_iter())
        return found

    def cancel(self, subscription_id: str) -> None:
        """End a subscription at once; one that is gone already is no fault."""
        with _unavailable("subscriptions.cancel"), _none_if_missing():
            self._client.v1.subscriptions.cancel(subscription_id)

    def price_tag(self, price_id: str) -> PriceTag | None:
        """Return what a price comes to, or None where that is no one number."""
        with _unavailable("prices.retrieve"):
            price = self._client.v1.prices.retrieve(price_id)
        if price.unit_amount is None or price.recurring is None:
            return None
        return PriceTag(price.unit_amount, price.currency, price.recurring.interval, price.recurring.interval_count)


@contextmanager
def _unavailable(call: str) -> Iterator[None]:
    try:
        yield
    except stripe.StripeError as error:
        # Its text may name a customer's data; code and request id are enough to find it at Stripe.
        facts = {"call": call, "status": error.http_status, "code": error.code, "request_id": error.request_id}
        log.warning("Stripe refused or did not answer", extra={"action": "billing.stripe", **facts})
        raise BillingUnavailable from error


@contextmanager
def _none_if_missing() -> Iterator[list[Any]]:
    found: list[Any] = []
    try:
        yield found
    except stripe.InvalidRequestError as error:
        if error.code != _MISSING:
            raise


def _once(what: str, org_id: UUID, wanted: Any) -> "RequestOptions":
    """Return a key by which Stripe knows a repeated request; other wishes are another request."""
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    return {"idempotency_key": f"groundplan-{what}-{org_id}-{digest[:16]}"}


def _checkout(session: "Session") -> Checkout:
    return Checkout(session.id, session.url, session.status or "")


def _subscription(given: stripe.Subscription) -> Subscription:
    """The period's end is told by item, in versions of Stripe's API since 2025."""
    items = list(given["items"]["data"])
    period_ends_at = min((_time(item["current_period_end"]) for item in items), default=None)
    ends_at = _time(given.ended_at or given.cancel_at)
    if ends_at is None and given.cancel_at_period_end:
        ends_at = period_ends_at
    return Subscription(
        id=given.id,
        status=given.status,
        price_ids=tuple(item["price"]["id"] for item in items),
        created_at=datetime.fromtimestamp(given.created, UTC),
        renews_at=None if ends_at else period_ends_at,
        ends_at=ends_at,
    )


def _time(seconds: int | None) -> Any:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
