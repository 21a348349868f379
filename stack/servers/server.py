"""A server process of the local stack: start it, wait until it answers, stop it, and never touch a stranger's."""

import contextlib
import os
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from pwd import struct_passwd
from typing import Any, ClassVar

import psutil

from stack.errors import ServerFailed
from stack.servers.identity import Identity

POLL_SECONDS = 0.02
LONGEST_LOOK_SECONDS = 5.0
LOG_BYTES_KEPT = 10_000_000

# A server may outlive the object that started it; Python wants to see its own children end all the same.
_children: dict[Identity, subprocess.Popen[bytes]] = {}


class Server(ABC):
    """One process with a directory (data, log, pid file) and a port.

    It outlives the Python process that started it; any later `Server` made on the same directory finds it again.
    """

    name: str
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    start_seconds: ClassVar[float] = 60
    stop_seconds: ClassVar[float] = 15

    def __init__(self, directory: Path, port: int, *, log: Path | None = None) -> None:
        self.directory = directory
        self.port = port
        self.log = log or directory / "log"

    @property
    def pid_file(self) -> Path:
        return self.directory / "pid.json"

    @property
    def pid(self) -> int | None:
        """The process id while it runs, else None."""
        process = self._process()
        return process.pid if process else None

    @abstractmethod
    def command(self) -> list[str]:
        """The command line of the server, in the foreground."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether it answers requests now; asked often, so it must return within a second or two."""

    def environment(self) -> Mapping[str, str]:
        return os.environ

    def account(self) -> struct_passwd | None:
        """The account to run as, where it is not our own."""
        return None

    def working_directory(self) -> Path:
        return self.directory

    def prepare(self) -> None:
        """Make what the server needs; called before each start."""
        self.directory.mkdir(parents=True, exist_ok=True)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES_KEPT:
            self.log.replace(self.log.with_name(f"{self.log.name}.old"))

    def start(self) -> bool:
        """Start it, unless it runs, and wait until it answers. Raises ServerFailed with the end of its log.

        True when this call started it, False when it ran already.
        """
        if self._process() is not None:
            self.wait_until_ready()
            return False
        self._forget()  # one that crashed
        self.prepare()
        self._spawn()
        try:
            self.wait_until_ready()
        except BaseException:  # also Ctrl-C: a server that never answered is of no use to anyone
            self.kill()
            raise
        return True

    def wait_until_ready(self) -> None:
        """Raises ServerFailed when it ends, or does not answer within `start_seconds`."""
        waited, looked = 0.0, time.monotonic()
        while not self.is_ready():
            if self._process() is None:
                raise ServerFailed(self.name, f"ended while starting on port {self.port}", self.log)
            if waited > self.start_seconds:
                raise ServerFailed(
                    self.name, f"did not answer on port {self.port} in {self.start_seconds:g} s", self.log
                )
            time.sleep(POLL_SECONDS)
            # A machine that stood still for a minute stood still for the server as well.
            waited, looked = waited + min(time.monotonic() - looked, LONGEST_LOOK_SECONDS), time.monotonic()

    def stop(self) -> None:
        """Ask it to end, wait, and kill what is left of it; quiet when it does not run."""
        process = self._process()
        if process is not None:
            process.send_signal(self.stop_signal)
            with contextlib.suppress(psutil.TimeoutExpired):
                process.wait(self.stop_seconds)
            self._end_group(process)
        self._forget()

    def kill(self) -> None:
        """End it the way a crash does, at once and without warning; its data stay."""
        process = self._process()
        if process is not None:
            self._end_group(process)
        self._forget()

    def _spawn(self) -> None:
        account = self.account()
        with self.log.open("ab") as log:
            child = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.working_directory(),
                env=dict(self.environment()),
                start_new_session=True,  # Ctrl-C at the terminal is for the launcher only
                **run_as(account),
            )
        identity = Identity.of(child.pid)
        _children[identity] = child
        identity.write(self.pid_file)

    def _process(self) -> psutil.Process | None:
        identity = Identity.read(self.pid_file)
        return identity.process() if identity else None

    def _end_group(self, process: psutil.Process) -> None:
        """Kill the whole session that `_spawn` opened, so that no child of the server stays behind."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(self.stop_seconds)

    def _forget(self) -> None:
        identity = Identity.read(self.pid_file)
        self.pid_file.unlink(missing_ok=True)
        if identity and (child := _children.pop(identity, None)):
            child.wait(self.stop_seconds)


def run_as(account: struct_passwd | None) -> dict[str, Any]:
    """The arguments for `subprocess` that make a child of root give up every right of root."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
