"""The zip of an export: its entries, their SHA-256s, and how it goes to the store."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self
from zipfile import ZIP64_LIMIT

from jobs.exports.claims import Progress
from jobs.zip_upload import PartStore, ZipUpload

SUMS = "SHA256SUMS"
_IN_MEMORY = 1024 * 1024  # bytes of the list of digests; more of it lies on disk
_COMPRESSED = (".zip", ".png", ".gz")
_CHUNK = 64 * 1024
UNKNOWN_SIZE = ZIP64_LIMIT
"""Makes room for sizes of 64 bits."""


class DigestingStore:
    """Hands parts on, with the SHA-256 of them all; `check` may raise before each."""

    def __init__(self, store: PartStore, check: Callable[[], None]) -> None:
        self._store, self._check, self._digest = store, check, hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def begin_parts(self, key: str, media_type: str, /) -> str:
        return self._store.begin_parts(key, media_type)

    def put_part(self, key: str, upload_id: str, number: int, content: bytes, /) -> str:
        self._check()
        self._digest.update(content)
        return self._store.put_part(key, upload_id, number, content)

    def join_parts(self, key: str, upload_id: str, tags: Sequence[str], /) -> None:
        self._check()
        self._store.join_parts(key, upload_id, tags)

    def abandon_parts(self, key: str, upload_id: str, /) -> None:
        self._store.abandon_parts(key, upload_id)


class Archive:
    """A zip whose entries are counted. Left by an error, nothing of it stays in the store."""

    def __init__(self, store: PartStore, key: str, at: datetime, progress: Progress) -> None:
        self._zip = ZipUpload(store, key, resumable=False)
        self._at, self._progress = at, progress
        self._sums = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed with the archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._sums.close()
        if kind is not None:
            self._zip.abandon()

    def add(self, name: str, chunks: Iterable[bytes], size: int = UNKNOWN_SIZE) -> None:
        """Write one entry of at most `size` bytes."""
        digest = hashlib.sha256()
        self._zip.add(
            name, self._counted(chunks, digest.update), size, self._at, deflate=not name.endswith(_COMPRESSED)
        )
        self._sums.write(f"{digest.hexdigest()}  {name}\n".encode())

    def finish(self) -> int:
        """Write the list of digests, and make it one file; return its size in bytes."""
        self._sums.seek(0)
        lines = iter(lambda: self._sums.read(_CHUNK), b"")
        self._zip.add(SUMS, lines, UNKNOWN_SIZE, self._at, deflate=True)
        return self._zip.finish()

    def _counted(self, chunks: Iterable[bytes], digest: Callable[[bytes], None]) -> Iterator[bytes]:
        for chunk in chunks:
            digest(chunk)
            self._progress.bytes += len(chunk)
            yield chunk
