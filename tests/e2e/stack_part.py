"""`python tests/e2e/stack_part.py pause|resume|cut PART`: what happens to a program of the stack in GROUNDPLAN_LOCAL.

`pause` stops its processes where they are, `resume` lets them go on, `cut` kills the process behind gunicorn that holds
the connections: they end without a farewell, and gunicorn starts another.
"""

import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil

from stack.layout import Layout
from stack.servers.identity import Identity


def pause(process: psutil.Process) -> None:
    os.killpg(process.pid, signal.SIGSTOP)


def resume(process: psutil.Process) -> None:
    os.killpg(process.pid, signal.SIGCONT)


def cut(process: psutil.Process) -> None:
    """Raises TimeoutExpired when one of them does not end."""
    for child in process.children():
        child.kill()
        child.wait(10)


ACTS: Mapping[str, Callable[[psutil.Process], None]] = {"pause": pause, "resume": resume, "cut": cut}


def main(act: str, part: str) -> None:
    """Raises SystemExit with what to do when the part does not run."""
    layout = Layout(Path(os.environ["GROUNDPLAN_LOCAL"]))
    identity = Identity.read(layout.directory(part) / "pid.json")
    process = identity.process() if identity else None
    if process is None:
        sys.exit(f"{part} does not run in {layout.local}: start the stack, or name its folder in GROUNDPLAN_LOCAL")
    ACTS[act](process)


if __name__ == "__main__":
    main(*sys.argv[1:])
