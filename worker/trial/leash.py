"""Runs a program for as long as whoever started this lives: `python leash.py PROGRAM`, with a pipe as its input.

A worker that is killed closes the pipe by dying, so no emulator outlives it. Knows nothing of the rest of the package.
"""

import os
import subprocess
import sys
import threading

GRACE_SECONDS = 5.0


def main(command: list[str]) -> int:
    """The program's exit code."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - the program that our starter names
    threading.Thread(target=_end_with_input, args=(process,), daemon=True).start()
    return process.wait()


def _end_with_input(process: "subprocess.Popen[bytes]") -> None:
    while os.read(0, 1024):  # not sys.stdin, whose lock a thread would hold when the interpreter ends
        continue
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
