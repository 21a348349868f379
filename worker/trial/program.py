"""Runs a program in a process group of its own, within a time, and ends all of it when the job is to stop."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from worker.trial.errors import ProgramTimedOut

GRACE_SECONDS = 20.0
"""Terraform writes down what it made when it is told to end; without that, nothing could be destroyed."""


@dataclass(frozen=True)
class Finished:
    """What a program said, both of its streams in order."""

    code: int
    output: str
    seconds: float


def run_program(
    command: Sequence[str], *, environment: Mapping[str, str], timeout_seconds: float, stop: threading.Event
) -> Finished:
    """Raises ProgramTimedOut. Where `stop` is set the program is interrupted, and what it said so far returned."""
    started = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 - the command is ours, no shell reads it
        list(command),
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.extend(process.stdout or ()), daemon=True)
    reader.start()
    in_time = _watch(process, started + timeout_seconds, stop)
    reader.join(GRACE_SECONDS)
    if process.stdout is not None:
        process.stdout.close()
    finished = Finished(process.returncode, "".join(said), time.monotonic() - started)
    if not in_time:
        raise ProgramTimedOut(f"{command[0].rsplit('/', 1)[-1]} took more than {timeout_seconds:.0f} s and was ended")
    return finished


def _watch(process: "subprocess.Popen[str]", deadline: float, stop: threading.Event) -> bool:
    """Wait for the end of it. False where its time ran out."""
    while process.poll() is None:
        if stop.is_set() or time.monotonic() >= deadline:
            _end(process)
            return stop.is_set()
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
    return True


def _end(process: "subprocess.Popen[str]") -> None:
    """Tell the program itself to end, then end its whole group, providers too."""
    # Not SIGINT: what is started in the background by a shell inherits that it is ignored, and so does what it starts.
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
