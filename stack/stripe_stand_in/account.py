"""An account at Stripe: what is in it, what its API does with that, and what befalls a subscription in its life."""

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from stack.stripe_stand_in.refusals import Refusal, missing, refuse_unknown

Object = dict[str, Any]
MONTH_SECONDS = 30 * 24 * 3600
DAY_SECONDS = 24 * 3600
PRICES = {"price_pro": 4900, "price_enterprise": 49_900}
"""Made up, in cents a month."""


class Account:
    """Everything under one lock; `tell` gets each event when it happened."""

    def __init__(self, pages_url: str, prices: Mapping[str, int] = PRICES) -> None:
        self.lock = threading.RLock()
        self.tell: Callable[[Object], None] = lambda _: None
        self.customers: dict[str, Object] = {}
        self.checkouts: dict[str, Object] = {}
        self.portals: dict[str, Object] = {}
        self.subscriptions: dict[str, Object] = {}
        self.prices = {name: _price(name, amount) for name, amount in prices.items()}
        self._pages_url = pages_url

    # ------------------------------------------------------------ the API

    def make_customer(self, form: Object) -> Object:
        refuse_unknown(form, {"name", "email", "metadata"})
        made = {"id": _id("cus"), "object": "customer", "created": _now(), "livemode": False, **form}
        self.customers[made["id"]] = made
        return made

    def make_checkout(self, form: Object) -> Object:
        known = {"mode", "customer", "client_reference_id", "line_items", "success_url", "cancel_url"}
        refuse_unknown(form, known | {"subscription_data"})
        self._customer(form.get("customer", ""))
        price = form["line_items"]["0"]["price"]
        if price not in self.prices:
            raise Refusal(400, f"No such price: '{price}'", code="resource_missing", param="line_items[0][price]")
        made = {
            "id": _id("cs_test"),
            "object": "checkout.session",
            "created": _now(),
            "expires_at": _now() + DAY_SECONDS,
            "livemode": False,
            "status": "open",
            "payment_status": "unpaid",
            "subscription": None,
            **{name: value for name, value in form.items() if name not in {"line_items", "subscription_data"}},
        }
        made["url"] = f"{self._pages_url}/pay/{made['id']}"
        self.checkouts[made["id"]] = made | {"_price": price, "_metadata": form.get("subscription_data", {})}
        return made

    def checkout(self, checkout_id: str) -> Object:
        found = self.checkouts.get(checkout_id)
        if found is None:
            raise missing("checkout.session", checkout_id)
        return {name: value for name, value in found.items() if not name.startswith("_")}

    def expire_checkout(self, checkout_id: str) -> Object:
        self.checkout(checkout_id)
        found = self.checkouts[checkout_id]
        if found["status"] != "open":
            raise Refusal(400, f"Only Checkout Sessions with a status in ['open'] can be expired: {found['status']}")
        found.update(status="expired", url=None)
        return self.checkout(checkout_id)

    def make_portal(self, form: Object) -> Object:
        refuse_unknown(form, {"customer", "return_url"})
        self._customer(form.get("customer", ""))
        made = {"id": _id("bps"), "object": "billing_portal.session", "created": _now(), "livemode": False, **form}
        made["url"] = f"{self._pages_url}/portal/{made['id']}"
        self.portals[made["id"]] = made
        return made

    def list_subscriptions(self, form: Object) -> Object:
        refuse_unknown(form, {"customer", "status", "limit", "starting_after"})
        customer, after = form.get("customer", ""), form.get("starting_after")
        self._customer(customer)
        ended = () if form.get("status") == "all" else ("canceled",)
        theirs = [one for one in self.subscriptions.values() if one["customer"] == customer]
        found = [one for one in reversed(theirs) if one["status"] not in ended]
        start = next((n + 1 for n, one in enumerate(found) if one["id"] == after), 0)
        end = start + int(form.get("limit", 10))
        more = end < len(found)
        return {"object": "list", "url": "/v1/subscriptions", "has_more": more, "data": deepcopy(found[start:end])}

    def subscription(self, subscription_id: str) -> Object:
        found = self.subscriptions.get(subscription_id)
        if found is None:
            raise missing("subscription", subscription_id)
        return found

    def price(self, price_id: str) -> Object:
        if price_id not in self.prices:
            raise missing("price", price_id)
        return self.prices[price_id]

    def cancel(self, subscription_id: str) -> Object:
        found = self.subscription(subscription_id)
        if found["status"] == "canceled":
            raise missing("subscription", subscription_id)
        self._change(found, "deleted", status="canceled", canceled_at=_now(), ended_at=_now())
        return found

    # ------------------------------------------------------------ what befalls

    def pay(self, checkout_id: str) -> Object:
        """The customer pays on the checkout's page; returns the subscription that begins."""
        self.checkout(checkout_id)
        checkout = self.checkouts[checkout_id]
        if checkout["status"] != "open":
            raise Refusal(400, f"This checkout is {checkout['status']}.")
        begun = self.begin(checkout["customer"], checkout["_price"], **checkout["_metadata"])
        checkout.update(status="complete", payment_status="paid", url=None, subscription=begun["id"])
        self._happened("checkout.session.completed", self.checkout(checkout_id))
        self._happened("invoice.paid", _invoice(begun))
        return begun

    def begin(self, customer: str, price: str, status: str = "active", **more: Any) -> Object:
        """A subscription begins, however that came."""
        begun = _subscription(self._customer(customer)["id"], self.price(price), status, more)
        self.subscriptions[begun["id"]] = begun
        self._happened("customer.subscription.created", begun)
        return begun

    def fail_payment(self, subscription: Object) -> None:
        """A renewal is not paid."""
        self._change(subscription, "updated", status="past_due")
        self._happened("invoice.payment_failed", _invoice(subscription))

    def recover(self, subscription: Object) -> None:
        """What was owed is paid."""
        self._change(subscription, "updated", status="active")
        self._happened("invoice.paid", _invoice(subscription))

    def cancel_at_period_end(self, subscription: Object, wanted: bool = True) -> None:
        """The customer cancels, or takes that back."""
        end = subscription["items"]["data"][0]["current_period_end"] if wanted else None
        self._change(subscription, "updated", cancel_at_period_end=wanted, cancel_at=end)

    def change_price(self, subscription: Object, price: str) -> None:
        """The customer takes another plan."""
        subscription["items"]["data"][0]["price"] = deepcopy(self.price(price))
        self._change(subscription, "updated")

    def set_status(self, subscription: Object, status: str) -> None:
        """Anything else that Stripe may decide."""
        self._change(subscription, "updated", status=status)

    # ------------------------------------------------------------

    def _customer(self, customer_id: str) -> Object:
        if customer_id not in self.customers:
            raise Refusal(400, f"No such customer: '{customer_id}'", code="resource_missing", param="customer")
        return self.customers[customer_id]

    def _change(self, subscription: Object, how: str, **changes: Any) -> None:
        subscription.update(changes)
        self._happened(f"customer.subscription.{how}", subscription)

    def _happened(self, kind: str, about: Object) -> None:
        made = {"id": _id("evt"), "object": "event", "type": kind, "created": _now(), "livemode": False}
        self.tell({**made, "pending_webhooks": 1, "request": None, "data": {"object": deepcopy(about)}})


def _price(name: str, amount: int) -> Object:
    recurring = {"interval": "month", "interval_count": 1, "usage_type": "licensed"}
    known = {"id": name, "object": "price", "active": True, "type": "recurring", "livemode": False}
    return {**known, "currency": "usd", "unit_amount": amount, "recurring": recurring}


def _subscription(customer: str, price: Object, status: str, more: Object) -> Object:
    now = _now()
    item = {
        "id": _id("si"),
        "object": "subscription_item",
        "price": deepcopy(price),
        "quantity": 1,
        "current_period_start": now,
        "current_period_end": now + MONTH_SECONDS,
    }
    return {
        "id": _id("sub"),
        "object": "subscription",
        "created": now,
        "livemode": False,
        "customer": customer,
        "status": status,
        "items": {"object": "list", "url": "/v1/subscription_items", "has_more": False, "data": [item]},
        "cancel_at_period_end": False,
        "cancel_at": None,
        "canceled_at": None,
        "ended_at": None,
        "metadata": {},
        **more,
    }


def _invoice(subscription: Object) -> Object:
    return {"id": _id("in"), "object": "invoice", "customer": subscription["customer"], "livemode": False}


def _id(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(8)}"


def _now() -> int:
    return int(time.time())
