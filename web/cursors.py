"""Cursors of keyset pagination: where the page before ended. Ids are ordered by time, so an id is enough."""

import base64
import binascii
from uuid import UUID

from web.problems import Fault, InvalidFields


def cursor_after(last_id: UUID) -> str:
    """Return the cursor of the page that follows ``last_id``."""
    return base64.urlsafe_b64encode(last_id.bytes).decode().rstrip("=")


def read_cursor(cursor: str) -> UUID:
    """Return the id in ``cursor``. Raises InvalidFields if we did not make it."""
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor + "=="))
    except (ValueError, binascii.Error) as error:
        fault = Fault("cursor", "is not a cursor of this list", "meta.next_cursor of the page before")
        raise InvalidFields(faults=[fault]) from error
