"""Approval by first sight, for a server that its entry in `mcp_servers.yaml` trusts so far: `approval: first-seen`.

What a tool said when any worker first saw it is kept on Redis, and from then on is a pin like that of a person: another
text is refused and told. A person's approval goes before it. Where nothing can be kept, nothing is approved.
"""

import json
from collections.abc import Iterable
from typing import Protocol

from worker.agents.hidden_text import hidden_in
from worker.agents.pins import Definition, Pins, hash_of


class FirstSights(Protocol):
    """The part of `jobs.tool_servers.ToolServerRecords` that is needed here."""

    def first_seen(self, server: str, tool: str, sha256: str, /) -> str | None:
        """The digest under which the tool was first seen, this one where it is new; None where that is not known."""


class FirstSeenPins:
    """The approved tools, and of `servers` those too that are as they were when they were first seen."""

    def __init__(self, pins: Pins, servers: Iterable[str], sights: FirstSights) -> None:
        self._pins = pins
        self._servers = frozenset(servers)
        self._sights = sights
        self._seen: dict[tuple[str, str], str] = {}

    def fault(self, server: str, definition: Definition) -> str | None:
        """Why the tool must not be used, in words that say what to do, or None where it may."""
        name = definition["name"]
        if server not in self._servers or self._pins.knows(server, name):
            return self._pins.fault(server, definition)
        look = f"look at it with `python -m worker.agents.approval {server}`"
        digest = hash_of(definition)
        hidden = hidden_in(json.dumps(definition, ensure_ascii=False))
        if hidden:
            return f"it has characters that are not seen ({', '.join(hidden[:3])}); {look}"
        first = self._first(server, name, digest)
        if first is None:
            return f"it is not known how it was first seen, since Redis does not answer; {look}"
        return None if first == digest else f"it is not what it was when it was first seen; {look}"

    def knows(self, server: str, tool: str) -> bool:
        """Whether a tool of this name was approved or seen before, be it in other words."""
        return self._pins.knows(server, tool) or (server, tool) in self._seen

    def _first(self, server: str, name: str, digest: str) -> str | None:
        if (server, name) not in self._seen:
            first = self._sights.first_seen(server, name, digest)
            if first is None:
                return None
            self._seen[server, name] = first
        return self._seen[server, name]
