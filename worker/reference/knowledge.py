"""What the server knows: the index, opened when it is first asked for, and who is meant by a name."""

import difflib
import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mcp.server.mcpserver.exceptions import ToolError

from worker.reference.index import KINDS, Index, Kind, index_path
from worker.reference.names import OTHER, normal_form

if TYPE_CHECKING:
    from worker.reference.cards import BlockCard, ServiceCard

logger = logging.getLogger(__name__)
T = TypeVar("T")
NEAREST = 5


@dataclass(frozen=True)
class Subject:
    """Who is meant by a name: one block of the catalogue, or one service that only botocore knows."""

    block: "BlockCard | None"
    service: "ServiceCard | None"
    others: tuple[str, ...] = ()
    """Blocks that the name may mean as well, as `Title (id)`."""


class Knowledge:
    """The index and what is asked of it, safe under threads."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._products: dict[str, str] | None = None

    def ask(self, question: Callable[[Index], T]) -> T:
        """Put a question to the index. The first one blocks for some seconds where this version was never built.

        Raises ToolError where the cache folder cannot be written or the file is damaged.
        """
        with self._lock:
            try:
                if self._index is None:
                    self._index = self._open()
                return question(self._index)
            except (OSError, sqlite3.Error) as error:
                raise ToolError(f"the reference index cannot be made or read: {error}") from error

    def warm_up(self) -> None:
        """In the background: build the index, and import what a first call would wait for. A fault shows at a call."""
        with suppress(ToolError):
            self.ask(lambda index: index.page(""))
        import worker.reference.fact_answers
        import worker.reference.pages  # noqa: F401
        from worker.architecture.cost.regions import load_index

        load_index()

    def search(self, phrase: str, kinds: tuple[Kind, ...] = KINDS, limit: int = 10) -> list[dict[str, Any]]:
        """Rows in the shape of AWS Knowledge; a skill's row also has its `skill_name`."""
        found = self.ask(lambda index: index.search(phrase, kinds, limit))
        return [
            {"rank_order": rank, "url": page.url, "title": page.title, "context": page.context}
            | ({"skill_name": page.key} if page.kind == "pattern" else {})
            for rank, page in enumerate(found, start=1)
        ]

    def read(self, url: str, start: int, length: int) -> dict[str, Any]:
        """One page, or a part of it, in the shape of AWS Knowledge."""
        from worker.reference.pages import text_of  # imports the catalogue's forms, which a start need not wait for

        page = self.ask(lambda index: index.page(url))
        if page is None:
            missing = {"content": "no such page in the offline reference", "total_length": 0, "end_index": 0}
            return {"url": url, "status": "error", **missing, "truncated": False}
        card = self.ask(lambda index: index.card("type", page.key)) if page.kind == "resource" else None
        text = text_of(page, card)
        part = text[start : start + length]
        end = start + len(part)
        position = {"total_length": len(text), "end_index": end, "truncated": end < len(text)}
        return {"url": url, "status": "success", "content": part, **position}

    def subject(self, name: str) -> Subject:
        """Who is meant. Raises ToolError, with the nearest names, where nobody is."""
        found = self.ask(lambda index: index.named(name))
        if not found:
            raise ToolError(self._nobody(name))
        kind, key, best = found[0]
        others = tuple(other for of, other, rank in found[1:] if of == "block" and rank <= max(best, OTHER))
        if kind == "service":
            return Subject(None, self.ask(lambda index: index.card("service", key)))
        return Subject(self.ask(lambda index: index.card("block", key)), None, self._titles(others))

    def patterns(self) -> dict[str, Any]:
        """Every pattern by id."""
        return dict(self.ask(lambda index: index.cards("pattern")))

    def products(self) -> dict[str, str]:
        """Full name of a service → its endpoint prefix."""
        if self._products is None:
            cards = self.ask(lambda index: list(index.cards("service")))
            self._products = {card["title"]: card["prefix"] for _, card in cards}
        return self._products

    def prefix(self, name: str) -> str | None:
        """The endpoint prefix of a service by any name that botocore has for it."""
        found = self.ask(lambda index: index.named(name))
        key = next((key for kind, key, _ in found if kind == "service"), None)
        return self.ask(lambda index: index.card("service", key))["prefix"] if key else None

    def has_operation(self, service: str, operation: str) -> bool:
        """`lambda`, `Invoke`."""
        return self.ask(lambda index: index.has_page("operation", f"{service}/{operation}"))

    def block_form(self, key: str) -> str:
        """The whole block as JSON. Raises KeyError."""
        text = self.ask(lambda index: index.card_text("prices", key))
        if text is None:
            raise KeyError(key)
        return text

    def _open(self) -> Index:
        path = index_path(self._cache)
        if not path.exists():
            from worker.reference.build import build  # costs a second and the whole catalogue; needed once a version

            logger.info("building the reference index", extra={"action": "reference_index_build"})
            build(path)
        with suppress(OSError):
            os.utime(path)  # so that it is not taken for an old one and removed
        return Index(path)

    def _nobody(self, name: str) -> str:
        text = normal_form(name)
        names = self.ask(lambda index: index.names())
        near = difflib.get_close_matches(text, [one for one, _, _ in names], n=NEAREST, cutoff=0.6)
        found = [page.key for page in self.ask(lambda index: index.search(name, ("guide",), NEAREST))]
        keys = [key for one in near for known, kind, key in names if known == one and kind == "block"]
        nearest = self._titles(tuple(dict.fromkeys(keys or found))[:NEAREST])
        said = f"; nearest: {', '.join(nearest)}" if nearest else ""
        return f"no service is called {name[:80]!r}{said}. aws___search_documentation finds services by what they do."

    def _titles(self, keys: Sequence[str]) -> tuple[str, ...]:
        cards = [self.ask(lambda index, key=key: index.card("block", key)) for key in keys]  # type: ignore[misc]
        return tuple(f"{card['title']} ({card['id']})" for card in cards if card)
