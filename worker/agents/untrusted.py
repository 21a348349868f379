"""Marks what comes from outside as data, before a language model reads it: answers of servers, and the user's text."""

import json
import secrets
from pathlib import Path
from typing import Any

from strands.hooks import AfterToolCallEvent, HookProvider, HookRegistry
from strands.types.tools import ToolResult

from worker.agents.guard import IN_PROCESS, Guard
from worker.agents.hidden_text import without_hidden
from worker.agents.tools import READ
from worker.architecture.reading.secrets import without_secrets

MAX_CHARACTERS = 60_000
"""Of one answer: a model that must read on can ask for the next part."""
LEFT_OUT = "[content that is no text was left out]"


class Untrusted(HookProvider):
    """Puts outside text between marks that nobody outside can know; takes out what is hidden in it, and secrets.

    For one run, and to be named first among an agent's hooks: what comes after a call runs last to first.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self.mark = f"data-{secrets.token_hex(6)}"

    @property
    def instructions(self) -> str:
        """What the system prompt says of the marks."""
        text = (Path(__file__).parent / "prompts" / "data.md").read_text(encoding="utf-8")
        return text.replace("{mark}", self.mark)

    def register_hooks(self, registry: HookRegistry, **_: Any) -> None:
        """Called by Strands when the agent is made."""
        registry.add_callback(AfterToolCallEvent, self._after)

    def _after(self, event: AfterToolCallEvent) -> None:
        name = event.tool_use["name"]
        server = self._guard.server_of(name)
        # Our own refusals and answers are no data, but for the one that is the user's text.
        if event.cancel_message is not None or (server == IN_PROCESS and name != READ):
            return
        text = without_secrets(without_hidden(_text_of(event.result)))
        if len(text) > MAX_CHARACTERS:
            text = f"{text[:MAX_CHARACTERS]}\n[cut: {len(text) - MAX_CHARACTERS:,} more characters]"
        marked = f'<{self.mark} from="{server}">\n{text}\n</{self.mark}>'
        event.result = {**event.result, "content": [{"text": marked}]}


def _text_of(result: ToolResult) -> str:
    pieces = []
    for block in result["content"]:
        if "text" in block:
            pieces.append(block["text"])
        else:
            pieces.append(json.dumps(block["json"], default=repr) if "json" in block else LEFT_OUT)
    return "\n".join(pieces)
