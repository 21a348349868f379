"""What a link opens, for whoever holds it: one job's result and its files, and nothing else of the organization.

No organization is set for row-level security here, so that this code sees no row at all: it asks functions of the
database that take the digest of the link's secret (migration 0020). A link that is unknown, revoked, switched off or of
a suspended organization is not told from one that never was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jobs.database import Database, active_database
from jobs.errors import FilesRemoved
from jobs.models import Artifact
from jobs.share_tokens import ShareToken, parse_token
from web.problems import Problem, ResourceNotFound

UNKNOWN = "This link is not good: it is not whole, or whoever made it took it back."
NO_SUCH_FILE = "There is no such file behind this link."
_FILE = "id, org_id, job_id, attempt, name, key, size, sha256, media_type"


class LinkExpired(Problem):
    """This link has expired. Ask who gave it to you for another."""

    status = 410
    code = "link_expired"


@dataclass(frozen=True)
class Opened:
    """A link that is good, and the result behind it."""

    title: str
    allows_download: bool
    shared_at: datetime
    expires_at: datetime | None
    mode: str
    option: str | None
    version: int
    finished_at: datetime
    files_removed_at: datetime | None
    result: dict[str, Any] | None
    has_receipt: bool


def open_link(database: Database, text: str) -> Opened:
    """Return what is behind the link, and count that it was opened. Raises ResourceNotFound, LinkExpired."""
    token = _token(text)
    with database.visitor():
        opened = _look(token)
        active_database.execute_sql("SELECT count_share_view(%s)", (token.sha256,))
    return opened


def files_behind(database: Database, text: str) -> Sequence[Artifact]:
    """Return the files that may be read, by name. Raises ResourceNotFound, LinkExpired."""
    token = _token(text)
    with database.visitor():
        _look(token)
        return _files("shared_files(%s)", [token.sha256])


def file_behind(database: Database, text: str, name: str) -> Artifact:
    """Return one of them; `receipt.json` is of the newest trial of it. Raises ResourceNotFound, LinkExpired."""
    token = _token(text)
    with database.visitor():
        rows = _files("shared_file(%s, %s)", [token.sha256, name]) if name.isprintable() else []
        if not rows:
            _refuse_removed(_look(token))
            raise ResourceNotFound(NO_SUCH_FILE)
        return rows[0]


def _look(token: ShareToken) -> Opened:
    rows = active_database.execute_sql("SELECT * FROM open_share_link(%s)", (token.sha256,)).fetchall()
    for title, allows_download, shared_at, expires_at, is_over, *rest in rows:
        if is_over:
            raise LinkExpired
        return Opened(title, allows_download, shared_at, expires_at, *rest)
    raise ResourceNotFound(UNKNOWN)


def _refuse_removed(opened: Opened) -> None:
    if opened.files_removed_at is not None:
        raise FilesRemoved("The files behind this link were removed: they are kept for a while, and that is over.")


def _files(function: str, values: Sequence[str]) -> list[Artifact]:
    rows = active_database.execute_sql(f"SELECT {_FILE} FROM {function}", values).fetchall()  # noqa: S608 - our names
    names = _FILE.split(", ")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    for one in found:
        one |= {name: UUID(str(one[name])) for name in ("id", "org_id", "job_id")}
    return [Artifact(**one) for one in found]


def _token(text: str) -> ShareToken:
    token = parse_token(text)
    if token is None:
        raise ResourceNotFound(UNKNOWN)
    return token
