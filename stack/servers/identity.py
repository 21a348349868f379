"""Which process is ours: a pid alone may belong to a stranger after a crash, a pid with its start time may not."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import psutil

ROUNDING_SECONDS = 1.0


@dataclass(frozen=True)
class Identity:
    """A process by pid and start time, in seconds that no correction of the clock moves (see `_start_time`)."""

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> Self:
        """Raises psutil.NoSuchProcess when it has ended already."""
        return cls(pid, _start_time(psutil.Process(pid)))

    @classmethod
    def read(cls, file: Path) -> Self | None:
        """None when there is no such file, or only the torn one of a crash."""
        try:
            fields = json.loads(file.read_text(encoding="utf-8"))
            return cls(int(fields["pid"]), float(fields["started"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def write(self, file: Path) -> None:
        """Replaces the file whole, so that a reader never sees half of it."""
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.write_text(json.dumps(asdict(self)), encoding="utf-8")
        draft.replace(file)

    def process(self) -> psutil.Process | None:
        """The live process, or None when it ended or its pid has passed to another."""
        try:
            process = psutil.Process(self.pid)
            if abs(_start_time(process) - self.started) > ROUNDING_SECONDS:
                return None
            return None if process.status() == psutil.STATUS_ZOMBIE else process
        except psutil.NoSuchProcess:
            return None


def _start_time(process: psutil.Process) -> float:
    """Linux counts from the boot; psutil adds the boot time as the clock has it now, so that is taken off again.

    Else a clock that is put right by a few seconds would make strangers of all that runs. Other systems note the time
    of day once, when the process starts.
    """
    return process.create_time() - (psutil.boot_time() if psutil.LINUX else 0.0)
