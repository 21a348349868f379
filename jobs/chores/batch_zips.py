"""One zip of all bundles of a batch, made in slices, between which other chores run; a killed chore costs one of them.

Who makes a zip holds a lease on its row, and every write to the row is fenced by it. Bundles go into the zip as they
are, zips themselves; a job without one, as a comparison, gives its files. `index.csv` says what is of which item.
"""

import logging
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from peewee import SQL, fn

from jobs.artifacts import Artifacts
from jobs.batch_items import csv_line, follow_items
from jobs.bundles import PACKED
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.errors import ArtifactStoreUnavailable, NotFound
from jobs.models import Artifact, BatchZip, Job
from jobs.states import State
from jobs.zip_upload import Checkpoint, ZipUpload

log = logging.getLogger(__name__)

SLICE_SECONDS = 8.0
_LEASE_SECONDS = 180.0  # longer than any chore may run
_ITEMS_A_PAGE = 100
_READERS = 8
_INDEX = "index.csv"
_COLUMNS = ("line", "reference", "mode", "state", "job_id", "title", "folder")


@dataclass(frozen=True)
class _File:
    name: str
    key: str
    size: int
    at: datetime


def make_zips(services: Services) -> int:
    """Go on with the zips that were asked for, oldest first; return how many are made now.

    Raises DatabaseUnavailable, ArtifactStoreUnavailable.
    """
    made, until = 0, time.monotonic() + SLICE_SECONDS
    while time.monotonic() < until:
        row = _take(services)
        if row is None:
            break
        made += _go_on(services, row, until)
    return made


def expire_zips(services: Services, is_old: Any) -> int:
    """Remove the files, then the rows, of zips that `is_old` and of rounds that are over; return how many."""
    over = SQL("round < (SELECT batch.round FROM batch WHERE batch.id = batch_id)")
    with services.database.chores():
        idle = BatchZip.lease_until.is_null() | (BatchZip.lease_until < fn.now())
        rows = list(BatchZip.select().where(idle, over | is_old).limit(1000))
    for row in rows:
        if row.checkpoint:
            services.artifacts.abandon_parts(row.key, row.checkpoint["upload_id"])
    services.artifacts.delete([row.key for row in rows])
    with services.database.chores():
        for row in rows:
            this = (BatchZip.batch_id == row.batch_id) & (BatchZip.round == row.round)
            BatchZip.delete().where(this).execute()  # type: ignore[misc]  # a fault of the stubs
    return len(rows)


def _take(services: Services) -> BatchZip | None:
    free = BatchZip.made_at.is_null() & (BatchZip.lease_until.is_null() | (BatchZip.lease_until < fn.now()))
    with services.database.chores():
        row: BatchZip | None = (
            BatchZip.select().where(free).order_by(BatchZip.requested_at).for_update("FOR UPDATE SKIP LOCKED").first()  # type: ignore[arg-type]  # peewee takes the clause, its stubs do not
        )
        if row is not None:
            this = (BatchZip.batch_id == row.batch_id) & (BatchZip.round == row.round)
            taken = BatchZip.update(lease_until=from_now(_LEASE_SECONDS)).where(this)
            row.lease_until = next(iter(taken.returning(BatchZip.lease_until).execute())).lease_until
        return row


def _go_on(services: Services, row: BatchZip, until: float) -> bool:
    """Write a slice; return whether the zip is whole. A slice stores a part at the least, or it would never end."""
    checkpoint = Checkpoint.from_json(row.checkpoint) if row.checkpoint else None
    try:
        upload = ZipUpload(services.artifacts, row.key, checkpoint)
        for _ in _added(services, row, upload):
            if upload.checkpoint != checkpoint:
                checkpoint = upload.checkpoint
                is_over = time.monotonic() > until
                if not _write(services, row, checkpoint=checkpoint.as_json(), **_given_back(is_over)) or is_over:
                    return False
        return _finish(services, row, upload)
    except NotFound:
        log.warning("the upload of a zip is gone: it begins anew", extra=_extra(row), exc_info=True)
        _write(services, row, checkpoint=None, **_given_back(True))
        return False


