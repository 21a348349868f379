"""`python -m jobs.chores`: RQ's worker in the main thread, RQ's cron beside it."""

import os
import sys
import threading

from redis import Redis

from jobs import logs
from jobs.chores.schedule import keep_scheduling
from jobs.chores.worker import keep_working
from jobs.errors import GroundplanError
from jobs.settings import Part, load_settings


def main() -> int:
    """Run until SIGTERM. Exit status 1 and one line when the settings are not right."""
    logs.configure("chores")
    try:
        settings = load_settings(os.environ, Part.CHORES)
    except GroundplanError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    stopping = threading.Event()
    scheduling = Redis.from_url(settings.redis_url, client_name="groundplan-chores-cron")
    threading.Thread(target=keep_scheduling, args=(scheduling, settings, stopping), name="cron", daemon=True).start()
    keep_working(Redis.from_url(settings.redis_url, client_name="groundplan-chores"), stopping)
    return 0


if __name__ == "__main__":
    sys.exit(main())
