"""Environments of servers that are installed on demand, from a package that the test makes: no index is asked."""

import base64
import hashlib
import multiprocessing
import subprocess
import threading
import time
import zipfile

import pytest

from worker.agents import mcp_install
from worker.agents.mcp_install import Environment
from worker.errors import ToolServerNotInstalled

CODE = "def main():\n    print('tiny answers')\n"
ABOUT = "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
COMMANDS = "[console_scripts]\ntiny = tiny:main\n"


@pytest.fixture
def requirements(tmp_path):
    """A pinned and hashed file for a package with one command, and nothing else to be had."""
    files = {"tiny.py": CODE}
    files |= {
        f"tiny-1.0.dist-info/{name}": text
        for name, text in {
            "METADATA": ABOUT,
            "WHEEL": WHEEL,
            "entry_points.txt": COMMANDS,
        }.items()
    }
    listed = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}"
        for name, text in files.items()
    ]
    wheel = tmp_path / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
        zipped.writestr("tiny-1.0.dist-info/RECORD", "\n".join([*listed, "tiny-1.0.dist-info/RECORD,,"]) + "\n")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    file = tmp_path / "tiny.txt"
    file.write_text(f"--no-index\n--find-links {tmp_path}\ntiny==1.0 --hash=sha256:{digest}\n")
    return file


@pytest.fixture
def environment(requirements, tmp_path):
    return Environment("tiny", requirements=requirements, folder=tmp_path / "made")


def answer_of(environment):
    return subprocess.run([environment.programs / "tiny"], capture_output=True, text=True, check=True).stdout


def test_what_was_installed_runs_and_is_not_installed_again(environment, monkeypatch):
    assert not environment.is_ready()
    environment.install()
    assert environment.is_ready()
    assert answer_of(environment) == "tiny answers\n"
    monkeypatch.setattr(Environment, "_installers", lambda _: pytest.fail("it is there already"))
    environment.install()


def test_other_pins_are_another_environment(environment, requirements, tmp_path):
    environment.install()
    requirements.write_text("# another version\n" + requirements.read_text())
    assert not Environment("tiny", requirements=requirements, folder=tmp_path / "made").is_ready()
    assert answer_of(environment) == "tiny answers\n"


def test_what_a_process_that_died_left_behind_is_made_anew(environment):
    environment.programs.mkdir(parents=True)
    (environment.programs / "python").write_text("half of it")
    environment.install()
    assert answer_of(environment) == "tiny answers\n"


def _install(environment, results):
    environment.install()
    results.put(environment.is_ready())


def test_of_several_processes_one_installs_and_the_others_wait(environment):
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    processes = [context.Process(target=_install, args=(environment, results)) for _ in range(3)]
    for process in processes:
        process.start()
    assert [results.get(timeout=60) for _ in processes] == [True] * 3
    for process in processes:
        process.join(20)
        assert process.exitcode == 0
    assert answer_of(environment) == "tiny answers\n"


def test_without_the_package_the_error_says_why_and_what_to_do(environment, requirements):
    (requirements.parent / "tiny-1.0-py3-none-any.whl").unlink()
    with pytest.raises(ToolServerNotInstalled) as refused:
        environment.install()
    assert "tiny cannot be installed" in str(refused.value)
    assert "python -m worker.agents.mcp_install tiny" in str(refused.value)
    assert not environment.is_ready()


def test_a_package_with_another_hash_is_refused(environment, requirements):
    requirements.write_text(requirements.read_text()[:-9] + "00000000\n")
    with pytest.raises(ToolServerNotInstalled):
        environment.install()


def test_stopping_ends_an_installation_and_leaves_nothing_that_looks_ready(environment, monkeypatch):
    monkeypatch.setattr(Environment, "_installers", lambda _: iter([["sleep", "600"]]))
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    started = time.monotonic()
    with pytest.raises(ToolServerNotInstalled, match="it was stopped"):
        environment.install(stop)
    assert time.monotonic() - started < 10
    assert not environment.is_ready()


def test_a_lock_that_is_never_given_back_ends_the_wait(environment, monkeypatch):
    monkeypatch.setattr(mcp_install, "INSTALL_SECONDS", 0.3)
    monkeypatch.setattr(mcp_install, "_try_lock", lambda _: False)
    with pytest.raises(ToolServerNotInstalled, match="another process"):
        environment.install()
