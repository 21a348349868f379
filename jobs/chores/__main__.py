"""`python -m jobs.chores`: RQ's worker in the main thread; threads for its cron, exports, webhooks, the watch."""

import logging
import os
import signal
import sys
import threading

from redis import Redis

from jobs import logs, watching
from jobs.chores.exports import keep_exporting
from jobs.chores.schedule import keep_scheduling
from jobs.chores.watch import keep_watching
from jobs.chores.webhooks import keep_sending
from jobs.chores.worker import keep_working
from jobs.errors import GroundplanError
from jobs.settings import Part, Settings, load_settings

log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 5.0
"""For an export to be left in order; one that is not is taken up when its lease is over."""
_SENDING_PATIENCE_SECONDS = 12.0
"""For webhooks that are being asked to answer; what is not written down is sent again when its lease is over."""


def main() -> int:
    """Run until SIGTERM. Exit status 1 when the settings are not right (with one line), or the schedule broke."""
    logs.configure("chores")
    try:
        settings = load_settings(os.environ, Part.CHORES)
    except GroundplanError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    watching.begin("chores", settings)
    stopping, broken = threading.Event(), threading.Event()
    threading.Thread(target=_schedule, args=(settings, stopping, broken), name="cron", daemon=True).start()
    exporting = threading.Thread(target=keep_exporting, args=(settings, stopping), name="exports", daemon=True)
    exporting.start()
    sending = threading.Thread(target=keep_sending, args=(settings, stopping), name="webhooks", daemon=True)
    sending.start()
    threading.Thread(target=keep_watching, args=(settings, stopping), name="watch", daemon=True).start()
    keep_working(Redis.from_url(settings.redis_url, client_name="groundplan-chores"), stopping)
    exporting.join(_PATIENCE_SECONDS)
    sending.join(_SENDING_PATIENCE_SECONDS)
    return 1 if broken.is_set() else 0


def _schedule(settings: Settings, stopping: threading.Event, broken: threading.Event) -> None:
    """A worker without a schedule would idle for ever in silence, so both end together."""
    try:
        keep_scheduling(Redis.from_url(settings.redis_url, client_name="groundplan-chores-cron"), settings, stopping)
    except Exception:
        log.exception("the schedule broke", extra={"action": "schedule"})
        broken.set()
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
