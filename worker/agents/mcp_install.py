"""`python -m worker.agents.mcp_install NAME…`: make the environment of a server that is installed on demand.

Each has its own, since several pin other versions of what the worker itself needs. What goes into it is pinned and
hashed in `worker/agents/environments`; it is wheels alone, so that nothing of a package runs while it is installed. The
worker does the same in the background when it starts, never while a job waits.
"""

import argparse
import fcntl
import hashlib
import logging
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from venv import EnvBuilder

from worker.agents.mcp_servers_file import ENVIRONMENTS, environment_file
from worker.errors import ToolServerNotInstalled

logger = logging.getLogger(__name__)

INSTALL_SECONDS = 600.0
"""How long one installation may take, and how long another process's is waited for."""
STAMP = "installed"
_PAUSE_SECONDS = 0.1
_TOLD_CHARACTERS = 400
_CREDENTIALS = re.compile(r"//[^/@\s]*@")
"""An index may be named with a password."""


def environments_folder() -> Path:
    """Under the user's cache folder, or a private one in the temporary folder where there is none, as on Lambda."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "groundplan" / "tool-servers"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (OSError, RuntimeError):  # the latter where no home can be determined
        return Path(tempfile.gettempdir()) / f"groundplan-{os.getuid()}" / "tool-servers"
    return folder


class Environment:
    """One server's environment: a folder for each version of its pins and of Python, so that an old one stays whole."""

    def __init__(self, name: str, *, requirements: Path | None = None, folder: Path | None = None) -> None:
        """`requirements` and `folder` are for tests: they default to the pins that ship and the cache folder."""
        self.name = name
        self._requirements = requirements or environment_file(name)
        digest = hashlib.sha256(self._requirements.read_bytes() + platform.python_version().encode()).hexdigest()[:12]
        self._path = (folder or environments_folder()) / f"{name}-{digest}"

    @property
    def programs(self) -> Path:
        """Where its commands are."""
        return self._path / "bin"

    @property
    def version(self) -> str:
        """The pinned version of the server itself, which the .in file beside the pins names."""
        wanted = self._requirements.with_suffix(".in").read_text(encoding="utf-8").split()[-1]
        name = re.sub(r"[-_.]+", "-", wanted).lower()
        pinned = re.search(rf"^{re.escape(name)}==(\S+)", self._requirements.read_text(encoding="utf-8"), re.M)
        return pinned[1] if pinned else ""

    def is_ready(self) -> bool:
        """Was it installed to its end? The stamp is written last."""
        return (self._path / STAMP).exists()

    def install(self, stop: threading.Event | None = None) -> None:
        """Make it, unless it is there. Takes seconds to minutes; of several processes one does it and the others wait.

        `stop` ends it early. Raises ToolServerNotInstalled, which says why and what to do.
        """
        stopped = stop or threading.Event()
        deadline = time.monotonic() + INSTALL_SECONDS
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._locked(stopped, deadline):
                if not self.is_ready():
                    self._make(stopped, deadline)
        except OSError as error:
            raise self._fault(str(error)) from error

    def _make(self, stopped: threading.Event, deadline: float) -> None:
        logger.info("installing mcp server", extra={"action": "mcp_install", "server": self.name})
        started = time.monotonic()
        # What a process that died has begun is not to be mended. A folder that is renamed into place would be no better
        # than the stamp: scripts of an environment name its path.
        shutil.rmtree(self._path, ignore_errors=True)
        EnvBuilder(with_pip=False, symlinks=True).create(self._path)
        faults = []
        for command in self._installers():
            fault = _run(command, stopped, deadline)
            if fault is None:
                (self._path / STAMP).write_text("")
                seconds = round(time.monotonic() - started, 1)
                about = {"action": "mcp_install", "server": self.name, "seconds": seconds}
                logger.info("installed mcp server", extra=about)
                return
            faults.append(fault)
            if stopped.is_set():
                break
        shutil.rmtree(self._path, ignore_errors=True)
        raise self._fault(faults[-1])

    def _installers(self) -> Iterator[Sequence[str]]:
        python = str(self.programs / "python")
        what = ["--require-hashes", "--only-binary", ":all:", "-r", str(self._requirements)]
        uv = Path(sys.executable).parent / "uv"
        if uv.exists():
            yield [str(uv), "pip", "install", "--quiet", "--compile-bytecode", "--python", python, *what]
        quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
        yield [sys.executable, "-m", "pip", "--python", python, "install", *quiet, *what]

    @contextmanager
    def _locked(self, stopped: threading.Event, deadline: float) -> Iterator[None]:
        """The system takes the lock back from a process that dies."""
        with self._path.with_suffix(".lock").open("w") as file:
            while not _try_lock(file):
                if stopped.wait(_PAUSE_SECONDS) or time.monotonic() > deadline:
                    raise self._fault("another process is installing it and does not come to an end")
            yield

    def _fault(self, reason: str) -> ToolServerNotInstalled:
        return ToolServerNotInstalled(
            f"The MCP server {self.name} cannot be installed: {reason}. It takes a package index that can be reached, "
            f"once; by hand: python -m worker.agents.mcp_install {self.name}"
        )


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _run(command: Sequence[str], stopped: threading.Event, deadline: float) -> str | None:
    """Run an installer. None where it did its work, else why not; it never outlives `stopped` or the deadline."""
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        process = subprocess.Popen(  # noqa: S603 - the command is made above, of our own paths
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
        while process.poll() is None:
            if stopped.wait(_PAUSE_SECONDS) or time.monotonic() > deadline:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return "it was stopped" if stopped.is_set() else f"it took longer than {INSTALL_SECONDS:g} s"
        if process.returncode == 0:
            return None
        output.seek(0)
        lines = [_CREDENTIALS.sub("//", line.strip()) for line in output if line.strip() and "WARNING" not in line]
    return " ".join(lines[-6:])[-_TOLD_CHARACTERS:] or f"{command[0]} ended with {process.returncode}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when all are installed, 1 when one could not be."""
    known = sorted(file.stem for file in ENVIRONMENTS.glob("*.txt"))
    parser = argparse.ArgumentParser(prog="python -m worker.agents.mcp_install", description=__doc__)
    parser.add_argument("names", nargs="+", choices=known, metavar="NAME", help=f"one of {', '.join(known)}")
    names = parser.parse_args(arguments).names
    for name in names:
        environment = Environment(name)
        try:
            environment.install()
        except ToolServerNotInstalled as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
        print(f"{name} is installed: {environment.programs}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
