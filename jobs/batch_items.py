"""Reading the items of a batch in the order of their lines, and writing them as a table."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from peewee import fn

from jobs.claims import from_now
from jobs.database import Database
from jobs.models import Job
from jobs.states import State

_ROWS_A_PAGE = 500
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_HELD = from_now(10 * 365 * 86400.0)
"""What is available only then is available at infinity: held back by its batch."""


@dataclass(frozen=True)
class ItemFilter:
    """Which items; `is_waiting` is of those that are queued, whether their batch holds them back.

    `reference` is the whole of one, `part_of_reference` what stands anywhere in it, in whichever case.
    """

    state: State | None = None
    is_waiting: bool | None = None
    reference: str | None = None
    part_of_reference: str | None = None


EVERY_ITEM = ItemFilter()


def read_items(  # noqa: PLR0913 - which of whose, and how many
    database: Database, org_id: UUID, batch_id: UUID, wanted: ItemFilter = EVERY_ITEM, *, after: int = 0, limit: int
) -> list[Job]:
    """The items on lines after this one, in order. Raises DatabaseUnavailable."""
    rows = Job.select().where(Job.org_id == org_id, Job.batch_id == batch_id, Job.batch_line > after)
    if wanted.state is not None:
        rows = rows.where(Job.state == wanted.state)
    if wanted.is_waiting is not None:
        rows = rows.where(Job.available_at > _HELD if wanted.is_waiting else Job.available_at <= _HELD)
    if wanted.reference is not None:
        rows = rows.where(Job.reference == wanted.reference)
    if wanted.part_of_reference is not None:  # of one batch, so that there is little to look through
        rows = rows.where(fn.strpos(fn.lower(Job.reference), fn.lower(wanted.part_of_reference)) > 0)
    with database.tenant(org_id):
        return list(rows.order_by(Job.batch_line).limit(limit))


def follow_items(database: Database, org_id: UUID, batch_id: UUID, wanted: ItemFilter = EVERY_ITEM) -> Iterator[Job]:
    """All of them, without holding more than a page, or a transaction, while they are consumed."""
    after = 0
    while rows := read_items(database, org_id, batch_id, wanted, after=after, limit=_ROWS_A_PAGE):
        yield from rows
        after = rows[-1].batch_line or 0


def is_held(row: Job) -> bool:
    """Does its batch hold it back?"""
    return row.state == State.QUEUED and row.available_at.year > 9000


def csv_line(cells: Sequence[object]) -> str:
    """One line (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([_cell(one) for one in cells])
    return text.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULAS) and not isinstance(value, int | float) else text
