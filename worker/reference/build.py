"""Builds the index: a draft beside it, renamed into place whole, so that two processes may build at once."""

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from worker.architecture.catalogue import load_catalogue
from worker.reference.cards import Card, Entry, everything
from worker.reference.documents import Document
from worker.reference.index import ALL_KINDS, STRIDE

SCHEMA = """
CREATE TABLE pages (id INTEGER PRIMARY KEY, url TEXT UNIQUE, kind TEXT, key TEXT, title TEXT, context TEXT, body TEXT);
CREATE INDEX pages_by_title ON pages (title COLLATE NOCASE);
CREATE INDEX pages_by_key ON pages (key, kind);
CREATE VIRTUAL TABLE search USING fts5 (title, names, words, content='', tokenize='porter unicode61');
CREATE TABLE cards (kind TEXT, key TEXT, content TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE names (text TEXT, rank INTEGER, position INTEGER, kind TEXT, key TEXT);
CREATE INDEX names_by_text ON names (text);
"""
KEPT = 3
DRAFT_SECONDS = 3600


def build(path: Path, entries: Iterable[Entry] | None = None) -> None:
    """Write the index, and remove old ones. Another process may do the same at the same time: each renames a whole
    file into place. Raises OSError, sqlite3.Error."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    os.close(handle)
    draft = Path(name)
    try:
        _write(draft, everything(load_catalogue()) if entries is None else entries)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    remove_old(path)


def remove_old(path: Path) -> None:
    """Keep this index and those used last: each is of one version, and 20 MB. Whoever reads one keeps it open.

    Drafts of builds that were killed go after an hour.
    """
    others = [other for other in path.parent.glob("reference-*.sqlite") if other != path]
    with suppress(OSError):  # another process removes them too
        others.sort(key=lambda other: other.stat().st_mtime, reverse=True)
        for other in others[KEPT - 1 :]:
            other.unlink()
        for draft in path.parent.glob("reference-*.part"):
            if time.time() - draft.stat().st_mtime > DRAFT_SECONDS:
                draft.unlink()


def _write(path: Path, entries: Iterable[Entry]) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        seen: set[str] = set()
        for number, entry in enumerate(entries):
            if isinstance(entry, Document):
                if entry.url not in seen:
                    seen.add(entry.url)
                    _write_page(connection, number, entry)
            elif isinstance(entry, Card):
                text = entry.content if isinstance(entry.content, str) else json.dumps(entry.content)
                connection.execute("INSERT INTO cards VALUES (?, ?, ?)", (entry.kind, entry.key, text))
            else:
                row = (entry.text, entry.rank, number, entry.kind, entry.key)
                connection.execute("INSERT INTO names VALUES (?, ?, ?, ?, ?)", row)
        connection.commit()
    finally:
        connection.close()


def _write_page(connection: sqlite3.Connection, number: int, page: Document) -> None:
    number += ALL_KINDS.index(page.kind) * STRIDE
    row = (number, page.url, page.kind, page.key, page.title, page.context, page.body)
    connection.execute("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    searched = (number, page.title, page.names, page.words)
    connection.execute("INSERT INTO search (rowid, title, names, words) VALUES (?, ?, ?, ?)", searched)
