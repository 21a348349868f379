"""Batches: thousands of jobs in one submission, followed together, and read out together."""

import gzip
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, TypedDict, Unpack
from uuid import UUID

import httpx

from groundplan.errors import NotGenuine, Unavailable
from groundplan.models import Batch, BatchItem, ListedBatch
from groundplan.transport import Transport

PATH = "/api/v1/batches"
MEDIA_TYPES = {
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
    ".csv": "text/csv",
    ".json": "application/json",
}
POLL_SECONDS = 1.0
_CHUNK_BYTES = 1 << 16


class BatchOptions(TypedDict, total=False):
    """How a batch is taken: with `partial` good items are taken where others are not."""

    partial: bool
    name: str
    notify: bool


class Batches:
    """`client.batches`."""

    def __init__(self, transport: Transport, *, sleep: Callable[[float], None] = time.sleep) -> None:
        """`sleep` is for tests."""
        self._transport = transport
        self._sleep = sleep

    def submit(
        self, content: bytes, media_type: str, *, idempotency_key: str | None = None, **options: Unpack[BatchOptions]
    ) -> Batch:
        """Submit items as JSON Lines, CSV or JSON (MEDIA_TYPES).

        Raises Refused, whose details name each fault's line: `items.12.region`.
        """
        headers = {"Content-Type": media_type, "Content-Encoding": "gzip"}
        query = {
            "mode": "partial" if options.get("partial") else "all_or_nothing",
            "name": options.get("name", ""),
            "notify": str(options.get("notify", False)).lower(),
        }
        sent = {"params": query, "headers": headers, "content": gzip.compress(content, mtime=0)}
        return Batch.model_validate(self._transport.post(PATH, idempotency_key=idempotency_key, **sent))

    def get(self, batch_id: UUID | str) -> Batch:
        """One batch: its counts, pace and end."""
        return Batch.model_validate(self._transport.get(f"{PATH}/{batch_id}"))

    def list(self) -> Iterator[ListedBatch]:
        """Batches, newest first; pages are asked for as they are needed."""
        return map(ListedBatch.model_validate, self._transport.pages(PATH, limit=100))

    def items(self, batch_id: UUID | str, *, state: str | None = None) -> Iterator[BatchItem]:
        """Its items in the order of their lines."""
        found = self._transport.pages(f"{PATH}/{batch_id}/items", state=state, limit=500)
        return map(BatchItem.model_validate, found)

    def follow(self, batch_id: UUID | str) -> Iterator[Batch]:
        """How it stands, each time that this changed, until it has ended."""
        shown: Batch | None = None
        while True:
            batch = self.get(batch_id)
            if shown is None or (batch.counts, batch.state) != (shown.counts, shown.state):
                yield batch
            if batch.has_ended:
                return
            shown = batch
            self._sleep(POLL_SECONDS)

    def pause(self, batch_id: UUID | str) -> Batch:
        """Hold it: what runs ends, and nothing else begins."""
        return Batch.model_validate(self._transport.post(f"{PATH}/{batch_id}/pause"))

    def resume(self, batch_id: UUID | str) -> Batch:
        """Go on with it."""
        return Batch.model_validate(self._transport.post(f"{PATH}/{batch_id}/resume"))

    def cancel(self, batch_id: UUID | str) -> Batch:
        """End everything of it that has not ended, running jobs too."""
        return Batch.model_validate(self._transport.post(f"{PATH}/{batch_id}/cancel"))

    def retry(self, batch_id: UUID | str) -> int:
        """Let every failed item begin again; how many that are."""
        return int(self._transport.post(f"{PATH}/{batch_id}/retry")["retried"])

    def results(
        self, batch_id: UUID | str, *, format: Literal["ndjson", "csv"] = "ndjson", state: str | None = None
    ) -> Iterator[str]:
        """The results, line by line as they come; of `csv` the first names the columns."""
        query = {"format": format, "state": state}
        with self._transport.stream("GET", f"{PATH}/{batch_id}/results", params=query) as response:
            yield from response.iter_lines()

    def pack(self, batch_id: UUID | str) -> Batch:
        """Have all bundles put into one zip, and wait until it is ready. Raises Refused before the batch has ended."""
        batch = Batch.model_validate(self._transport.post(f"{PATH}/{batch_id}/zip"))
        while batch.zip is None or batch.zip.state != "ready":
            self._sleep(POLL_SECONDS)
            batch = self.get(batch_id)
        return batch

    def download(self, batch_id: UUID | str, path: Path, *, told: Callable[[int], None] = lambda _: None) -> int:
        """Write the zip, which `pack` made, to `path`; its bytes. `told` hears of each piece's bytes.

        The zip comes from the store by a link of five minutes, without the key. Raises Unavailable, NotGenuine.
        """
        with self._transport.stream("GET", f"{PATH}/{batch_id}/zip") as response:
            link = response.headers["Location"]
        wanted = self.get(batch_id).zip
        part = path.with_name(f"{path.name}.part")
        size = _fetch(link, part, told)
        if wanted is None or size != wanted.size:
            raise NotGenuine(f"{part} has {size:,} bytes, and the zip {wanted.size if wanted else 0:,}: ask again.")
        part.replace(path)
        return size


def _fetch(link: str, path: Path, told: Callable[[int], None]) -> int:
    size = 0
    try:
        with httpx.stream("GET", link, timeout=60.0) as response, path.open("wb") as file:
            response.raise_for_status()
            for piece in response.iter_bytes(_CHUNK_BYTES):
                file.write(piece)
                size += len(piece)
                told(len(piece))
    except httpx.HTTPError as error:
        raise Unavailable(f"the store did not give the zip ({error}); ask again") from error
    return size
