"""Billing without an account at Stripe: the stand-in of its API and pages, where STRIPE_STAND_IN is set."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from stack.layout import PROJECT
from stack.servers.ports import HOST, is_open
from stack.servers.server import Server

WANTED = "STRIPE_STAND_IN"
WEBHOOK_SECRET = "whsec_stand_in"  # noqa: S105 - between the stand-in and a web tier on the same machine


class StripeStandIn(Server):
    """It forgets everything when it ends."""

    name = "stripe"

    def __init__(self, directory: Path, port: int, *, log: Path, web_url: str) -> None:
        super().__init__(directory, port, log=log)
        self._web_url = web_url

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def settings(self) -> dict[str, str]:
        """What the application needs to take it for Stripe, and organizations that have something to buy."""
        return {
            "STRIPE_SECRET_KEY": "sk_test_stand_in",
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "STRIPE_PRICE_PRO": "price_pro",
            "STRIPE_PRICE_ENTERPRISE": "price_enterprise",
            "STRIPE_API_BASE": self.url,
            "NEW_ORGANIZATION_TIER": "free",
        }

    def working_directory(self) -> Path:
        return PROJECT

    def environment(self) -> Mapping[str, str]:
        return {**os.environ, **self.settings(), "WEB_URL": self._web_url}

    def command(self) -> list[str]:
        return [sys.executable, "-m", "stack.stripe_stand_in"]

    def is_ready(self) -> bool:
        return is_open(self.port)
