"""The installed command, in processes of its own, against a whole Groundplan."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from groundplan import Client
from groundplan.command.exit_codes import ExitCode
from stack.demo.client import client_of
from stack.launcher import down, up
from stack.layout import PROJECT, Layout
from stack.testing.servers import temporary_directory

SECONDS = 90


@dataclass(frozen=True)
class Installed:
    """What `pip install .` put into a folder, run with a home of its own."""

    folder: Path
    home: Path
    url: str

    def run(
        self, *words: str, environ: Mapping[str, str] | None = None, typed: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        own = {"PYTHONPATH": str(self.folder), "HOME": str(self.home), "PATH": os.environ["PATH"], "NO_COLOR": "1"}
        return subprocess.run(
            [sys.executable, str(self.folder / "bin" / "groundplan"), *words],
            env={**own, "GROUNDPLAN_URL": self.url, "COLUMNS": "120", **(environ or {})},
            cwd=self.home,
            input=typed,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )


@pytest.fixture(scope="module")
def web_url() -> Iterator[str]:
    with temporary_directory() as directory:
        layout = Layout(directory / "local")
        yield up(layout, os.environ, lambda _part, _started: None).blueprint.addresses.web_url
        down(layout, lambda _part, _started: None)


@pytest.fixture(scope="module")
def client(web_url: str) -> Iterator[Client]:
    with client_of("ada", web_url, "the command's tests") as client:
        yield client


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`pip install .`, but for what it needs, which is installed here already."""
    target, source = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("source")
    shutil.copytree(PROJECT / "groundplan", source / "groundplan", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", source)  # a build leaves files beside it
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    subprocess.run(
        [*pip, "--no-deps", "--no-build-isolation", "--target", str(target), str(source)],
        check=True,
        timeout=SECONDS,
        stdout=subprocess.DEVNULL,
    )
    return target


@pytest.fixture
def installed(folder: Path, web_url: str, tmp_path: Path) -> Installed:
    return Installed(folder, tmp_path, web_url)


def test_nothing_but_the_client_is_installed(folder: Path) -> None:
    assert {path.name for path in folder.iterdir() if not path.name.endswith(".dist-info")} == {"bin", "groundplan"}


def test_from_login_to_an_unpacked_bundle_and_its_next_version(installed: Installed, client: Client) -> None:
    login = installed.run("login", "--key-from-stdin", typed=f"{client.api_key}\n")
    assert (login.returncode, client.api_key in login.stdout + login.stderr) == (ExitCode.DONE, False)
    assert "Ada" in installed.run("whoami").stdout

    made = installed.run("submit", "A static website with a CDN", "--out", "site", "--json")
    assert made.returncode == ExitCode.DONE, made.stderr
    job = json.loads(made.stdout)
    assert job["state"] == "succeeded"
    assert (installed.home / "site" / "terraform" / "versions.tf").exists()

    revised = installed.run("revise", job["id"], "add a firewall", "--follow")
    assert revised.returncode == ExitCode.DONE, revised.stderr
    assert "5/5" in revised.stderr
    listed = [json.loads(line)["state"] for line in installed.run("list", "--json").stdout.splitlines()]
    assert listed[:2] == ["succeeded", "succeeded"]
    unpacked = installed.run("download", "last", "--json")
    assert "CHANGES.md" in json.loads(unpacked.stdout)["files"]

    assert installed.run("logout").returncode == ExitCode.DONE
    assert installed.run("whoami").returncode == ExitCode.NO_ENTRY


def test_a_comparison_is_downloaded_file_by_file(installed: Installed, client: Client) -> None:
    environ = {"GROUNDPLAN_API_KEY": client.api_key}
    made = installed.run(
        "submit", "-", "--mode", "analyze", "-o", "three", environ=environ, typed="A queue and a worker"
    )
    assert made.returncode == ExitCode.DONE, made.stderr
    assert (installed.home / "three" / "comparison.json").exists()


def test_a_file_of_requests_becomes_a_batch_its_results_and_one_zip(installed: Installed, client: Client) -> None:
    environ = {"GROUNDPLAN_API_KEY": client.api_key}
    asked = [{"reference": f"site-{number}", "request": "A static website with a CDN"} for number in range(3)]
    lines = "".join(json.dumps(item) + "\n" for item in [*asked, {"reference": "bad", "region": "mars-1"}])
    words = ["batch", "submit", "-", "--format", "jsonl", "--partial", "--follow", "--json"]
    followed = installed.run(*words, environ=environ, typed=lines)
    assert followed.returncode == ExitCode.DONE, followed.stderr
    batch = json.loads(followed.stdout)
    assert (batch["counts"]["succeeded"], batch["refused"], batch["state"]) == (3, 1, "finished")

    results = installed.run("batch", "results", "last", environ=environ).stdout.splitlines()
    assert [json.loads(line)["reference"] for line in results] == ["site-0", "site-1", "site-2"]
    packed = installed.run("batch", "download", "last", "--out", "all.zip", environ=environ)
    assert packed.returncode == ExitCode.DONE, packed.stderr
    with zipfile.ZipFile(installed.home / "all.zip") as archive:
        assert {name.rpartition("/")[2] for name in archive.namelist()} == {"bundle.zip", "index.csv"}


def test_a_wrong_key_and_a_server_that_is_not_there_are_told_apart(installed: Installed) -> None:
    assert installed.run("whoami", environ={"GROUNDPLAN_API_KEY": "gp_wrong"}).returncode == ExitCode.NO_ENTRY
    nobody = {"GROUNDPLAN_API_KEY": "gp_x", "GROUNDPLAN_URL": "http://127.0.0.1:9"}
    away = installed.run("whoami", "--json", environ=nobody)
    assert away.returncode == ExitCode.UNAVAILABLE
    assert json.loads(away.stdout)["error"]["permanent"] is False
