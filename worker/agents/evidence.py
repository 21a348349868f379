"""What the tools' answers add to the result, whichever model asked for them: references and missing resource types."""

import json
from dataclasses import dataclass
from typing import Any

from strands.hooks import AfterToolCallEvent, HookProvider, HookRegistry
from strands.types.tools import ToolResult

from worker.agents.hidden_text import without_hidden
from worker.agents.links import is_trusted

SEARCH = "aws___search_documentation"
AVAILABILITY = "aws___get_regional_availability"
REFERENCES_PER_SEARCH = 1


@dataclass(frozen=True)
class Reference:
    """A page of documentation for something in the architecture."""

    title: str
    url: str


class Evidence(HookProvider):
    """Watches the answers of AWS Knowledge's tools, after the audit has looked into their bodies."""

    def __init__(self) -> None:
        self.references: list[Reference] = []
        self.unavailable: dict[str, set[str]] = {}
        """Region → resource types that it lacks; a region that was asked about and lacks none has an empty set."""
        self.faults: dict[str, str] = {}

    def register_hooks(self, registry: HookRegistry, **_: Any) -> None:
        """Called by Strands when the agent is made."""
        registry.add_callback(AfterToolCallEvent, self.after)

    def after(self, event: AfterToolCallEvent) -> None:
        """Text of a tool is data: only the fields that are expected are taken, each with its type."""
        name = event.tool_use["name"]
        if not name.endswith((SEARCH, AVAILABILITY)):
            return
        if event.result["status"] != "success":
            self.faults.setdefault(name, _text(event.result)[:500])
            return
        content = answer_of(event.result)
        if name.endswith(SEARCH) and isinstance(content, dict):
            self._take_references(content.get("result"))
        elif name.endswith(AVAILABILITY) and isinstance(content, dict):
            self._take_regions(content.get("regions"))

    def _take_references(self, rows: Any) -> None:
        if not isinstance(rows, list):
            return
        for row in rows[:REFERENCES_PER_SEARCH]:
            title, url = (row.get("title"), row.get("url")) if isinstance(row, dict) else (None, None)
            if isinstance(title, str) and isinstance(url, str) and url.startswith("https://") and is_trusted(url):
                reference = Reference(without_hidden(title)[:200], url[:500])
                if reference not in self.references:
                    self.references.append(reference)

    def _take_regions(self, regions: Any) -> None:
        if not isinstance(regions, dict):
            return
        for region, statuses in regions.items():
            if isinstance(statuses, dict):
                missing = {str(kind)[:100] for kind, status in statuses.items() if status == "isNotAvailableIn"}
                self.unavailable.setdefault(str(region)[:40], set()).update(missing)


def answer_of(result: ToolResult) -> Any:
    """What stands under `content` of AWS Knowledge's one text block, or None."""
    try:
        body = json.loads(_text(result))
    except ValueError:
        return None
    return body.get("content") if isinstance(body, dict) else None


def _text(result: ToolResult) -> str:
    return "".join(block["text"] for block in result["content"] if "text" in block)
