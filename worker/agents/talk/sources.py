"""What an answer rests on: pages that searches found, kept only where they speak of what was asked."""

import json
import re
from dataclasses import dataclass
from typing import Any

from strands.hooks import AfterToolCallEvent, HookProvider, HookRegistry
from strands.types.tools import ToolResult

from worker.agents.evidence import SEARCH, answer_of
from worker.agents.links import is_trusted, without_strange_links
from worker.agents.talk.told import Choice, Citation, told_from

MOST_CITED = 12
MOST_OF_A_SEARCH = 3
LONGER = 3  # words that say something
_SAYS_NOTHING = (
    "a an and any are as at aws amazon be best by can could do does for from has have how i if in into is "
    "it its me my of  on one or our should some that the their there this to use used using want was we "
    "what when where which who why will  with work works would you your service price limits about tell "
    "explain"
)
_EMPTY = frozenset(_SAYS_NOTHING.split())


@dataclass(frozen=True)
class Row:
    """One result of a search."""

    title: str
    url: str
    context: str

    @property
    def page(self) -> Citation:
        """Its title and address."""
        return Citation(self.title, self.url)


def relevant_rows(result: ToolResult | None, asked: str) -> list[Row]:
    """Rows that hold most words of what was asked: a search also gives pages that hold any of them."""
    content = answer_of(result) if result is not None and result["status"] == "success" else None
    rows = content.get("result") if isinstance(content, dict) else None
    words = words_that_say(asked)
    if not words:
        return []
    found = [row for row in map(_row, rows or ()) if row]
    return [row for row in found if len(words & words_that_say(f"{row.title} {row.context}")) * 5 >= len(words) * 3]


def rows_named(result: ToolResult | None, title: str) -> list[Row]:
    """Rows whose title is this name: a service's own pages, and not those of one with a longer name."""
    return [row for row in relevant_rows(result, title) if words_that_say(row.title) == words_that_say(title)]


def _citable(result: ToolResult, phrase: str) -> list[Row]:
    """A page of the service that was named; for a longer question, one that holds most of its words."""
    asked = words_that_say(phrase)
    rows = relevant_rows(result, phrase)
    return [row for row in rows if words_that_say(row.title) <= asked] or (rows if len(asked) >= LONGER else [])


def _row(value: Any) -> Row | None:
    if not isinstance(value, dict):
        return None
    title, url = value.get("title"), value.get("url")
    if not (isinstance(title, str) and isinstance(url, str) and url.startswith("https://") and is_trusted(url)):
        return None
    context = " ".join(without_strange_links(str(value.get("context") or "")).split())[:280]
    return Row(
        without_strange_links(title)[:200], url[:500], context.rsplit(". ", 1)[0] if ". " in context else context
    )


def words_that_say(text: str) -> set[str]:
    """The words that tell one question from another, in the singular."""
    found = re.findall(r"[a-z0-9]+", text.lower())
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in found} - _EMPTY


class Sources(HookProvider):
    """Collects from the tools' answers what the reply cites and offers, whichever model asked for them."""

    def __init__(self) -> None:
        self.citations: dict[str, Citation] = {}
        self.choices: tuple[Choice, ...] = ()

    def register_hooks(self, registry: HookRegistry, **_: Any) -> None:
        """Called by Strands when the agent is made."""
        registry.add_callback(AfterToolCallEvent, self.after)

    def after(self, event: AfterToolCallEvent) -> None:
        """Text of a tool is data: only titles, addresses and choices are taken, each with its type."""
        result, use = event.result, event.tool_use
        if result["status"] != "success":
            return
        if use["name"].endswith(SEARCH):
            phrase = use["input"].get("search_phrase", "") if isinstance(use["input"], dict) else ""
            rows = _citable(result, str(phrase))
            # Of a service's name the first is its page; of a question each may hold a part of the answer.
            for row in rows[: 1 if len(words_that_say(str(phrase))) <= LONGER else MOST_OF_A_SEARCH]:
                self._cite(row.page)
            return
        text = "".join(block["text"] for block in result["content"] if "text" in block)
        try:
            told = told_from(json.loads(text))
        except ValueError:
            return
        for page in told.citations:
            self._cite(page)
        self.choices = told.choices or self.choices

    def _cite(self, page: Citation) -> None:
        if len(self.citations) < MOST_CITED:
            self.citations.setdefault(page.url, page)
