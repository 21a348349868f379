import subprocess
import sys
from pathlib import Path

from worker.trial import leash

LEASH = Path(leash.__file__)


def start(code: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(LEASH), sys.executable, "-c", code]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_program_ends_with_the_one_that_started_it() -> None:
    with start("import time; print('began', flush=True); time.sleep(60)") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "began\n"
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) != 0


def test_the_program_s_own_end_is_the_end() -> None:
    with start("raise SystemExit(7)") as process:
        assert process.wait(20) == 7
