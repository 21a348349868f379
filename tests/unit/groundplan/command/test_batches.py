"""A file of requests: submitted, followed to its end, and read out; the exit code tells whether all succeeded."""

import gzip
from pathlib import Path

import httpx

from groundplan.command.exit_codes import ExitCode
from tests.unit.groundplan.answering import JOB_ID, data
from tests.unit.groundplan.command.test_app import Run
from tests.unit.groundplan.test_batches import BATCH_ID, COUNTS, SHOW, batch

SUBMIT = "POST /api/v1/batches"


def test_a_file_is_what_its_name_says(tmp_path: Path) -> None:
    (tmp_path / "shops.csv").write_text("request\nA web shop\n")
    run = Run(["batch", "submit", str(tmp_path / "shops.csv")], {SUBMIT: [data(batch(), 202)]})
    assert (run.code, run.out) == (ExitCode.DONE, f"{BATCH_ID}\n")
    assert run.api.requests[0].headers["Content-Type"] == "text/csv"
    assert gzip.decompress(run.api.requests[0].content) == b"request\nA web shop\n"


def test_a_name_that_says_nothing_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "shops").write_text("{}")
    run = Run(["batch", "submit", str(tmp_path / "shops")], {})
    assert (run.code, run.api.requests) == (ExitCode.USAGE, [])


def test_items_that_were_not_accepted_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    fault = {"line": 7, "reference": "shop", "field": "region", "fault": "is none", "limit": "a region"}
    made = batch(refused=1, faults=[fault])
    run = Run(["batch", "submit", str(tmp_path / "a.jsonl"), "--partial"], {SUBMIT: [data(made, 202)]})
    assert "line 7 (shop), region: is none (limit: a region)" in run.aside


def test_a_batch_of_which_all_succeeded_ends_with_0_and_one_with_failures_with_1() -> None:
    good = Run(["batch", "follow", BATCH_ID], {SHOW: [data(batch(ended=True))]})
    failed = batch(ended=True, counts={**COUNTS, "succeeded": 1, "failed": 1})
    bad = Run(["batch", "follow", BATCH_ID], {SHOW: [data(failed)]})
    assert (good.code, bad.code) == (ExitCode.DONE, ExitCode.ENDED)
    assert "1 failed" in bad.aside


def test_pause_resume_cancel_and_retry_say_how_it_stands_then() -> None:
    for word in ("pause", "resume", "cancel"):
        run = Run(["batch", word, BATCH_ID, "--json"], {f"POST /api/v1/batches/{BATCH_ID}/{word}": [data(batch())]})
        assert run.json["id"] == BATCH_ID
    retried = {f"POST /api/v1/batches/{BATCH_ID}/retry": [data({"retried": 3, "batch": batch()})]}
    assert Run(["batch", "retry", BATCH_ID, "--json"], retried).json == {"retried": 3}


def test_items_and_results_are_read_out() -> None:
    item = {
        "line": 1,
        "reference": "shop",
        "job_id": JOB_ID,
        "mode": "implement",
        "state": "succeeded",
        "title": "Shop",
    }
    items = Run(["batch", "items", "last"], {"GET /api/v1/batches": [data([batch()])], f"{SHOW}/items": [data([item])]})
    assert JOB_ID in items.out
    results = {f"{SHOW}/results": [httpx.Response(200, text="line,state\n1,succeeded\n")]}
    assert Run(["batch", "results", BATCH_ID, "--format", "csv", "--out", "/dev/null"], results).code == ExitCode.DONE
