"""How an index comes to be, and goes."""

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.reference.build import DRAFT_SECONDS, KEPT, build
from worker.reference.cards import Entry
from worker.reference.documents import Document
from worker.reference.index import Index

PAGE = Document("https://a", "guide", "a", "a", "", "")


def test_takes_the_first_of_two_documents_at_one_address(tmp_path: Path) -> None:
    build(tmp_path / "index", [Document("https://a", "guide", "a", title, "", "") for title in ("first", "second")])
    page = Index(tmp_path / "index").page("https://a")
    assert page is not None
    assert page.title == "first"


def test_leaves_no_draft_behind_when_building_fails(tmp_path: Path) -> None:
    def broken() -> Iterator[Entry]:
        yield PAGE
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        build(tmp_path / "index", broken())
    assert list(tmp_path.iterdir()) == []


def test_keeps_the_indexes_used_last_and_removes_older_ones(tmp_path: Path) -> None:
    now = time.time()
    for number in range(5):
        build(tmp_path / f"reference-{number}.sqlite", [PAGE])
        os.utime(tmp_path / f"reference-{number}.sqlite", (now - number * 60, now - number * 60))
    build(tmp_path / "reference-new.sqlite", [PAGE])
    left = sorted(path.name for path in tmp_path.iterdir())
    assert len(left) == KEPT
    assert left[0] == "reference-0.sqlite"


def test_removes_drafts_of_builds_that_were_killed_long_ago(tmp_path: Path) -> None:
    old, new = tmp_path / "reference-a.part", tmp_path / "reference-b.part"
    for draft in (old, new):
        draft.touch()
    os.utime(old, (0, time.time() - DRAFT_SECONDS - 1))
    build(tmp_path / "reference-new.sqlite", [PAGE])
    assert (old.exists(), new.exists()) == (False, True)


def test_a_damaged_index_is_an_error_at_once(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("nonsense" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        Index(tmp_path / "index")
