"""What stands where Stripe's own pages stand: buttons for all that a customer, or time, may do."""

from collections.abc import Callable
from html import escape
from typing import Any

from stack.stripe_stand_in.account import Account, Object
from stack.stripe_stand_in.refusals import Refusal

Page = tuple[int, dict[str, str], str]
_STYLE = (
    "body{font:16px/1.5 system-ui;max-width:36rem;margin:4rem auto;padding:0 1rem}button{font:inherit;margin:.2rem}"
)

_ACTIONS: dict[str, tuple[str, Callable[[Account, Object], Any]]] = {
    "pro": ("Change to Pro", lambda account, one: account.change_price(one, "price_pro")),
    "enterprise": ("Change to Enterprise", lambda account, one: account.change_price(one, "price_enterprise")),
    "cancel": ("Cancel at the end of the month", lambda account, one: account.cancel_at_period_end(one)),
    "keep": ("Keep it after all", lambda account, one: account.cancel_at_period_end(one, wanted=False)),
    "fail": ("Let a payment fail", lambda account, one: account.fail_payment(one)),
    "recover": ("Pay what is owed", lambda account, one: account.recover(one)),
    "end": ("End it now", lambda account, one: account.cancel(one["id"])),
}


def answer(account: Account, method: str, path: str) -> Page:
    """Return status, headers and page for a path of a checkout or a portal."""
    _, kind, name, *more = [*path.split("/"), "", ""]
    with account.lock:
        try:
            if kind == "pay" and name in account.checkouts:
                return _pay(account, name) if method == "POST" else _checkout_page(account, name)
            if kind == "portal" and name in account.portals:
                return _act(account, name, more[0]) if method == "POST" else _portal_page(account, name)
        except Refusal as refusal:
            return _page(refusal.status, escape(str(refusal)))
    return _page(404, "There is nothing here.")


def _checkout_page(account: Account, name: str) -> Page:
    checkout = account.checkouts[name]
    price = account.price(checkout["_price"])
    amount = f"{price['unit_amount'] / 100:.2f} {price['currency'].upper()} a month"
    return _page(
        200,
        f"<h1>Checkout (stand-in for Stripe)</h1><p>{escape(price['id'])}: {amount}. No money is moved.</p>"
        f"<form method=post><button>Pay</button></form><a href='{escape(checkout['cancel_url'])}'>Back</a>",
    )


def _pay(account: Account, name: str) -> Page:
    account.pay(name)
    return 303, {"Location": account.checkouts[name]["success_url"]}, ""


def _portal_page(account: Account, name: str) -> Page:
    portal = account.portals[name]
    theirs = [one for one in account.subscriptions.values() if one["customer"] == portal["customer"]]
    shown = "".join(_told(one) for one in theirs) or "<p>No subscription.</p>"
    buttons = "".join(
        f"<form method=post action='{escape(name)}/{action}'><button>{escape(label)}</button></form>"
        for action, (label, _) in _ACTIONS.items()
    )
    back = f"<p><a href='{escape(portal['return_url'])}'>Back to Groundplan</a></p>"
    return _page(200, f"<h1>Customer portal (stand-in for Stripe)</h1>{shown}{buttons}{back}")


def _told(subscription: Object) -> str:
    price = subscription["items"]["data"][0]["price"]["id"]
    ends = ", ends with the month" if subscription["cancel_at_period_end"] else ""
    return f"<p><b>{escape(price)}</b>: {escape(subscription['status'])}{ends}</p>"


def _act(account: Account, name: str, action: str) -> Page:
    customer = account.portals[name]["customer"]
    living = [one for one in account.subscriptions.values() if one["customer"] == customer]
    living = [one for one in living if one["status"] != "canceled"]
    if action not in _ACTIONS or not living:
        return _page(404, "There is nothing to do.")
    _ACTIONS[action][1](account, living[-1])
    return 303, {"Location": f"/portal/{name}"}, ""


def _page(status: int, content: str) -> Page:
    html = f"<!doctype html><html lang=en><title>Stand-in</title><style>{_STYLE}</style><body>{content}</body></html>"
    return status, {"Content-Type": "text/html; charset=utf-8"}, html
