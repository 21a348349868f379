"""The stand-in over HTTP: Stripe's API under /v1, and what a customer sees of Stripe under /pay and /portal."""

import json
import re
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from stack.stripe_stand_in import pages
from stack.stripe_stand_in.account import Account, Object
from stack.stripe_stand_in.forms import read_form
from stack.stripe_stand_in.refusals import Refusal

HOST = "127.0.0.1"
SECRET_KEY = "sk_test_stand_in"  # noqa: S105 - opens the stand-in only
Answer = Callable[[Account, Object, str], Object]

_ROUTES: dict[tuple[str, str], Answer] = {
    ("POST", r"/v1/customers"): lambda account, form, _: account.make_customer(form),
    ("POST", r"/v1/checkout/sessions"): lambda account, form, _: account.make_checkout(form),
    ("GET", r"/v1/checkout/sessions/(\w+)"): lambda account, _, name: account.checkout(name),
    ("POST", r"/v1/checkout/sessions/(\w+)/expire"): lambda account, _, name: account.expire_checkout(name),
    ("POST", r"/v1/billing_portal/sessions"): lambda account, form, _: account.make_portal(form),
    ("GET", r"/v1/subscriptions"): lambda account, form, _: account.list_subscriptions(form),
    ("GET", r"/v1/subscriptions/(\w+)"): lambda account, _, name: account.subscription(name),
    ("DELETE", r"/v1/subscriptions/(\w+)"): lambda account, _, name: account.cancel(name),
    ("GET", r"/v1/prices/(\w+)"): lambda account, _, name: account.price(name),
}


@dataclass
class Traffic:
    """What was asked, in order; and what goes wrong next, where a test wants that."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    faults: deque[int] = field(default_factory=deque)
    """Statuses that the next requests are answered with."""
    before_answer: Callable[[str, str], None] = lambda _method, _path: None
    """Called when the answer is made and not yet sent, outside of the lock."""
    repeatable: dict[str, tuple[str, int, Object]] = field(default_factory=dict)
    """By idempotency key: what was asked, and what was answered."""


class StandIn(ThreadingHTTPServer):
    """One account, served; port 0 is a free one."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__((HOST, port), _Handler)
        self.traffic = Traffic()
        self.account = Account(self.url)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}"

    def start(self) -> None:
        """In a thread, until `shutdown`."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    server: StandIn
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def do_DELETE(self) -> None:
        self._handle()

    def log_message(self, *_: Any) -> None:
        """Tests read `traffic`; a log of each request would drown theirs."""

    def _handle(self) -> None:
        address = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        text = self.rfile.read(length).decode() if length else address.query
        if not address.path.startswith("/v1/"):
            self._send(*pages.answer(self.server.account, self.command, address.path))
            return
        status, body = self._answer(address.path, text)
        self.server.traffic.before_answer(self.command, address.path)
        self._send(status, {"Content-Type": "application/json"}, json.dumps(body))

    def _answer(self, path: str, text: str) -> tuple[int, Object]:
        traffic = self.server.traffic
        with self.server.account.lock:
            traffic.asked.append((self.command, path))
            try:
                self._refuse()
                return self._once(path, text)
            except Refusal as refusal:
                return refusal.status, refusal.body

    def _refuse(self) -> None:
        if self.headers.get("Authorization") != f"Bearer {SECRET_KEY}":
            raise Refusal(401, "Invalid API Key provided.")
        if self.server.traffic.faults:
            raise _fault(self.server.traffic.faults.popleft())

    def _once(self, path: str, text: str) -> tuple[int, Object]:
        """The answer to a repeated request is that to the first, for as long as this server lives."""
        key = self.headers.get("Idempotency-Key") if self.command == "POST" else None
        asked, kept = f"{path} {text}", self.server.traffic.repeatable
        if key in kept:
            before, status, body = kept[key]
            if before != asked:
                raise Refusal(400, "Keys can only be used with the same parameters.", kind="idempotency_error")
            return status, body
        body = json.loads(json.dumps(self._dispatch(path, text)))
        if key:
            kept[key] = (asked, 200, body)
        return 200, body

    def _dispatch(self, path: str, text: str) -> Object:
        for (method, pattern), act in _ROUTES.items():
            found = re.fullmatch(pattern, path)
            if found and method == self.command:
                return act(self.server.account, read_form(text), next(iter(found.groups()), ""))
        raise Refusal(404, f"Unrecognized request URL ({self.command}: {path}).")

    def _send(self, status: int, headers: dict[str, str], text: str) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body)), "Request-Id": "req_stand_in"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _fault(status: int) -> Refusal:
    if status == 429:
        return Refusal(429, "Too many requests hit the API too quickly.", code="rate_limit")
    return Refusal(status, "An error occurred on our side.", kind="api_error")
