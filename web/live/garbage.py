"""Spares the clients that stay from the garbage collector.

What thousands of clients hold are some hundred objects each, and a full collection looks at all of them: with ten
thousand a pause of most of a second, in which nobody hears anything. So what is there is set aside (`gc.freeze`), and
the collector looks only at what came since. What clients leave behind in cycles is found when many have left.
"""

import gc
import time
from collections.abc import Callable

from web.live.hub import Hub

LEFT_SHARE = 0.25
"""Of the clients that are here: when so many have left since everything was looked at, it is worth a pause."""

LONGEST_SECONDS = 3600.0
"""A request that was refused while things were set aside may leave something behind too."""


class Garbage:
    """Looks at what is new, and seldom at everything. Runs in a greenlet."""

    def __init__(self, hub: Hub, clock: Callable[[], float] = time.monotonic) -> None:
        self._hub = hub
        self._clock = clock
        self._left, self._looked_at = hub.left, clock()

    def collect(self) -> None:
        """Collect, and set aside what remains."""
        left = self._hub.left - self._left
        if left > LEFT_SHARE * self._hub.connected or self._clock() - self._looked_at > LONGEST_SECONDS:
            self._left, self._looked_at = self._hub.left, self._clock()
            gc.unfreeze()
        gc.collect()
        gc.freeze()
