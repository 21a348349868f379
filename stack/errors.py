"""What can go wrong with the local stack, said so that a person can act on it.

StackError
├── ServerFailed        a server ended or did not answer in time; carries the end of its log
├── NotInstalled        a part of the stack is missing from the virtual environments
└── DemoFailed          the demo could not be carried to its end
"""

from pathlib import Path

LOG_LINES_SHOWN = 15


class StackError(Exception):
    """The local stack could not do what was asked."""


class NotInstalled(StackError):
    """A part of the stack is missing; `make setup` installs it."""


class DemoFailed(StackError):
    """The demo could not be carried to its end."""


class ServerFailed(StackError):
    """A server did not start; the message ends with the last lines of its log."""

    def __init__(self, name: str, fault: str, log: Path) -> None:
        self.name = name
        self.log = log
        super().__init__(f"{name} {fault}\n{last_lines(log)}")


def last_lines(log: Path, count: int = LOG_LINES_SHOWN) -> str:
    """The end of a log file, indented, under the file's name."""
    if not log.exists():
        return f"  (no log at {log})"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    return "\n".join([f"  the end of {log}:", *(f"  | {line}" for line in lines)])
