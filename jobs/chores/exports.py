"""Exports: a thread of the chores' process makes them, one after the other, and a chore removes what has had its time.

Not RQ's worker: that does one chore after the other, and an export may take an hour. The rows are the queue, with a
lease, so that any number of processes may make them.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import closing

from peewee import fn

from jobs.chores.heartbeats import Pulse
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.errors import TransientError
from jobs.exports.making import make_next
from jobs.models import OrganizationExport
from jobs.settings import Settings

log = logging.getLogger(__name__)

_AT_ONCE = 100
_DAY_SECONDS = 24 * 3600.0
_ROWS_KEPT_DAYS = 30
_OVER = ("failed", "expired")


def keep_exporting(settings: Settings, stopping: threading.Event, make: Callable[..., bool] = make_next) -> None:
    """Make exports until the process ends, whatever becomes of a single one."""
    with closing(Services.from_settings(settings)) as services:
        pulse = Pulse(services.database, "export_making", settings.chores_interval_seconds)
        while not stopping.is_set():
            try:
                while not stopping.is_set() and make(services, stopping):
                    pulse.beat(1)
                pulse.beat()
            except TransientError as error:
                log.warning("cannot make exports", extra={"action": "export.wait", "code": error.code})
            except Exception as error:
                log.exception("an export broke", extra={"action": "export.broke"})
                pulse.tell_fault(error)
            stopping.wait(settings.chores_interval_seconds)


def expire_exports(services: Services) -> int:
    """Remove the files of exports whose week is over, then their rows a while later; return how many.

    Raises DatabaseUnavailable, ArtifactStoreUnavailable.
    """
    old = (OrganizationExport.state == "ready") & (OrganizationExport.expires_at <= fn.now())
    with services.database.chores():
        expired = list(OrganizationExport.select().where(old).limit(_AT_ONCE))
    services.artifacts.delete([str(row.key) for row in expired])
    ids = [row.id for row in expired]
    forgotten = (OrganizationExport.created_at < from_now(-_ROWS_KEPT_DAYS * _DAY_SECONDS)) & (
        OrganizationExport.state.in_(_OVER)
    )
    with services.database.chores():
        OrganizationExport.update(state="expired", key=None).where(OrganizationExport.id.in_(ids)).execute()
        removed: int = OrganizationExport.delete().where(forgotten).execute()  # type: ignore[misc]  # a fault of the stubs
    return len(expired) + removed
