"""The full-text index, read only: one SQLite file for each version of its sources; see build.py."""

import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from worker.reference.names import forms_of
from worker.reference.sources import digest

Kind = Literal["guide", "pricing", "sla", "service", "operation", "resource", "pattern"]
KINDS: tuple[Kind, ...] = ("guide", "pricing", "sla", "service", "operation", "resource")
"""What a search looks through. Patterns are ours and stand at no public address: they are asked for by name."""

ALL_KINDS: tuple[Kind, ...] = (*KINDS, "pattern")
STRIDE = 1_000_000
"""A page's id tells its kind: the kind's place above, times this, and its number. So ranking reads no other table."""

QUERY = """
SELECT url, kind, key, title, context, body FROM (
  SELECT rowid AS found, bm25(search, 6.0, 4.0, 1.0) * CASE rowid / {stride} {factors} ELSE 1.0 END AS score
  FROM search WHERE search MATCH ? AND rowid / {stride} IN ({kinds})
  ORDER BY score LIMIT ?
) JOIN pages ON pages.id = found ORDER BY score
"""
MOST_WORDS = 12
"""Of a phrase. The longest are kept: they say most, and each word more is a walk through all pages that hold it."""
# bm25 is negative, so a factor above one brings a page forward: guides answer questions, operations are details.
_FACTORS: dict[Kind, float] = {
    "guide": 3.0,
    "service": 1.6,
    "resource": 1.2,
    "operation": 1.0,
    "pricing": 1.0,
    "sla": 1.0,
    "pattern": 1.0,
}
_ASKED = 5.0
"""What a word that asks for one kind of page brings it forward by."""
_ASKS_FOR: dict[Kind, frozenset[str]] = {
    "pricing": frozenset(("price", "prices", "pricing", "cost", "costs", "costly", "expensive", "cheap", "billed")),
    "sla": frozenset(("sla", "slas", "agreement", "agreements", "uptime")),
    "operation": frozenset(("api", "apis", "operation", "operations", "action", "sdk", "boto3", "parameters")),
    "resource": frozenset(("cloudformation", "cfn", "template", "property", "properties")),
}
_TYPE = re.compile(r"\b(?:AWS|Alexa)::\w+::\w+(?:::\w+)?")
_CAMEL_CASE = re.compile(r"\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\b")
_SAYS_NOTHING = (
    "a about all an and any are as at aws amazon be between by can could do does for from give have how i in into "
    "is it its me much many my need of on one or our should tell that the them there this to us use using was we "
    "what when where which why will with would you your"
)
STOP_WORDS = frozenset(_SAYS_NOTHING.split())


@dataclass(frozen=True)
class Page:
    """A page that was found. `key` finds its whole text again where the index has no body of it."""

    url: str
    kind: str
    key: str
    title: str
    context: str
    body: str = ""


