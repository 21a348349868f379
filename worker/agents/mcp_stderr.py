"""What a server writes on stderr: its last words are kept for the log, and the rest is let go.

Some servers print banners and pages of warnings there, which would stand between the worker's own lines.
"""

import os
import threading
from collections import deque
from typing import TextIO

KEPT_LINES = 5
LINE_CHARACTERS = 300
_PIECE = 65_536


class LastWords:
    """A file to write to, for any number of processes, and the last lines of what came."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self.file: TextIO = os.fdopen(writing, "w", encoding="utf-8", errors="replace")
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)
        threading.Thread(target=self._read, args=(reading,), name="mcp-stderr", daemon=True).start()

    def said(self) -> str:
        """The last lines, or "" where there were none."""
        return " / ".join(self._lines)

    def close(self) -> None:
        """The thread ends when the processes that write have ended too."""
        self.file.close()

    def _read(self, reading: int) -> None:
        with os.fdopen(reading, "rb", buffering=0) as pipe:
            rest = b""
            while piece := pipe.read(_PIECE):
                *lines, rest = (rest[-LINE_CHARACTERS:] + piece).split(b"\n")
                for line in lines[-KEPT_LINES:]:
                    text = line[-LINE_CHARACTERS:].decode(errors="replace").strip()
                    if text:
                        self._lines.append(text)
