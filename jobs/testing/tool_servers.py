"""Records of tool servers in memory."""

import threading
import time
from collections.abc import Iterable, Mapping

from jobs.errors import ToolServersUnavailable
from jobs.tool_servers import LookupCounts, ServerHealth


class InMemoryToolServerRecords:
    """Behaves as `jobs.tool_servers.ToolServerRecords`; set `is_down` to see what happens without it."""

    def __init__(self) -> None:
        self.is_down = False
        self._lock = threading.Lock()
        self._answers: dict[str, tuple[str, float]] = {}
        self._reports: dict[str, list[ServerHealth]] = {}
        self._counts: dict[str, LookupCounts] = {}
        self._first: dict[tuple[str, str], str] = {}

    def answer(self, key: str) -> str | None:
        """What was kept under the key."""
        kept, until = self._answers.get(key, ("", 0.0))
        return kept if not self.is_down and time.monotonic() < until else None

    def keep(self, key: str, answer: str, seconds: float) -> None:
        """Keep an answer for so long."""
        if not self.is_down:
            self._answers[key] = (answer, time.monotonic() + seconds)

    def first_seen(self, server: str, tool: str, sha256: str) -> str | None:
        """The digest under which the tool was first seen, this one where it is new."""
        return None if self.is_down else self._first.setdefault((server, tool), sha256)

    def report(self, worker: str, servers: Iterable[ServerHealth], counts: Mapping[str, LookupCounts]) -> bool:
        """Say how the servers of a worker do, and add to the counts."""
        if self.is_down:
            return False
        with self._lock:
            self._reports[worker] = list(servers)
            for server, count in counts.items():
                before = self._counts.get(server, LookupCounts())
                hits, misses = before.hits + count.hits, before.misses + count.misses
                self._counts[server] = LookupCounts(hits=hits, misses=misses)
        return True

    def forget(self, worker: str) -> None:
        """The worker has ended."""
        self._reports.pop(worker, None)

    def servers(self) -> list[ServerHealth]:
        """Every server as every living worker sees it."""
        if self.is_down:
            raise ToolServersUnavailable
        with self._lock:
            rows = [row for report in self._reports.values() for row in report]
        return sorted(rows, key=lambda one: (one.name, one.worker))

    def counts(self) -> dict[str, LookupCounts]:
        """Server → how often answers were at hand."""
        if self.is_down:
            raise ToolServersUnavailable
        return dict(self._counts)

    def close(self) -> None:
        """There is nothing to close."""
