"""Files and rows that lost each other: files of attempts that never ended a job, uploads that nobody goes on with,
zips and exports without a row, and rows whose file is gone.

The store is walked in the order of its keys, a slice a run. A file goes only where its organization is in this
database: a bucket that another installation uses too, or a wrong database, costs nobody a file. A row goes only where
the store has some of the newest files: a wrong bucket costs nobody a row.
"""

import logging
import re
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from peewee import SQL

from jobs.chores.heartbeats import keep_position, position_of
from jobs.chores.retention import remove_rows
from jobs.chores.services import Services
from jobs.errors import ArtifactStoreUnavailable
from jobs.models import Artifact, BatchZip, Job, Organization, OrganizationExport
from jobs.states import State
from jobs.stored_files import FilePage, StoredFiles

log = logging.getLogger(__name__)

GRACE = timedelta(days=1)
"""Longer than anything takes from its first file to the row that points at it."""

_LONGEST_RUN_SECONDS = 3.0
"""The other chores wait meanwhile; the next run goes on."""
_NEWEST = 20
_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_OF_ATTEMPT = re.compile(rf"({_ID})/({_ID})/(\d{{1,9}})/.+", re.DOTALL)
_OF_CHORES = re.compile(rf"({_ID})/(?:exports/{_ID}/\d+\.zip|batches/{_ID}/\d+/bundles\.zip)")


def sweep(services: Services) -> int:
    """Return how many files, uploads and rows were removed. Raises DatabaseUnavailable, ArtifactStoreUnavailable."""
    until = time.monotonic() + _LONGEST_RUN_SECONDS
    store = StoredFiles.from_settings(services.settings)
    removed = _abandon_uploads(services, store)
    with services.database.chores():
        after = position_of("orphans")
    while True:
        page = store.page(after)
        removed += _remove_files(services, page, after) + _remove_rows(services, store, page, after)
        after = page.last or ""
        with services.database.chores():
            keep_position("orphans", after)
        if not after or time.monotonic() > until:
            return removed


def _abandon_uploads(services: Services, store: StoredFiles) -> int:
    old = [upload for upload in store.uploads() if upload.begun_at < _long_ago()]
    if not old:
        return 0
    with services.database.chores():
        ours = _ours(upload.key for upload in old)
        packing = BatchZip.select(BatchZip.checkpoint).where(BatchZip.checkpoint.is_null(False))
        used = {row.checkpoint["upload_id"] for row in packing}
        going = OrganizationExport.select().where(OrganizationExport.state == "running")
        made = {f"{row.org_id}/exports/{row.id}/{row.attempt}.zip" for row in going}
    left = [one for one in old if one.key in ours and one.upload_id not in used and one.key not in made]
    for upload in left:
        services.artifacts.abandon_parts(upload.key, upload.upload_id)
    if left:
        log.warning("abandoned uploads", extra={"action": "orphans.uploads", "count": len(left)})
    return len(left)


def _remove_files(services: Services, page: FilePage, after: str) -> int:
    old = [file.key for file in page.files if file.modified_at < _long_ago()]
    if not old:
        return 0
    with services.database.chores():
        pointed_at = {row.key for row in Artifact.select(Artifact.key).where(_within(page, after))}
        for table in (BatchZip, OrganizationExport):
            pointed_at |= {str(row.key) for row in table.select(table.key).where(table.key.in_(old))}
        left = [key for key in old if key not in pointed_at]
        orphans = sorted(_ours(left) - _under_way(left))
    services.artifacts.delete(orphans)
    if orphans:
        log.warning("removed files that nothing points at", extra={"action": "orphans.files", "count": len(orphans)})
    return len(orphans)


def _remove_rows(services: Services, store: StoredFiles, page: FilePage, after: str) -> int:
    there = {file.key for file in page.files}
    with services.database.chores():
        known = Artifact.select(Artifact.id, Artifact.job_id, Artifact.key).where(_within(page, after))
        missing = [row for row in known.iterator() if row.key not in there]
    missing = [row for row in missing if not store.has(row.key)]
    if not missing:
        return 0
    _refuse_wrong_bucket(services, store)
    with services.database.chores():
        removed = remove_rows(missing)
    log.warning("files are gone that rows pointed at", extra={"action": "orphans.rows", "count": removed})
    return removed


def _refuse_wrong_bucket(services: Services, store: StoredFiles) -> None:
    with services.database.chores():
        newest = [row.key for row in Artifact.select(Artifact.key).order_by(Artifact.id.desc()).limit(_NEWEST)]
    if not any(store.has(key) for key in newest):
        raise ArtifactStoreUnavailable(
            "The bucket has none of the newest files: ARTIFACTS_BUCKET may name another one. No row was removed."
        )


def _within(page: FilePage, after: str) -> SQL:
    """Rows of files that a page would have, if they are there."""
    if page.last is None:
        return SQL('key COLLATE "C" > %s', [after])
    return SQL('key COLLATE "C" > %s AND key COLLATE "C" <= %s', [after, page.last])


def _ours(keys: Iterable[str]) -> set[str]:
    """Those of a form that we write, of organizations that are here."""
    by_key = {key: UUID(found[1]) for key in keys if (found := _OF_ATTEMPT.fullmatch(key) or _OF_CHORES.fullmatch(key))}
    here = Organization.select(Organization.id).where(Organization.id.in_({*by_key.values()}))
    known = {row.id for row in here}
    return {key for key, org_id in by_key.items() if org_id in known}


def _under_way(keys: Sequence[str]) -> set[str]:
    """Files of attempts that still run, however long they take."""
    attempts = {key: (UUID(found[2]), int(found[3])) for key in keys if (found := _OF_ATTEMPT.fullmatch(key))}
    ids = {job_id for job_id, _ in attempts.values()}
    running = Job.select(Job.id, Job.attempt).where(Job.id.in_(ids), Job.state == State.RUNNING)
    held = {(row.id, row.attempt) for row in running}
    return {key for key, attempt in attempts.items() if attempt in held}


def _long_ago() -> datetime:
    return datetime.now(UTC) - GRACE
