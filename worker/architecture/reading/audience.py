"""Reads who looks at a system whose kind no words name: `an app for staff scheduling` has pages and sign-in."""

from collections.abc import Container, Iterator
from functools import cache

from worker.architecture.reading.negation import is_excluded
from worker.architecture.reading.phrases import PhraseBook, Word
from worker.architecture.reading.vocabulary import load
from worker.architecture.requirements import Capability

PAGES = "static_frontend"
SIGN_IN = "sign_in"
ARCHIVES = frozenset({"video archive", "film archive", "footage archive", "media archive", "media library"})
"""Files that are worked through when they come, and that people look for and look at."""


def audience_capabilities(text: str, words: list[Word], known: Container[str]) -> Iterator[Capability]:
    """Pages, and sign-in where people are somebody to the system; nothing where no one looks at it."""
    if any(True for _ in _book("not_with").find(text, words)):
        return
    found = {
        name: next((one.quote for one in _book(name).find(text, words) if not is_excluded(text, one.quote)), None)
        for name in (PAGES, SIGN_IN)
    }
    if not found[PAGES]:
        return
    for name, quote in found.items():
        if quote and name not in known:
            yield Capability(name=name, quote=quote)


@cache
def _book(kind: str) -> PhraseBook[str]:
    return PhraseBook(dict.fromkeys(load("purposes")[kind], kind))
