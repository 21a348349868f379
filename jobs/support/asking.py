"""Questions across organizations, as the staff role; its rights and policies decide what an answer can hold."""

from datetime import datetime
from typing import Any
from uuid import UUID

from jobs.database import Database, active_database

Rows = list[dict[str, Any]]
Keyset = tuple[datetime, UUID] | None
"""Where the page before ended."""


def ask(database: Database, statement: str, **values: Any) -> Rows:
    """One statement in a transaction of its own; `%(name)s` stand for the values. Raises DatabaseUnavailable."""
    with database.staff():
        return asked(statement, **values)


def asked(statement: str, **values: Any) -> Rows:
    """The same inside a transaction."""
    plain = {name: _plain(value) for name, value in values.items()}
    cursor = active_database.execute_sql(statement, plain)
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def keyset(after: Keyset) -> dict[str, Any]:
    """Values `at` and `after`, null for the first page."""
    return {"at": after[0], "after": after[1]} if after else {"at": None, "after": None}


def searched(text: str | None) -> dict[str, Any]:
    """Values `like` and `named`: what is looked for in names and addresses, or the id that it is."""
    if not text:
        return {"like": None, "named": None}
    try:
        return {"like": None, "named": UUID(text)}
    except ValueError:
        escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return {"like": f"%{escaped}%", "named": None}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return [_plain(one) for one in value] if isinstance(value, list) else value
