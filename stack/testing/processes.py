"""The application's processes, as the Procfile says them, for tests that need them running."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from stack.layout import PROJECT, Layout
from stack.procfile import read_procfile
from stack.program import Program
from stack.testing.servers import temporary_directory


class Programs:
    """Starts programs and ends all of them; each name is used once."""

    def __init__(self, directory: Path) -> None:
        self._layout = Layout(directory)
        self._commands = read_procfile(PROJECT / "Procfile")
        self._started: list[Program] = []

    def start(self, process: str, environment: Mapping[str, str], *, name: str | None = None) -> Program:
        """Start a process of the Procfile and wait until it is ready; web and live listen where their URLs say."""
        url = environment.get(f"{process.upper()}_URL", "")
        port = int(url.rpartition(":")[2]) if url else 0
        program = Program(process, self._commands[process], self._layout, port, environment)
        if name is not None:
            program.directory = self._layout.directory(name)
            program.log = self._layout.log(name)
        self._started.append(program)
        program.start()
        return program

    def kill_all(self) -> None:
        for program in self._started:
            program.kill()

    def logs(self, characters: int = 4000) -> str:
        """The ends of what they wrote, to be shown where a test fails."""
        logs = {program.log for program in self._started if program.log.exists()}
        return "\n".join(f"== {log.name}\n{log.read_text(errors='replace')[-characters:]}" for log in sorted(logs))


@pytest.fixture
def programs() -> Iterator[Programs]:
    with temporary_directory() as directory:
        started = Programs(directory)
        try:
            yield started
        finally:
            print(started.logs())  # pytest shows it with a failed test
            started.kill_all()
