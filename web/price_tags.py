"""What the tiers cost, as Stripe says: asked for at most once an hour, and never by two at once."""

import threading
import time
from collections.abc import Mapping

from jobs.billing.billing import Billing
from jobs.billing.prices import SOLD
from jobs.billing.stripe_api import PriceTag
from jobs.errors import BillingUnavailable
from jobs.tiers import TierName

_KEPT_SECONDS = 3600.0
_PAUSE_SECONDS = 60.0
"""After Stripe did not answer: pages are shown without prices meanwhile, and do not wait."""


class PriceTags:
    """Keeps them for a process; who comes while they are asked for gets those from before."""

    def __init__(self, billing: Billing) -> None:
        self._billing = billing
        self._asking = threading.Lock()
        self._known: Mapping[TierName, PriceTag] = {}
        self._good_until = 0.0

    def all(self) -> Mapping[TierName, PriceTag]:
        """By tier; without those that are not for sale, or that cannot be had right now."""
        if time.monotonic() < self._good_until or not self._asking.acquire(blocking=False):
            return self._known
        try:
            self._ask()
        finally:
            self._asking.release()
        return self._known

    def _ask(self) -> None:
        found: dict[TierName, PriceTag] = {}
        try:
            for tier in SOLD:
                price_id = self._billing.prices.sold(tier)
                tag = self._billing.api.price_tag(price_id) if price_id else None
                if tag is not None:
                    found[tier] = tag
        except BillingUnavailable:
            self._good_until = time.monotonic() + _PAUSE_SECONDS
        else:
            self._known, self._good_until = found, time.monotonic() + _KEPT_SECONDS
