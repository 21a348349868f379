"""Events as Stripe sends them: signed over time and body, and sent again while they are not taken."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Sequence
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

_PAUSES_SECONDS = (0.0, 1.0, 3.0, 10.0, 30.0)
_direct = build_opener(ProxyHandler({}))


def body_of(event: dict[str, Any]) -> bytes:
    """As bytes, for these are what is signed."""
    return json.dumps(event, indent=2).encode()


def signature_of(body: bytes, secrets: Sequence[str], at: int | None = None) -> str:
    """Return the `Stripe-Signature` header: one signature for each secret that is good at the moment."""
    at = int(time.time()) if at is None else at
    signed = b"%d." % at + body
    made = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets]
    return ",".join([f"t={at}", *(f"v1={one}" for one in made)])


def send(event: dict[str, Any], url: str, secret: str) -> None:
    """Send an event in the background until it is taken, or for most of a minute."""
    threading.Thread(target=_keep_sending, args=(body_of(event), url, secret), daemon=True).start()


def _keep_sending(body: bytes, url: str, secret: str) -> None:
    for pause in _PAUSES_SECONDS:
        time.sleep(pause)
        headers = {"Content-Type": "application/json", "Stripe-Signature": signature_of(body, [secret])}
        try:
            with _direct.open(Request(url, body, headers), timeout=10):  # noqa: S310 - the scheme is ours
                return
        except (HTTPError, HTTPException, OSError):
            continue
