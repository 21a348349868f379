"""One process of the application, as the Procfile says it."""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from stack.errors import NotInstalled
from stack.layout import PROJECT, Layout
from stack.servers.ports import HOST, is_open
from stack.servers.server import Server

READY_PATHS = {"web": "/readyz"}
READY_LINES = {"worker": b'"worker started"'}
BINARIES = Path(sys.executable).parent


class Program(Server):
    """`port` 0 means that it listens nowhere: its log says when it is ready (READY_LINES), or else it is at once."""

    def __init__(
        self, name: str, command: Sequence[str], layout: Layout, port: int, environment: Mapping[str, str]
    ) -> None:
        super().__init__(layout.directory(name), port, log=layout.log(name))
        self.name = name
        self._command = command
        self._environment = environment
        self._log_start: int | None = None

    def prepare(self) -> None:
        super().prepare()
        self._log_start = self.log.stat().st_size if self.log.exists() else 0

    def working_directory(self) -> Path:
        return PROJECT

    def environment(self) -> Mapping[str, str]:
        port = {"PORT": str(self.port)} if self.port else {}
        return {**self._environment, **port, "PATH": _search_path(), "PYTHONUNBUFFERED": "1"}

    def command(self) -> list[str]:
        """With the program's full path: `python` and `gunicorn` are those beside the running interpreter."""
        program, *arguments = self._command
        path = shutil.which(program, path=_search_path())
        if path is None:
            raise NotInstalled(
                f"{program}, which the Procfile names for {self.name}, is not installed; run `make setup`"
            )
        return [path, *arguments]

    def is_ready(self) -> bool:
        if not self.port:
            return self.pid is not None and self._has_said_ready()
        ready_path = READY_PATHS.get(self.name)
        if ready_path is None:
            return is_open(self.port)
        try:
            with urlopen(f"http://{HOST}:{self.port}{ready_path}", timeout=2) as answer:
                return bool(answer.status == 200)
        except HTTPError as refusal:
            refusal.close()
            return False
        except (URLError, OSError):
            return False

    def _has_said_ready(self) -> bool:
        """Read only what this start wrote; one that somebody started before has long been ready."""
        line = READY_LINES.get(self.name)
        if line is None or self._log_start is None:
            return True
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            return line in log.read()


def _search_path() -> str:
    return os.pathsep.join([str(BINARIES), os.environ.get("PATH", os.defpath)])
