"""Making an export: every row as of one moment, then every file, as they come; no more than a part is in memory."""

import json
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from peewee import fn

from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.database import active_database
from jobs.errors import LeaseLost, NotFound, TransientError
from jobs.exports.archive import Archive, DigestingStore
from jobs.exports.claims import MOST_ATTEMPTS, PAUSE_SECONDS, Claim, Lease, claim, exports_of, is_held, write
from jobs.exports.contents import LEFT_OUT, PEOPLE, README, key_of
from jobs.exports.requests import KEPT
from jobs.exports.rights import COLUMNS
from jobs.models import Artifact, Organization, OrganizationExport
from jobs.notifications import Kind, notify

log = logging.getLogger(__name__)

_ROWS_AT_ONCE = 50
"""A job's result may have hundreds of kilobytes."""


def make_next(services: Services, stopping: threading.Event | None = None) -> bool:
    """Make one export; False where there is none to make.

    What fails and may pass is tried again after a pause, by whoever claims it then. Raises DatabaseUnavailable.
    """
    held = claim(services)
    if held is None:
        return False
    about = {"export_id": held.export_id, "org_id": held.org_id, "attempt": held.attempt}
    try:
        if held.attempt > MOST_ATTEMPTS:
            _give_up(services, held)
        else:
            _make(services, held, stopping or threading.Event())
    except (LeaseLost, NotFound):  # not found: who deletes the organization, or took over, has forgotten the upload
        log.warning("left an export", extra={"action": "export.left", **about})
        write(services, held, lease_until=fn.now())
    except TransientError as error:
        log.warning(
            "an export has to wait", extra={"action": "export.waits", "code": error.code, **about}, exc_info=True
        )
        write(services, held, lease_until=from_now(PAUSE_SECONDS))
    return True


def _make(services: Services, held: Claim, stopping: threading.Event) -> None:
    """Raises LeaseLost where somebody else makes it, or it is wanted no more."""
    _clear(services, held)
    with Lease(services, held, stopping) as lease:
        store = DigestingStore(services.artifacts, lease.check)
        with Archive(store, held.key, datetime.now(UTC), held.progress) as archive:
            told = _add_rows(services, held, archive, lease)
            told["files"] = _add_files(services, held, archive, lease)
            archive.add("manifest.json", [json.dumps(told, indent=2, ensure_ascii=False).encode() + b"\n"])
            size = archive.finish()
    if not _publish(services, held, size, store.sha256):
        services.artifacts.delete([held.key])
        raise LeaseLost
    log.info(
        "export made",
        extra={"action": "export.made", "export_id": held.export_id, "org_id": held.org_id, "bytes": size},
    )


def _give_up(services: Services, held: Claim) -> None:
    _clear(services, held)
    write(services, held, state="failed", lease_until=None, finished_at=fn.now())
    log.error("export failed", extra={"action": "export.failed", "export_id": held.export_id, "org_id": held.org_id})


def _clear(services: Services, held: Claim) -> None:
    """What attempts before this one left: parts, and a zip that was whole when its maker died."""
    services.artifacts.abandon_all(f"{exports_of(held.org_id)}{held.export_id}/")
    services.artifacts.delete([held.key_of(attempt) for attempt in range(1, held.attempt)])


def _add_rows(services: Services, held: Claim, archive: Archive, lease: Lease) -> dict[str, Any]:
    """Return the manifest, as far as it is known."""
    counts: dict[str, int] = {}
    with services.database.snapshot(held.org_id):
        organization = Organization.select(Organization.name).where(Organization.id == held.org_id).first()
        if organization is None:
            raise LeaseLost
        at = datetime.now(UTC)
        files = Artifact.select(fn.coalesce(fn.sum(Artifact.size), 0)).where(Artifact.org_id == held.org_id)
        held.progress.bytes_expected = int(files.scalar())
        archive.add("README.txt", [README.format(name=organization.name, at=f"{at:%Y-%m-%d %H:%M:%S}").encode()])
        for table in _tables():
            before = held.progress.rows
            archive.add(f"data/{table}.jsonl", _rows(held, table, lease))
            counts[table] = held.progress.rows - before
    left_out = {table: dict(columns) for table, columns in LEFT_OUT.items() if columns}
    about = {"id": str(held.org_id), "name": organization.name}
    return {"format": 1, "organization": about, "at": at.isoformat(), "rows": counts, "left_out": left_out}


def _tables() -> list[str]:
    here = "SELECT to_regclass(%s) IS NOT NULL"
    return [table for table in LEFT_OUT if active_database.execute_sql(here, (table,)).fetchone() == (True,)]


def _rows(held: Claim, table: str, lease: Lease) -> Iterator[bytes]:
    """The rows of a table, a JSON object a line, by a cursor of the server's."""
    query = PEOPLE if table == "membership" else _query_of(table)
    cursor = f"exported_{table}"
    statement = f"DECLARE {cursor} NO SCROLL CURSOR FOR SELECT row_to_json(one)::text FROM ({query}) AS one"  # noqa: S608 - names of ours
    active_database.execute_sql(statement, (str(held.org_id),))
    while rows := active_database.execute_sql(f"FETCH {_ROWS_AT_ONCE} FROM {cursor}").fetchall():
        lease.check()
        held.progress.rows += len(rows)
        yield "".join(f"{line}\n" for (line,) in rows).encode()
    active_database.execute_sql(f"CLOSE {cursor}")


def _query_of(table: str) -> str:
    names = [name for (name,) in active_database.execute_sql(COLUMNS, (table,)).fetchall()]
    columns = ", ".join(name for name in names if name not in LEFT_OUT[table])
    return f"SELECT {columns} FROM {table} WHERE {key_of(table)} = %s"  # noqa: S608 - names of the catalogue


def _add_files(services: Services, held: Claim, archive: Archive, lease: Lease) -> dict[str, int]:
    """Files may go meanwhile: their time was over."""
    missing, prefix = 0, f"{held.org_id}/"
    for key, size in services.artifacts.list_files(held.org_id):
        lease.check()
        if key.startswith(exports_of(held.org_id)):
            continue
        try:
            content = services.artifacts.open(key)
        except NotFound:
            missing += 1
            continue
        archive.add(f"files/{key.removeprefix(prefix)}", content, size)
        held.progress.files += 1
    return {"count": held.progress.files, "missing": missing}


def _publish(services: Services, held: Claim, size: int, sha256: str) -> bool:
    """False where the claim is void."""
    expires_at = datetime.now(UTC) + KEPT
    made = {"state": "ready", "key": held.key, "size": size, "sha256": sha256, "expires_at": expires_at}
    ended = {"lease_until": None, "finished_at": fn.now(), **held.progress.columns()}
    with services.database.chores():
        if not OrganizationExport.update(**made, **ended).where(is_held(held)).execute():
            return False
        notify(
            org_id=held.org_id,
            user_id=held.requested_by,
            kind=Kind.EXPORT_READY,
            event_key=f"export:{held.export_id}",
            about=held.export_id,
            facts={"bytes": size, "expires_at": expires_at.isoformat()},
        )
    return True
