"""A process is ours only when its start time is the one that was written down."""

import os
from pathlib import Path

import psutil
import pytest

from stack.servers.identity import Identity


def test_a_live_process_is_found_by_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "pid.json"
    Identity.of(os.getpid()).write(file)
    read = Identity.read(file)
    assert read is not None
    process = read.process()
    assert process is not None
    assert process.pid == os.getpid()


def test_the_same_pid_with_another_start_time_is_a_stranger() -> None:
    ours = Identity.of(os.getpid())
    assert Identity(ours.pid, ours.started - 60).process() is None


@pytest.mark.skipif(not psutil.LINUX, reason="only Linux counts start times from the boot")
def test_a_clock_that_is_put_right_makes_no_stranger_of_what_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Identity.of(os.getpid())
    corrected = psutil.boot_time() + 3600
    monkeypatch.setattr("psutil._pslinux.boot_time", lambda: corrected)
    assert psutil.Process().create_time() - corrected == pytest.approx(ours.started)
    assert ours.process() is not None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}', '{"pid": null, "started": 1}'])
def test_a_torn_file_counts_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "pid.json"
    file.write_text(content)
    assert Identity.read(file) is None