def _given_back(is_over: bool) -> dict[str, Any]:
    return {"lease_until": fn.now()} if is_over else {}


def _finish(services: Services, row: BatchZip, upload: ZipUpload) -> bool:
    files = len(upload.names)
    table = b"".join(_index(services, row, {name.partition("/")[0] for name in upload.names}))
    upload.add(_INDEX, [table], len(table), datetime.now(UTC))
    try:
        size = upload.finish()
    except ArtifactStoreUnavailable:
        upload.abandon()  # whatever part it was that does not fit: the next run makes all of them again
        _write(services, row, checkpoint=None, **_given_back(True))
        raise
    made = {"size": size, "files": files, "made_at": fn.now(), "checkpoint": None, "lease_until": None}
    whole = _write(services, row, **made)
    log.info("the bundles of a batch are packed", extra={**_extra(row), "size": size, "files": files})
    return whole


def _added(services: Services, row: BatchZip, upload: ZipUpload) -> Iterator[None]:
    """Add what the zip does not have yet, in the order of the lines, and yield after each file."""
    had = set(upload.names)
    for files in _pages(services, row):
        left = [file for file in files if file.name not in had]
        for start in range(0, len(left), _READERS):
            some = left[start : start + _READERS]
            with ThreadPoolExecutor(_READERS, "zip") as pool:
                contents = list(pool.map(lambda file: _content(services.artifacts, file), some))
            for file, content in zip(some, contents, strict=True):
                if content is not None:
                    upload.add(file.name, [content], len(content), file.at)
                    yield


def _content(artifacts: Artifacts, file: _File) -> bytes | None:
    try:
        return b"".join(artifacts.open(file.key))
    except NotFound:
        return None  # its time was over: the index says that the item succeeded, and has no folder for it


def _pages(services: Services, row: BatchZip) -> Iterator[list[_File]]:
    page: list[Job] = []
    for item in follow_items(services.database, row.org_id, row.batch_id):
        if item.state == State.SUCCEEDED:
            page.append(item)
        if len(page) == _ITEMS_A_PAGE:
            yield _files_of(services, page)
            page = []
    yield _files_of(services, page)


def _files_of(services: Services, items: Sequence[Job]) -> list[_File]:
    ids = [item.id for item in items]
    with services.database.chores():
        found = list(Artifact.select().where(Artifact.job_id.in_(ids)).order_by(Artifact.name))
    by_job: dict[UUID, list[Artifact]] = {job_id: [] for job_id in ids}
    for artifact in found:
        by_job[artifact.job_id].append(artifact)
    files = []
    for item in items:
        its = by_job[item.id]
        packed = [one for one in its if one.name == PACKED]
        files += [_File(f"{_folder(item)}/{one.name}", one.key, one.size, one.created_at) for one in packed or its]
    return files


def _folder(item: Job) -> str:
    """Begins with the line, so that no two are alike; the rest is for people."""
    named = re.sub(r"[^A-Za-z0-9._-]+", "_", item.reference or str(item.id))[:60]
    return f"{item.batch_line:05d}-{named}"


def _index(services: Services, row: BatchZip, folders: set[str]) -> Iterator[bytes]:
    yield csv_line(_COLUMNS).encode()
    for item in follow_items(services.database, row.org_id, row.batch_id):
        folder, title = _folder(item), (item.result or {}).get("title")
        cells = (item.batch_line, item.reference, item.mode, item.state, item.id, title)
        yield csv_line((*cells, folder if folder in folders else "")).encode()


def _write(services: Services, row: BatchZip, **values: Any) -> bool:
    """Only while the lease is ours."""
    with services.database.chores():
        this = (BatchZip.batch_id == row.batch_id) & (BatchZip.round == row.round)
        return bool(BatchZip.update(**values).where(this, BatchZip.lease_until == row.lease_until).execute())


def _extra(row: BatchZip) -> dict[str, object]:
    return {"action": "batch_zip", "batch_id": row.batch_id, "org_id": row.org_id}
