"""Answers on standard output, everything else on standard error, and an exit code for each kind of end."""

import hashlib
import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from groundplan.command.app import cli, main
from groundplan.command.exit_codes import MEANINGS, ExitCode
from groundplan.command.terminal import Terminal
from tests.unit.groundplan.answering import JOB, JOB_ID, Answer, Api, data, problem
from tests.unit.groundplan.test_bundles import bundle

SUBMIT = "POST /api/v1/jobs"
SHOW = f"GET /api/v1/jobs/{JOB_ID}"
EVENTS = f"{SHOW}/events"
DONE = {**JOB, "state": "succeeded", "result": {"title": "A Static Site", "monthly_usd": 1.5, "region": "us-east-1"}}


class Run:
    """One run of the command: its code, and what it wrote where."""

    def __init__(self, arguments: Sequence[str], answers: dict[str, list[Answer]]) -> None:
        self.api = Api(answers)
        out, aside = StringIO(), StringIO()
        terminal = Terminal(
            connect=self.api.client, out=Console(file=out, width=100), aside=Console(file=aside, width=100)
        )
        self.code = main(arguments, terminal)
        self.out, self.aside = out.getvalue(), aside.getvalue()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def test_submit_answers_with_the_id_alone_so_that_a_shell_can_use_it() -> None:
    run = Run(["submit", "A static site"], {SUBMIT: [data(JOB, 202)]})
    assert (run.code, run.out) == (ExitCode.DONE, f"{JOB_ID}\n")
    assert "groundplan follow" in run.aside


def test_with_json_standard_output_is_one_document_and_standard_error_is_silent() -> None:
    run = Run(["submit", "A static site", "--json"], {SUBMIT: [data(JOB, 202)]})
    assert run.json["id"] == JOB_ID
    assert run.aside == ""


def test_what_is_said_beside_the_request_is_sent() -> None:
    words = ["submit", "Shop", "--mode", "analyze", "--pin", "no Lambda", "--pin", "MySQL", "--assume", "users=5"]
    run = Run(words, {SUBMIT: [data(JOB, 202)]})
    sent = json.loads(run.api.requests[0].content)
    assert sent == {"mode": "analyze", "request": "Shop", "pins": ["no Lambda", "MySQL"], "assumptions": {"users": "5"}}


def test_follow_shows_the_job_at_its_end() -> None:
    run = Run(["submit", "Site", "--follow"], {SUBMIT: [data(JOB, 202)], SHOW: [data(DONE)], EVENTS: [data([])]})
    assert run.code == ExitCode.DONE
    assert "A Static Site" in run.out
    assert "$1.50 a month" in run.out


def test_a_job_that_failed_is_its_own_exit_code() -> None:
    failed = {**JOB, "state": "failed", "error": {"code": "no_plan", "message": "It has no plan."}}
    run = Run(["follow", JOB_ID], {SHOW: [data(failed)], EVENTS: [data([])]})
    assert run.code == ExitCode.ENDED
    assert "It has no plan." in run.aside
    assert run.out == ""


def test_last_is_the_newest_job() -> None:
    run = Run(["status", "last", "--json"], {"GET /api/v1/jobs": [data([JOB])], SHOW: [data(DONE)]})
    assert run.json["state"] == "succeeded"


def test_a_list_for_scripts_is_a_document_a_line() -> None:
    run = Run(["list", "--json", "-n", "2"], {"GET /api/v1/jobs": [data([JOB, DONE, JOB])]})
    assert [json.loads(line)["state"] for line in run.out.splitlines()] == ["queued", "succeeded"]


def test_a_list_for_people_has_the_whole_ids() -> None:
    assert JOB_ID in Run(["list"], {"GET /api/v1/jobs": [data([JOB, DONE])]}).out


def test_a_download_is_checked_and_unpacked(tmp_path: Path) -> None:
    artifact = {"name": "bundle.zip", "size": 1, "sha256": "", "media_type": "application/zip"}
    answers: dict[str, list[Answer]] = {
        SHOW: [data(DONE)],
        f"{SHOW}/artifacts": [data([artifact])],
        f"{SHOW}/artifacts/bundle.zip": [httpx.Response(200, content=bundle({"README.md": b"hello"}))],
    }
    run = Run(["download", JOB_ID, "--out", str(tmp_path / "site")], answers)
    assert run.code == ExitCode.DONE
    assert (tmp_path / "site" / "README.md").read_text() == "hello"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (problem(401), ExitCode.NO_ENTRY),
        (problem(403), ExitCode.NO_ENTRY),
        (problem(402), ExitCode.LIMIT),
        (problem(404), ExitCode.REFUSED),
        (problem(503), ExitCode.UNAVAILABLE),
    ],
)
def test_each_kind_of_end_has_its_code_for_people_and_for_scripts(answer: httpx.Response, code: ExitCode) -> None:
    people, script = Run(["status", JOB_ID], {SHOW: [answer]}), Run(["status", JOB_ID, "--json"], {SHOW: [answer]})
    assert people.code == script.code == code
    assert "It cannot be." in people.aside
    assert people.out == ""
    assert script.json["error"]["exit_code"] == code


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["status", "no-id"], ["submit", "x", "--assume", "users"], ["list", "-n", "0"]]
)
def test_wrong_arguments_are_told_before_anybody_is_asked(arguments: list[str]) -> None:
    run = Run(arguments, {})
    assert run.code == ExitCode.USAGE
    assert run.api.requests == []


def test_the_help_names_every_exit_code_and_every_command_has_one() -> None:
    assert all(str(int(code)) in str(cli.epilog) for code in ExitCode)
    assert set(MEANINGS) == set(ExitCode)
    assert all(command.help for command in cli.commands.values())


@pytest.mark.parametrize(("content", "code"), [(b"{}", ExitCode.DONE), (b"{ }", ExitCode.REFUSED)])
def test_a_file_of_a_comparison_is_written_only_as_it_was_stored(
    tmp_path: Path, content: bytes, code: ExitCode
) -> None:
    digest = hashlib.sha256(b"{}").hexdigest()
    artifact = {"name": "comparison.json", "size": 2, "sha256": digest, "media_type": "application/json"}
    answers: dict[str, list[Answer]] = {
        SHOW: [data(DONE)],
        f"{SHOW}/artifacts": [data([artifact])],
        f"{SHOW}/artifacts/comparison.json": [httpx.Response(200, content=content)],
    }
    assert Run(["download", JOB_ID, "--out", str(tmp_path / "three")], answers).code == code
    assert (tmp_path / "three" / "comparison.json").exists() is (code == ExitCode.DONE)


@pytest.mark.parametrize(("words", "kind"), [(["status", "x"], "job"), (["batch", "status", "x"], "batch")])
def test_what_is_no_id_is_told_by_its_kind(words: list[str], kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert Run(words, {}).code == ExitCode.USAGE
    assert f"no {kind}'s id" in capsys.readouterr().err
