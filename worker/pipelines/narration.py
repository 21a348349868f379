"""Turns what the agent says and does into progress events."""

import time

from worker.agents.architect import Listener
from worker.agents.audit import ToolCall
from worker.pipelines.run import Report

PIECE_CHARACTERS = 120
PIECE_SECONDS = 0.1
"""A model may stream a token at a time; an event for each would cost more than it tells."""


class Narration:
    """Collects the agent's words into pieces. For one thread."""

    def __init__(self, report: Report, *, anew: bool = False) -> None:
        """`anew`: the first words begin the answer, also where an earlier attempt has said some."""
        self._report = report
        self._anew = anew
        self._words = ""
        self._sent_at = 0.0

    def listener(self) -> Listener:
        """What the architect is given."""
        return Listener(on_text=self._hear, on_tool=self._tool)

    def flush(self) -> None:
        """Send what is left."""
        if self._words:
            self._report("delta", {"text": self._words, **({"anew": True} if self._anew else {})})
            self._words, self._anew = "", False
        self._sent_at = time.monotonic()

    def begin_anew(self, kept: str) -> None:
        """Words were taken back: followers begin again with those that are left."""
        self._words, self._anew = "", False
        self._report("delta", {"text": kept, "anew": True})

    def _hear(self, text: str) -> None:
        self._words += text
        if len(self._words) >= PIECE_CHARACTERS or time.monotonic() - self._sent_at >= PIECE_SECONDS:
            self.flush()

    def _tool(self, call: ToolCall) -> None:
        self.flush()
        data = {"name": call.name, "server": call.server, "phase": call.phase, "status": call.status}
        if call.seconds is not None:
            data["seconds"] = round(call.seconds, 4)  # type: ignore[assignment]
        self._report("tool", data)
