"""A zip that goes to the artifact store while it is made: no more than one part of it is ever in memory.

It can be gone on with by another process: a `Checkpoint` says which parts are stored and what is in them. What was
written after the last checkpoint is written again, over the same parts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, Protocol, Self, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PART_BYTES = 8 * 1024 * 1024
"""S3 wants 5 MiB or more of all but the last, and takes 10,000 parts: a zip has 80 GB at most."""

_MEDIA_TYPE = "application/zip"
_REGULAR_FILE = 0o100644 << 16
_FIRST_YEAR = 1980  # a zip knows no earlier one


class PartStore(Protocol):
    """The part of `jobs.artifacts.Artifacts` that an upload needs."""

    def begin_parts(self, key: str, media_type: str, /) -> str: ...
    def put_part(self, key: str, upload_id: str, number: int, content: bytes, /) -> str: ...
    def join_parts(self, key: str, upload_id: str, tags: Sequence[str], /) -> None: ...
    def abandon_parts(self, key: str, upload_id: str, /) -> None: ...


@dataclass(frozen=True)
class Checkpoint:
    """Where another process can go on: the parts that are stored, and the entries that are whole within them."""

    upload_id: str
    size: int  # bytes, of all parts
    tags: tuple[str, ...] = ()
    entries: tuple[tuple[Any, ...], ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Any]:
        """For a column."""
        return {**vars(self), "tags": list(self.tags), "entries": [list(one) for one in self.entries]}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """What `as_json` gave."""
        return cls(kept["upload_id"], kept["size"], tuple(kept["tags"]), tuple(map(tuple, kept["entries"])))


class ZipUpload:
    """Not safe to share between threads. Entries are stored as they are, as bundles are, or deflated."""

    def __init__(
        self, store: PartStore, key: str, checkpoint: Checkpoint | None = None, *, resumable: bool = True
    ) -> None:
        """Begin a zip at this key, or go on with one. Raises ArtifactStoreUnavailable.

        What is not `resumable` spares the checkpoints, which name every entry, and takes entries that are deflated.
        """
        self._resumable = resumable
        self._parts = _Parts(store, key, checkpoint)
        self._zip = ZipFile(cast("IO[bytes]", self._parts), "w", ZIP_STORED)
        if checkpoint:
            self._zip.infolist().extend(map(_entry, checkpoint.entries))
        self._checkpoint = checkpoint or Checkpoint(self._parts.upload_id, 0)

    @property
    def names(self) -> list[str]:
        """The entries that it has, in order; after going on, those of the checkpoint."""
        return self._zip.namelist()

    def add(self, name: str, chunks: Iterable[bytes], size: int, at: datetime, *, deflate: bool = False) -> None:
        """Write one entry of at most `size` bytes, as it comes. Raises what `chunks` and `jobs.artifacts` do."""
        if deflate and self._resumable:
            raise ValueError("A checkpoint knows only entries that are stored as they are.")
        info = ZipInfo(name, max(at.timetuple()[:6], (_FIRST_YEAR, 1, 1, 0, 0, 0)))
        info.external_attr, info.file_size = _REGULAR_FILE, size
        info.compress_type = ZIP_DEFLATED if deflate else ZIP_STORED
        with self._zip.open(info, "w") as entry:
            for chunk in chunks:
                entry.write(chunk)
        if self._parts.store_part() and self._resumable:
            entries = tuple(_fields(one) for one in self._zip.infolist())
            self._checkpoint = Checkpoint(self._parts.upload_id, self._parts.stored, tuple(self._parts.tags), entries)

    @property
    def checkpoint(self) -> Checkpoint:
        """Where another process can go on. Moves on with each entry that fills a part."""
        return self._checkpoint

    def finish(self) -> int:
        """Write the table of contents and make the parts one file; return its size in bytes."""
        self._zip.close()
        self._parts.join()
        return self._parts.tell()

    def abandon(self) -> None:
        """Forget what was stored of it."""
        self._parts.abandon()


class _Parts:
    """What `ZipFile` writes to: a stream that knows its place and cannot go back.

    No class of `io`: those flush when they are thrown away, and so would write over the parts of who went on.
    """

    def __init__(self, store: PartStore, key: str, checkpoint: Checkpoint | None) -> None:
        self._store, self._key = store, key
        self.upload_id = checkpoint.upload_id if checkpoint else store.begin_parts(key, _MEDIA_TYPE)
        self.tags = list(checkpoint.tags) if checkpoint else []
        self.stored = checkpoint.size if checkpoint else 0
        self._buffer = bytearray()

    def tell(self) -> int:
        return self.stored + len(self._buffer)

    def write(self, content: bytes) -> int:
        self._buffer += content
        if len(self._buffer) >= 2 * PART_BYTES:  # an entry larger than a part cannot wait for its end
            self._put()
        return len(content)

    def flush(self) -> None:
        """`ZipFile` asks for it; parts are stored when they are full."""

    def store_part(self) -> bool:
        """Store a part and say so, if there is enough for one."""
        if len(self._buffer) < PART_BYTES:
            return False
        self._put()
        return True

    def join(self) -> None:
        if self._buffer or not self.tags:
            self._put()
        self._store.join_parts(self._key, self.upload_id, self.tags)

    def abandon(self) -> None:
        self._store.abandon_parts(self._key, self.upload_id)

    def _put(self) -> None:
        content = bytes(self._buffer)
        self.tags.append(self._store.put_part(self._key, self.upload_id, len(self.tags) + 1, content))
        self.stored += len(content)
        self._buffer.clear()


def _fields(info: ZipInfo) -> tuple[Any, ...]:
    return (info.filename, list(info.date_time), info.CRC, info.file_size, info.header_offset, info.flag_bits)


def _entry(fields: tuple[Any, ...]) -> ZipInfo:
    name, date_time, crc, size, offset, flags = fields
    info = ZipInfo(name, tuple(date_time))
    info.CRC, info.file_size, info.compress_size = crc, size, size
    info.header_offset, info.flag_bits, info.external_attr = offset, flags, _REGULAR_FILE
    return info
