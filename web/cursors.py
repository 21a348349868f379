"""Cursors of keyset pagination: where the page before ended. Ids are ordered by time, so mostly an id is enough."""

import base64
import binascii
from datetime import UTC, datetime
from uuid import UUID

from web.problems import Fault, InvalidFields

_DIGITS = 9


def cursor_after(last_id: UUID) -> str:
    """Return the cursor of the page that follows ``last_id``."""
    return base64.urlsafe_b64encode(last_id.bytes).decode().rstrip("=")


def read_cursor(cursor: str) -> UUID:
    """Return the id in ``cursor``. Raises InvalidFields if we did not make it."""
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor + "=="))
    except (ValueError, binascii.Error) as error:
        raise _not_ours() from error


def cursor_at(last: datetime, last_id: UUID) -> str:
    """Return the cursor of a list that is ordered by a time, then by id."""
    return base64.urlsafe_b64encode(f"{last.isoformat()} {last_id}".encode()).decode().rstrip("=")


def read_cursor_at(cursor: str) -> tuple[datetime, UUID]:
    """Return the time and the id in ``cursor``. Raises InvalidFields if we did not make it."""
    try:
        time, last_id = base64.urlsafe_b64decode(cursor + "==").decode().split(" ")
        last = datetime.fromisoformat(time)
        if last.tzinfo is None:
            raise _not_ours()
        return last.astimezone(UTC), UUID(last_id)  # the database knows no zone as far away as Python does
    except (ValueError, OverflowError, binascii.Error) as error:
        raise _not_ours() from error


def cursor_before(number: int) -> str:
    """Return the cursor of a list that counts down."""
    return base64.urlsafe_b64encode(str(number).encode()).decode().rstrip("=")


def read_cursor_before(cursor: str) -> int:
    """Return the number in ``cursor``. Raises InvalidFields if we did not make it."""
    try:
        number = base64.urlsafe_b64decode(cursor + "==").decode()
        if not (number.isascii() and number.isdecimal() and len(number) < _DIGITS):
            raise _not_ours()
        return int(number)
    except (ValueError, binascii.Error) as error:
        raise _not_ours() from error


def cursor_from(number: int, last_id: UUID) -> str:
    """Return the cursor of a list that is ordered by a number, then by id."""
    return base64.urlsafe_b64encode(f"{number} {last_id}".encode()).decode().rstrip("=")


def read_cursor_from(cursor: str) -> tuple[int, UUID]:
    """Return the number and the id in ``cursor``. Raises InvalidFields if we did not make it."""
    try:
        number, last_id = base64.urlsafe_b64decode(cursor + "==").decode().split(" ")
        if not (number.isascii() and number.isdecimal() and len(number) <= _DIGITS):
            raise _not_ours()
        return int(number), UUID(last_id)
    except (ValueError, binascii.Error) as error:
        raise _not_ours() from error


def _not_ours() -> InvalidFields:
    return InvalidFields(
        faults=[Fault("cursor", "is not a cursor of this list", "meta.next_cursor of the page before")]
    )
