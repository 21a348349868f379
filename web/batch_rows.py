"""Batches and their items as the API shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from uuid import UUID

from jobs import models
from jobs.batch_items import ItemFilter, csv_line, follow_items, is_held, read_items
from jobs.batch_progress import Pace, counts_of, pace_of
from jobs.batches import Acceptance, find_batch, state_of
from jobs.database import Database
from jobs.states import TERMINAL, State
from web.cursors import cursor_after, cursor_before, read_cursor, read_cursor_before
from web.schemas.batches import (
    Batch,
    BatchCounts,
    BatchFilter,
    BatchZip,
    ItemQuery,
    ItemResult,
    ListedBatch,
    ListedItem,
    ResultsQuery,
)

RESULT_COLUMNS = (
    *("line", "reference", "mode", "state", "job_id", "title", "monthly_usd", "error_code", "error_message"),
    *("attempt", "finished_at"),
)


def shown_batch(database: Database, org_id: UUID, batch_id: UUID) -> Batch:
    """Raises NotFound, also for another tenant's."""
    with database.tenant(org_id):
        return as_batch(find_batch(org_id, batch_id))


def as_batch(row: models.Batch) -> Batch:
    """Inside a transaction: the batch with its pace and its zip."""
    pace: Pace = pace_of(row)
    mine = (models.BatchZip.batch_id == row.id) & (models.BatchZip.round == row.round)
    return Batch(
        **_shown(row).model_dump(),
        acceptance=Acceptance(row.acceptance).value,
        refused=row.refused,
        faults=row.faults,
        more_faults=row.more_faults,
        round=row.round,
        per_minute=pace.per_minute,
        finishes_at=pace.finishes_at and pace.finishes_at.replace(microsecond=0),
        notify=row.notify,
        zip=_zip(models.BatchZip.get_or_none(mine)),
        started_at=row.started_at,
    )


def page_of_batches(database: Database, org_id: UUID, wanted: BatchFilter) -> tuple[list[ListedBatch], str | None]:
    """One page, newest first, and the cursor of the next one if there is more."""
    rows = models.Batch.select().where(models.Batch.org_id == org_id)
    if wanted.cursor:
        rows = rows.where(models.Batch.id < read_cursor(wanted.cursor))
    with database.tenant(org_id):
        found = list(rows.order_by(models.Batch.id.desc()).limit(wanted.limit + 1))
    shown = found[: wanted.limit]
    return [_shown(row) for row in shown], cursor_after(shown[-1].id) if len(found) > wanted.limit else None


def page_of_items(
    database: Database, org_id: UUID, batch_id: UUID, wanted: ItemQuery
) -> tuple[Sequence[ListedItem], str | None]:
    """One page in the order of the lines, and the cursor of the next one if there is more. Raises NotFound."""
    after = read_cursor_before(wanted.cursor) if wanted.cursor else 0
    with database.tenant(org_id):
        find_batch(org_id, batch_id)
    limit = wanted.limit + 1
    found = read_items(database, org_id, batch_id, _filter(wanted), after=after, limit=limit)
    shown = found[: wanted.limit]
    more = len(found) > wanted.limit
    return [ListedItem.model_validate(_item(row)) for row in shown], cursor_before(
        shown[-1].batch_line or 0
    ) if more else None


def result_lines(database: Database, org_id: UUID, batch_id: UUID, wanted: ResultsQuery) -> Iterator[str]:
    """What has ended, in the order of the lines, a page of rows at a time: no transaction waits for a slow reader."""
    rows = follow_items(database, org_id, batch_id, ItemFilter(State(wanted.state) if wanted.state else None))
    ended = (row for row in rows if row.state in TERMINAL)
    if wanted.format == "csv":
        yield csv_line(RESULT_COLUMNS)
        yield from (csv_line(_cells(row)) for row in ended)
    else:
        yield from (
            ItemResult.model_validate({**_item(row), "result": row.result}).model_dump_json() + "\n" for row in ended
        )


def _shown(row: models.Batch) -> ListedBatch:
    return ListedBatch(
        id=row.id,
        name=row.name,
        state=state_of(row).value,
        total=row.total,
        counts=BatchCounts(**asdict(counts_of(row))),
        created_at=row.created_at,
        finished_at=row.finished_at,
    )


def _zip(row: models.BatchZip | None) -> BatchZip | None:
    if row is None:
        return None
    if row.made_at is None:
        files = len(row.checkpoint["entries"]) if row.checkpoint else 0
        return BatchZip(state="making", size=None, files=files, url=None)
    return BatchZip(state="ready", size=row.size, files=row.files, url=f"/api/v1/batches/{row.batch_id}/zip")


def _filter(wanted: ItemQuery) -> ItemFilter:
    if wanted.state in {"waiting", "queued"}:
        return ItemFilter(State.QUEUED, wanted.state == "waiting", wanted.reference, wanted.q)
    return ItemFilter(State(wanted.state) if wanted.state else None, None, wanted.reference, wanted.q)


def _item(row: models.Job) -> dict[str, object]:
    return {
        "line": row.batch_line,
        "reference": row.reference,
        "job_id": row.id,
        "mode": row.mode,
        "state": "waiting" if is_held(row) else row.state,
        "attempt": row.attempt,
        "options": {name: value for name, value in row.options.items() if name != "architecture"},
        "error": row.error,
        "title": (row.result or {}).get("title"),
        "finished_at": row.finished_at,
    }


def _cells(row: models.Job) -> tuple[object, ...]:
    result, error = row.result or {}, row.error or {}
    made = (result.get("title"), result.get("monthly_usd"), error.get("code"), error.get("message"))
    ended = row.finished_at.isoformat() if row.finished_at else None
    return (row.batch_line, row.reference, row.mode, row.state, row.id, *made, row.attempt, ended)
