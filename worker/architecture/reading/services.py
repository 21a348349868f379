"""Finds the services that a request names, and whether it wants them or rules them out."""

from worker.architecture.catalogue import Catalogue
from worker.architecture.reading.negation import is_excluded
from worker.architecture.reading.phrases import PhraseBook, Word
from worker.architecture.reading.vocabulary import KnownService, services
from worker.architecture.requirements import NamedService

_BOOKS: dict[int, tuple[Catalogue, PhraseBook[KnownService]]] = {}


def read_services(text: str, words: list[Word], catalogue: Catalogue) -> tuple[NamedService, ...]:
    """Every service named, once for wanted and once for excluded, in the order of the text."""
    matches = list(_book(catalogue).find(text, words))
    mentions = [match.quote for match in matches]
    found: dict[tuple[str, str, bool], NamedService] = {}
    for match in matches:
        known, excluded = match.meaning, is_excluded(text, match.quote, mentions)
        named = NamedService(
            service=known.service,
            quote=match.quote,
            excluded=excluded,
            block=known.block,
            title=known.title,
            substitute=known.substitute,
        )
        found.setdefault(
            (known.title if known.substitute else known.block or known.title, known.service, excluded), named
        )
    return tuple(found.values())


def _book(catalogue: Catalogue) -> PhraseBook[KnownService]:
    # The catalogue is read once a process; the entry keeps it alive, so that its id stays its own.
    if id(catalogue) not in _BOOKS:
        _BOOKS[id(catalogue)] = (catalogue, services(catalogue))
    return _BOOKS[id(catalogue)][1]
