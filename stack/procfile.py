"""The Procfile: which processes the application consists of."""

import re
import shlex
from pathlib import Path

from stack.errors import StackError

LINE = re.compile(r"([a-z][a-z0-9_-]*):\s*(\S.*)")


def read_procfile(file: Path) -> dict[str, list[str]]:
    """Process name → command line, in the order of the file. Raises StackError naming the faulty line."""
    processes: dict[str, list[str]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = LINE.fullmatch(line.strip())
        if match is None:
            raise StackError(f"{file}, line {number}: expected `name: command`, found {line!r}")
        processes[match[1]] = shlex.split(match[2])
    return processes
