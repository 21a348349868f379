"""An answer, or a part of one: its words, what it rests on, and what can be said next."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from worker.agents.links import is_trusted


@dataclass(frozen=True)
class Citation:
    """A page that an answer rests on."""

    title: str
    url: str


@dataclass(frozen=True)
class Choice:
    """Something to say next: `value` is what the user says by choosing it."""

    label: str
    value: str


@dataclass(frozen=True)
class Told:
    """Markdown, the pages behind it, and the choices of the question that it ends with."""

    text: str
    citations: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = field(default=())

    def as_json(self) -> str:
        """What a tool answers with."""
        return json.dumps(
            {
                "text": self.text,
                "citations": [vars(one) for one in self.citations],
                "choices": [vars(one) for one in self.choices],
            }
        )


def told_from(value: Any) -> Told:
    """What `as_json` wrote; empty where it is something else. Only text is taken, each with its limit."""
    if not isinstance(value, dict):
        return Told("")
    return Told(
        str(value.get("text") or ""),
        tuple(
            Citation(str(one["title"])[:200], str(one["url"])[:500])
            for one in _maps(value.get("citations"))
            if str(one.get("url", "")).startswith("https://") and is_trusted(str(one["url"])) and one.get("title")
        ),
        tuple(
            Choice(str(one["label"])[:100], str(one["value"])[:500])
            for one in _maps(value.get("choices"))
            if one.get("label") and one.get("value")
        ),
    )


def joined(parts: Iterable[Told]) -> Told:
    """One after the other; each page once, and the choices of the last that has some."""
    parts = [part for part in parts if part.text]
    pages = {page.url: page for part in parts for page in reversed(part.citations)}
    ordered = dict.fromkeys(page.url for part in parts for page in part.citations)
    choices: tuple[Choice, ...] = next((part.choices for part in reversed(parts) if part.choices), ())
    return Told("\n\n".join(part.text for part in parts), tuple(pages[url] for url in ordered), choices)


def _maps(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
