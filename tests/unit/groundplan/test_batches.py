"""Batches travel packed, are followed by their counts, and their zip is taken only whole."""

import gzip
from pathlib import Path

import httpx
import pytest

from groundplan import NotGenuine, Refused
from tests.unit.groundplan.answering import Api, data, problem

BATCH_ID = "01890000-0000-7000-8000-00000000000b"
SHOW = f"GET /api/v1/batches/{BATCH_ID}"
COUNTS = {"waiting": 0, "queued": 0, "running": 0, "succeeded": 0, "failed": 0, "cancelled": 0}


def batch(ended: bool = False, **more: object) -> dict[str, object]:
    counts = {**COUNTS, "succeeded": 2} if ended else {**COUNTS, "waiting": 2}
    return {
        "id": BATCH_ID,
        "name": "Clinics",
        "state": "finished" if ended else "running",
        "total": 2,
        "counts": counts,
        "refused": 0,
        "created_at": "2026-11-01T00:00:00Z",
        "finished_at": "2026-11-01T00:01:00Z" if ended else None,
        **more,
    }


def test_a_file_travels_packed_with_its_media_type_and_how_it_is_to_be_taken() -> None:
    api = Api({"POST /api/v1/batches": [problem(503), data(batch(), 202)]})
    api.client().batches.submit(b'{"request": "x"}\n', "application/x-ndjson", partial=True, name="Clinics")
    sent = api.requests[-1]
    assert gzip.decompress(sent.content) == b'{"request": "x"}\n'
    assert (sent.headers["Content-Type"], sent.headers["Content-Encoding"]) == ("application/x-ndjson", "gzip")
    assert dict(sent.url.params) == {"mode": "partial", "name": "Clinics", "notify": "false"}
    assert len({request.headers["Idempotency-Key"] for request in api.requests}) == 1


def test_what_is_followed_is_told_when_it_changes_until_it_has_ended() -> None:
    moved = batch(counts={**COUNTS, "running": 1, "succeeded": 1})
    api = Api({SHOW: [data(one) for one in (batch(), batch(), moved, batch(ended=True))]})
    assert [one.counts.ended for one in api.client().batches.follow(BATCH_ID)] == [0, 1, 2]


def test_results_come_line_by_line() -> None:
    api = Api({f"{SHOW}/results": [httpx.Response(200, text='{"line": 1}\n{"line": 2}\n')]})
    assert list(api.client().batches.results(BATCH_ID, state="failed")) == ['{"line": 1}', '{"line": 2}']
    assert dict(api.requests[0].url.params) == {"format": "ndjson", "state": "failed"}


def test_packing_waits_until_the_zip_is_ready() -> None:
    making = {"zip": {"state": "making"}}
    ready = {"zip": {"state": "ready", "size": 5, "files": 2}}
    api = Api(
        {
            f"POST /api/v1/batches/{BATCH_ID}/zip": [data(batch(ended=True, **making), 202)],
            SHOW: [data(batch(ended=True, **making)), data(batch(ended=True, **ready))],
        }
    )
    packed = api.client().batches.pack(BATCH_ID)
    assert packed.zip is not None
    assert packed.zip.size == 5


@pytest.mark.parametrize(("content", "whole"), [(b"12345", True), (b"123", False)])
def test_a_zip_is_kept_only_whole_and_is_asked_for_without_the_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, whole: bool
) -> None:
    asked: list[httpx.Request] = []

    def store(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, content=content)

    plain = httpx.Client(transport=httpx.MockTransport(store))
    monkeypatch.setattr("groundplan.batches.httpx.stream", plain.stream)
    ready = {"zip": {"state": "ready", "size": 5, "files": 2}}
    link = httpx.Response(303, headers={"Location": "https://store.example.com/zip?signed"})
    batches = Api({f"{SHOW}/zip": [link], SHOW: [data(batch(ended=True, **ready))]}).client().batches
    path = tmp_path / "bundles.zip"
    if whole:
        assert batches.download(BATCH_ID, path) == 5
    else:
        with pytest.raises(NotGenuine, match="ask again"):
            batches.download(BATCH_ID, path)
    assert path.exists() is whole
    assert "Authorization" not in asked[0].headers


def test_a_batch_that_is_refused_names_the_lines() -> None:
    with pytest.raises(Refused, match="It cannot be") as refused:
        Api({"POST /api/v1/batches": [problem(422)]}).client().batches.submit(b"x", "text/csv")
    assert refused.value.details
