"""What runs beside the sockets in the live process: the one subscription, the pings, and the farewell."""

import logging

import gevent

from jobs.database import Database
from jobs.metrics.catalogue import SOCKETS
from jobs.metrics.recorder import set_gauge
from jobs.progress import Progress, Resync, Subscription
from jobs.rate_limits import RateLimits
from jobs.settings import Settings
from web.live.app import LiveParts, create_live_app
from web.live.garbage import Garbage
from web.live.hub import PING_SECONDS, Hub
from web.live.watch import LOOK_SECONDS, Watch

logger = logging.getLogger(__name__)

PING_TICK_SECONDS = 0.02
"""Each time some are pinged: ten thousand pings at once, and their answers, would hold up the events behind them."""

COLLECT_SECONDS = 2.0

WAIT_SECONDS = 10.0
"""For a connection to Postgres. After a restart all clients come back at once, and waiting costs no thread here; with
more the watch would close sockets later than a minute after the last word of the database."""

FAREWELL_SECONDS = 1.0
"""Time for clients to answer the close frame before they are cut off."""


class LiveProcess:
    """The application and its greenlets. `start` belongs after the fork: greenlets do not survive it."""

    def __init__(self, settings: Settings) -> None:
        self.hub = Hub()
        self._garbage = Garbage(self.hub)
        self._subscription = Subscription(settings.redis_url)
        database = Database(
            settings.database_url, max_connections=settings.database_connections, wait_seconds=WAIT_SECONDS
        )
        self._watch = Watch(database)
        progress = Progress(settings.redis_url)
        limits = RateLimits(settings.redis_url)
        self.app = create_live_app(LiveParts(settings, database, progress, self.hub, self._watch, limits))

    def start(self) -> None:
        """Begin to pass on events."""
        gevent.spawn(self._pass_on)
        gevent.spawn(self._ping)
        gevent.spawn(self._look)
        gevent.spawn(self._collect)

    def say_farewell(self) -> None:
        """Ask all clients to come back in a moment (1012), then cut off those that stay."""
        logger.info("closing sockets", extra={"action": "live.farewell", "clients": self.hub.connected})
        self.hub.close()
        gevent.sleep(FAREWELL_SECONDS)
        self.hub.drop_all("restart")
        self._subscription.close()

    def _pass_on(self) -> None:
        for item in self._subscription:
            if isinstance(item, Resync):
                self.hub.resync()
            else:
                self.hub.publish(*item)

    def _ping(self) -> None:
        while True:
            gevent.sleep(PING_TICK_SECONDS)
            self.hub.ping(1.25 * PING_TICK_SECONDS / PING_SECONDS)

    def _look(self) -> None:
        while True:
            gevent.sleep(LOOK_SECONDS)
            try:
                self._watch.look()
            except Exception:
                logger.exception("watch failed", extra={"action": "live.watch_failed"})
                self._watch.close_when_unsure()

    def _collect(self) -> None:
        while True:
            gevent.sleep(COLLECT_SECONDS)
            self._garbage.collect()
            set_gauge(SOCKETS, value=self.hub.connected)
