import sys
import threading
import time

import pytest

from worker.trial.errors import ProgramTimedOut
from worker.trial.program import run_program

QUICK = [sys.executable, "-c", "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"]
SLOW = [sys.executable, "-c", "import time; print('began', flush=True); time.sleep(60)"]


def test_the_code_and_both_streams_come_back() -> None:
    finished = run_program(QUICK, environment={}, timeout_seconds=20, stop=threading.Event())
    assert finished.code == 3
    assert set(finished.output.split()) == {"out", "err"}


def test_a_program_that_takes_too_long_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(ProgramTimedOut, match="more than 1 s"):
        run_program(SLOW, environment={}, timeout_seconds=1, stop=threading.Event())
    assert time.monotonic() - started < 20


def test_a_job_that_is_stopped_ends_the_program_and_keeps_what_it_said() -> None:
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    finished = run_program(SLOW, environment={}, timeout_seconds=60, stop=stop)
    assert finished.code != 0
    assert finished.output.startswith("began")