class Index:
    """Read access to one index file. Not for several threads at a time."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._connection.execute("SELECT 1 FROM pages LIMIT 1")  # a damaged file shows here, not at the first call

    def search(self, phrase: str, kinds: Sequence[Kind] = KINDS, limit: int = 10) -> list[Page]:
        """What is called like the phrase first, then pages that hold every word, then pages that hold any."""
        words = [word for word in re.findall(r"\w+", phrase.lower()) if word not in STOP_WORDS]
        if not words:
            return []
        unlike = list(dict.fromkeys(words))
        kept = sorted(unlike, key=len, reverse=True)[:MOST_WORDS]
        quoted = [f'"{word}"' for word in unlike if word in kept]
        factors = _factors(phrase, words)
        found = self._called(phrase, kinds) + self._match(" AND ".join(quoted), kinds, limit, factors)
        if len(found) < limit and len(quoted) > 1:
            found += self._match(" OR ".join(quoted), kinds, limit + len(found), factors)
        return list({page.url: page for page in found}.values())[:limit]

    def page(self, url: str) -> Page | None:
        """The page at an address, or None."""
        row = self._connection.execute(
            "SELECT url, kind, key, title, context, body FROM pages WHERE url = ?", (url.split("#", maxsplit=1)[0],)
        ).fetchone()
        return Page(*row) if row else None

    def has_page(self, kind: Kind, key: str) -> bool:
        """Is there an operation `lambda/Invoke`?"""
        found = self._connection.execute("SELECT 1 FROM pages WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return found is not None

    def card(self, kind: str, key: str) -> Any:
        """What was kept whole, as JSON made it; None where there is nothing."""
        row = self._connection.execute("SELECT content FROM cards WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return json.loads(row[0]) if row else None

    def card_text(self, kind: str, key: str) -> str | None:
        """The same, not parsed."""
        row = self._connection.execute("SELECT content FROM cards WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return str(row[0]) if row else None

    def cards(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Every card of a kind with its key, in the order of the keys."""
        rows = self._connection.execute("SELECT key, content FROM cards WHERE kind = ? ORDER BY key", (kind,))
        return ((key, json.loads(content)) for key, content in rows.fetchall())

    def named(self, name: str) -> list[tuple[str, str, int]]:
        """(kind, key, rank) of what people call so, with or without its maker; what is meant first coming first."""
        statement = "SELECT kind, key, rank FROM names WHERE text = ? ORDER BY rank, position"
        found: dict[tuple[str, str], int] = {}
        for text in forms_of(name):
            for kind, key, rank in self._connection.execute(statement, (text,)):
                found[kind, key] = min(rank, found.get((kind, key), rank))
        return sorted(((kind, key, rank) for (kind, key), rank in found.items()), key=lambda row: row[2])

    def names(self) -> list[tuple[str, str, str]]:
        """(name, kind, key) of everything but resource types."""
        return self._connection.execute("SELECT DISTINCT text, kind, key FROM names WHERE rank != 4").fetchall()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _called(self, phrase: str, kinds: Sequence[Kind]) -> list[Page]:
        """The page with this very title, else the guide of the service with this very name."""
        select = "SELECT url, kind, key, title, context, body FROM pages WHERE"
        named_type = _TYPE.search(phrase)
        title = named_type[0] if named_type else phrase.strip()
        rows = self._connection.execute(f"{select} title = ? COLLATE NOCASE", (title,)).fetchall()
        if not rows:
            named = next((key for kind, key, _ in self.named(phrase) if kind == "block"), None)
            rows = self._connection.execute(f"{select} kind = 'guide' AND key = ?", (named,)).fetchall()
        return [page for page in (Page(*row) for row in rows) if page.kind in kinds][:1]

    def _match(self, expression: str, kinds: Sequence[Kind], limit: int, factors: dict[Kind, float]) -> list[Page]:
        cases = " ".join(f"WHEN {ALL_KINDS.index(kind)} THEN {factor}" for kind, factor in factors.items())
        wanted = ", ".join(str(ALL_KINDS.index(kind)) for kind in kinds)
        query = QUERY.format(kinds=wanted, factors=cases, stride=STRIDE)
        return [Page(*row) for row in self._connection.execute(query, (expression, limit))]


def _factors(phrase: str, words: Sequence[str]) -> dict[Kind, float]:
    """What each kind of page counts for; a kind that the phrase asks for counts most."""
    factors = dict(_FACTORS)
    for kind, asking in _ASKS_FOR.items():
        if not asking.isdisjoint(words):
            factors[kind] = _ASKED
    if _CAMEL_CASE.search(phrase) and factors["operation"] != _ASKED:
        factors["operation"] = factors["guide"]
    return factors


def index_path(folder: Path) -> Path:
    """The file for the sources that are installed now: another version of any of them is another file."""
    return folder / f"reference-{digest()}.sqlite"


def cache_folder(environ: dict[str, str] | None = None) -> Path:
    """XDG cache folder, or a private folder in the temporary one where home is not writable, as on Lambda."""
    environment = os.environ if environ is None else environ
    try:
        folder = Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "groundplan"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (OSError, RuntimeError):  # the latter where no home can be determined
        return Path(tempfile.gettempdir()) / f"groundplan-{os.getuid()}"
    return folder
