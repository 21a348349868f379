"""When the first and the last of a known number of no-op tasks began, told in a file. Runs in both environments."""

import json
import os
import threading
import time
from pathlib import Path

COUNT = int(os.environ["BENCH_COUNT"])
THREADS = int(os.environ["BENCH_THREADS"])
QUEUE = os.environ["BENCH_QUEUE"]

_lock = threading.Lock()
_done = 0
_first = (0.0, 0.0)


def count(number: int = 1) -> bool:
    """Note that tasks were done; with the last one the file is written. False once there is no more to do."""
    global _done, _first  # noqa: PLW0603 - a process measures one run
    now = (time.time(), time.process_time())
    with _lock:
        if not _done:
            _first = now
        _done += number
        if _done >= COUNT > _done - number:
            _write(now)
        return _done < COUNT


def _write(last: tuple[float, float]) -> None:
    told = {"first": _first[0], "last": last[0], "cpu": last[1] - _first[1]}
    file = Path(os.environ["BENCH_RESULT"])
    whole = file.with_suffix(".part")
    whole.write_text(json.dumps(told), encoding="utf-8")
    whole.replace(file)
