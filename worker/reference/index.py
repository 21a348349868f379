"""The full-text index: built once for each version of its sources, kept as one SQLite file."""

import hashlib
import importlib.metadata
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from worker.architecture.catalogue import load_catalogue
from worker.reference.documents import Document, Kind, all_documents

# Raise this when the schema or the words below change, so that no old file is read.
FORM = "3"

SCHEMA = """
CREATE TABLE pages (id INTEGER PRIMARY KEY, url TEXT UNIQUE, kind TEXT, key TEXT, title TEXT, context TEXT);
CREATE VIRTUAL TABLE search USING fts5 (title, words, content='', tokenize='porter unicode61');
"""

# bm25 is negative, so a factor above one brings a page forward: guides answer questions, operations are details.
QUERY = """
SELECT url, kind, key, pages.title, context FROM search JOIN pages ON pages.id = search.rowid
WHERE search MATCH ? AND kind IN ({kinds})
ORDER BY bm25(search, 6.0, 1.0)
  * CASE kind WHEN 'guide' THEN 3.0 WHEN 'service' THEN 2.0 WHEN 'resource' THEN 1.2 ELSE 1.0 END
LIMIT ?
"""
KINDS: tuple[Kind, ...] = ("guide", "service", "operation", "resource")
_SAYS_NOTHING = (
    "a an and are as at aws amazon be by can do does for from how i in is it my of on or should that the this to use "
    "what when which with"
)
STOP_WORDS = frozenset(_SAYS_NOTHING.split())


@dataclass(frozen=True)
class Page:
    """A page that was found. `key` finds its whole text again."""

    url: str
    kind: str
    key: str
    title: str
    context: str


class Index:
    """Read access to one index file. Not for several threads at a time."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def search(self, phrase: str, kinds: Sequence[Kind] = KINDS, limit: int = 10) -> list[Page]:
        """Pages that hold every word of the phrase first, then pages that hold any. Best first."""
        words = [word for word in re.findall(r"\w+", phrase.lower()) if word not in STOP_WORDS]
        if not words:
            return []
        quoted = [f'"{word}"' for word in dict.fromkeys(words)]
        found = self._match(" AND ".join(quoted), kinds, limit)
        if len(found) < limit and len(quoted) > 1:
            found += self._match(" OR ".join(quoted), kinds, limit + len(found))
        return list({page.url: page for page in found}.values())[:limit]

    def page(self, url: str) -> Page | None:
        """The page at an address, or None."""
        row = self._connection.execute(
            "SELECT url, kind, key, title, context FROM pages WHERE url = ?", (url.split("#", maxsplit=1)[0],)
        ).fetchone()
        return Page(*row) if row else None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _match(self, expression: str, kinds: Sequence[Kind], limit: int) -> list[Page]:
        query = QUERY.format(kinds=", ".join("?" for _ in kinds))
        return [Page(*row) for row in self._connection.execute(query, (expression, *kinds, limit))]


def index_path(folder: Path) -> Path:
    """The file for the sources that are installed now: another version of any of them is another file."""
    digest = hashlib.sha256(FORM.encode())
    for package in ("botocore", "cfn-lint"):
        digest.update(f"{package}={importlib.metadata.version(package)};".encode())
    for name, block in sorted(load_catalogue().blocks.items()):
        digest.update(f"{name}={block.title}{block.documentation}{block.summary}{block.quotas}{block.names}".encode())
    return folder / f"reference-{digest.hexdigest()[:16]}.sqlite"


def build(path: Path, documents: Iterable[Document] | None = None) -> None:
    """Write the index. Another process may do the same at the same time: each renames a whole file into place."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    os.close(handle)
    draft = Path(name)
    try:
        _write(draft, all_documents() if documents is None else documents)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def cache_folder(environ: dict[str, str] | None = None) -> Path:
    """XDG cache folder, or a private folder in the temporary one where home is not writable, as on Lambda."""
    environment = os.environ if environ is None else environ
    try:
        folder = Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "groundplan"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (OSError, RuntimeError):  # the latter where no home can be determined
        return Path(tempfile.gettempdir()) / f"groundplan-{os.getuid()}"
    return folder


def _write(path: Path, documents: Iterable[Document]) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        seen: set[str] = set()
        for number, page in enumerate(documents):
            if page.url in seen:
                continue
            seen.add(page.url)
            row = (number, page.url, page.kind, page.key, page.title, page.context)
            connection.execute("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?)", row)
            searched = (number, page.title, page.words)
            connection.execute("INSERT INTO search (rowid, title, words) VALUES (?, ?, ?)", searched)
        connection.commit()
    finally:
        connection.close()
