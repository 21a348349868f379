"""Which export is made, by whom, and until when: a lease, kept by a thread that also tells how far it is."""

import logging
import threading
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from peewee import Expression, fn

from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.errors import LeaseLost, TransientError
from jobs.models import Organization, OrganizationExport

log = logging.getLogger(__name__)

LEASE_SECONDS = 60.0
HEARTBEAT_SECONDS = 5.0
PAUSE_SECONDS = 10.0
"""After something failed that may pass."""

MOST_ATTEMPTS = 5
"""The one after them gives up, and leaves nothing behind."""


@dataclass
class Progress:
    """What is in the zip by now."""

    rows: int = 0
    files: int = 0
    bytes: int = 0
    bytes_expected: int = 0

    def columns(self) -> dict[str, int]:
        """For the export's row."""
        done = {"rows_done": self.rows, "files_done": self.files, "bytes_done": self.bytes}
        return {**done, "bytes_expected": self.bytes_expected}


@dataclass(frozen=True)
class Claim:
    """One attempt at one export."""

    export_id: UUID
    org_id: UUID
    requested_by: UUID
    attempt: int
    progress: Progress = field(default_factory=Progress)

    @property
    def key(self) -> str:
        """Where the attempt's zip goes."""
        return self.key_of(self.attempt)

    def key_of(self, attempt: int) -> str:
        """Where that attempt's zip went."""
        return f"{exports_of(self.org_id)}{self.export_id}/{attempt}.zip"


def exports_of(org_id: UUID) -> str:
    """The prefix of an organization's exports, which are in no export."""
    return f"{org_id}/exports/"


def claim(services: Services) -> Claim | None:
    """Take the export that waits for longest, or that nobody makes any more. Raises DatabaseUnavailable."""
    over = Organization.select(Organization.id).where(Organization.deletion_due_at <= fn.now())
    with services.database.chores():
        waiting = OrganizationExport.select().where(_to_make(), OrganizationExport.org_id.not_in(over))
        locked = waiting.order_by(OrganizationExport.created_at).limit(1).for_update("FOR UPDATE SKIP LOCKED")  # type: ignore[arg-type]  # a fault of the stubs
        row = locked.first()
        if row is None:
            return None
        taken = {"state": "running", "attempt": row.attempt + 1, "lease_until": from_now(LEASE_SECONDS)}
        began = fn.coalesce(OrganizationExport.started_at, fn.now())
        OrganizationExport.update(**taken, started_at=began).where(OrganizationExport.id == row.id).execute()
    return Claim(row.id, row.org_id, row.requested_by, row.attempt + 1)


def write(services: Services, held: Claim, **columns: Any) -> bool:
    """Write to the export's row; False where the claim is void: it was taken over, or the organization is gone."""
    with services.database.chores():
        return bool(OrganizationExport.update(**columns).where(is_held(held)).execute())


def is_held(held: Claim) -> Expression:
    """The export's row, while this attempt is the one that makes it."""
    found: Expression = (
        (OrganizationExport.id == held.export_id)
        & (OrganizationExport.attempt == held.attempt)
        & (OrganizationExport.state == "running")
    )
    return found


class Lease:
    """Keeps a claim while it is entered."""

    def __init__(self, services: Services, held: Claim, stopping: threading.Event) -> None:
        self._services, self._held, self._stopping = services, held, stopping
        self._lost, self._done = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._keep, name="export lease", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def check(self) -> None:
        """Raise LeaseLost where there is no use in going on: the claim is void, or the process ends."""
        if self._lost.is_set() or self._stopping.is_set():
            raise LeaseLost

    def _keep(self) -> None:
        while not self._done.wait(HEARTBEAT_SECONDS):
            try:
                columns = {"lease_until": from_now(LEASE_SECONDS), **self._held.progress.columns()}
                if not write(self._services, self._held, **columns):
                    self._lost.set()
                    return
            except TransientError as error:
                extra = {"action": "export.lease", "export_id": self._held.export_id, "code": error.code}
                log.warning("cannot keep the lease of an export", extra=extra)


def _to_make() -> Expression:
    abandoned = (OrganizationExport.state == "running") & (OrganizationExport.lease_until < fn.now())
    to_make: Expression = (OrganizationExport.state == "queued") | abandoned
    return to_make
