"""A zip that goes to the store in parts, and that another process can go on with."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from jobs import zip_upload
from jobs.testing.artifacts import InMemoryArtifacts
from jobs.zip_upload import Checkpoint, ZipUpload

AT = datetime(2026, 11, 23, 14, 0, 2, tzinfo=UTC)
SMALL_PART = 1000  # bytes


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> InMemoryArtifacts:
    monkeypatch.setattr(zip_upload, "PART_BYTES", SMALL_PART)
    return InMemoryArtifacts()


def content_of(number: int) -> bytes:
    return bytes([number]) * (300 + 40 * number)


def add(upload: ZipUpload, numbers: range) -> None:
    for number in numbers:
        content = content_of(number)
        upload.add(f"größe/{number}.bin", (content[:100], content[100:]), len(content), AT)


def assert_whole(content: bytes, count: int) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"größe/{number}.bin" for number in range(count)]
        assert all(archive.read(name) == content_of(number) for number, name in enumerate(archive.namelist()))
        assert {one.date_time for one in archive.infolist()} <= {AT.timetuple()[:6]}


def test_what_was_added_is_in_the_zip(store: InMemoryArtifacts) -> None:
    upload = ZipUpload(store, "org/batch.zip")
    add(upload, range(12))
    assert "org/batch.zip" not in store.contents, "it is there only when it is whole"
    assert upload.finish() == len(store.contents["org/batch.zip"])
    assert_whole(store.contents["org/batch.zip"], 12)


@pytest.mark.parametrize("died_after", [1, 4, 9, 12])
def test_another_process_goes_on_from_the_checkpoint(store: InMemoryArtifacts, died_after: int) -> None:
    first = ZipUpload(store, "key")
    add(first, range(died_after))
    kept = Checkpoint.from_json(first.checkpoint.as_json())
    second = ZipUpload(store, "key", kept)
    add(second, range(len(second.names), 12))
    second.finish()
    assert_whole(store.contents["key"], 12)


def test_what_broke_off_in_the_middle_of_an_entry_is_written_again(store: InMemoryArtifacts) -> None:
    def breaks_off() -> Iterator[bytes]:
        yield b"x" * 3 * SMALL_PART
        raise ConnectionError

    first = ZipUpload(store, "key")
    add(first, range(6))
    with pytest.raises(ConnectionError):
        first.add("lost.bin", breaks_off(), 4 * SMALL_PART, AT)
    del first.__dict__["_zip"]
    second = ZipUpload(store, "key", first.checkpoint)
    assert 0 < len(second.names) <= 6
    add(second, range(len(second.names), 8))
    second.finish()
    assert_whole(store.contents["key"], 8)


def test_no_more_than_two_parts_are_ever_in_memory(store: InMemoryArtifacts) -> None:
    upload = ZipUpload(store, "key")
    upload.add("large.bin", (b"y" * 250 for _ in range(100)), 25_000, AT)
    assert max(map(len, store.parts[upload.checkpoint.upload_id].values())) <= 2 * SMALL_PART + 250


def test_an_empty_zip_is_one(store: InMemoryArtifacts) -> None:
    ZipUpload(store, "key").finish()
    assert_whole(store.contents["key"], 0)


def test_what_is_abandoned_leaves_nothing(store: InMemoryArtifacts) -> None:
    upload = ZipUpload(store, "key")
    add(upload, range(9))
    upload.abandon()
    upload.abandon()
    assert not store.parts
    assert not store.contents


def test_what_cannot_be_gone_on_with_may_be_deflated_and_of_unknown_size(store: InMemoryArtifacts) -> None:
    upload = ZipUpload(store, "key", resumable=False)
    upload.add("rows.jsonl", (b"[1, 2, 3]" * 100 for _ in range(50)), zipfile.ZIP64_LIMIT, AT, deflate=True)
    assert upload.finish() < 5000
    with zipfile.ZipFile(io.BytesIO(store.contents["key"])) as archive:
        assert archive.testzip() is None
        assert archive.read("rows.jsonl") == b"[1, 2, 3]" * 5000
    with pytest.raises(ValueError, match="stored as they are"):
        ZipUpload(store, "other").add("a", [b"a"], 1, AT, deflate=True)
