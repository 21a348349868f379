"""Finds the services that a request names, and whether it wants them or rules them out."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from worker.architecture.catalogue import Catalogue
from worker.architecture.reading.counts import count_of
from worker.architecture.reading.family import asks_for_parts
from worker.architecture.reading.instance_types import find_instance_type
from worker.architecture.reading.migration import Migration, mentions_of
from worker.architecture.reading.negation import is_excluded
from worker.architecture.reading.outgrown import is_of_today, speaks_of_change
from worker.architecture.reading.phrases import Match, PhraseBook, Word
from worker.architecture.reading.senses import means_something_else
from worker.architecture.reading.vocabulary import KnownService, proper_names, services
from worker.architecture.requirements import NamedService, Quote

_ENGINES = {"postgres", "postgresql", "mysql", "mariadb", "oracle", "sql server", "mssql"}
_DATABASES = {"rds_instance", "aurora_serverless", "aurora_cluster", "rds_proxy"}
SERVER = "ec2_instance"
POLICY = "service_control_policy"
_GUARDRAILS = re.compile(r"\bguardrails?\b", re.IGNORECASE)
_ACCOUNTS = re.compile(
    r"\baccounts\b|\bmulti[\s-]account\b|\blanding zone\b|\bcontrol tower\b|\borgani[sz]ation(?:al)? units?\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\s+(?:for|with|running|on|serverless|v2|database|cluster|instance)){0,3}[\s(,]*")
# `Config files` are no service, and the first word of a sentence is capitalised whatever it is.
_NO_NAME_BEFORE = re.compile(r"(?:^|[.:;!?]\s*|\n\s*)[\"'“(]*$")
_NO_NAME_AFTER = re.compile(r"^[\s-]+(?:files?|maps?|management|server|repo|repository|api)\b", re.IGNORECASE)
_NAME_AFTER = re.compile(r"^(?:\s*[:(]|\s+for\s)", re.IGNORECASE)
_LISTED = re.compile(
    r"\s*(?:[,/+&|>\u2192]+\s*)*(?:\b(?:and|or|plus|then)\b)?\s*(?:[,/+&]\s*)?(?:(?:aws|amazon)\s+)?", re.IGNORECASE
)
LISTED_REACH = 40
"""Characters that `, and then Amazon ` between two of a list takes at most, with some blanks."""
_USED_BEFORE = re.compile(r"\b(?:use|uses|using|via|on top of|enable|enabling)\s+(?:the\s+)?$", re.IGNORECASE)
_WITH_AT_THE_END = re.compile(r"\bwith\s+$", re.IGNORECASE), re.compile(r"^(?:[.;)]|\s*$)")
_USED_AFTER = re.compile(r"^(?:\s*[.,;:)]|\s*$|\s+(?:for|to|and|with|in front of|on|as)\b)", re.IGNORECASE)
_MOVED = "The request moves away from it: it is copied from where it is, and then no longer used."
_BOOKS: dict[tuple[int, bool], tuple[Catalogue, PhraseBook[KnownService], PhraseBook[KnownService]]] = {}


def read_services(
    text: str, words: list[Word], catalogue: Catalogue, *, moved: Migration | None = None
) -> tuple[NamedService, ...]:
    """Every service named, once for wanted and once for excluded, in the order of the text.

    The database that is `moved` into one of another engine is no part of the design; it is told of.
    """
    matches = _without_engines(text, sorted(_matches(text, words, catalogue), key=lambda match: match.quote.start))
    matches = [_as_source(text, match, moved) for match in matches]
    mentions = [match.quote for match in matches]
    ruled_out = [is_excluded(text, match.quote, mentions) for match in matches]
    outgrown = _outgrown(text, [m for m, out in zip(matches, ruled_out, strict=True) if not out], catalogue)
    found: dict[tuple[str, str, bool], NamedService] = {}
    for match, out in zip(matches, ruled_out, strict=True):
        known, excluded = match.meaning, out or match.quote.start in outgrown
        named = NamedService(
            service=known.service,
            quote=match.quote,
            excluded=excluded,
            block=known.block,
            title=known.title,
            substitute=known.substitute,
            note=known.note,
            why=known.why,
            count=1 if excluded else count_of(text, match.quote),
        )
        key = (known.title if known.substitute else known.block or known.title, known.service, excluded)
        # `A queue … three SQS queues`: the first mention is the quote, the largest number counts.
        found[key] = (
            found[key].model_copy(update={"count": max(found[key].count, named.count)}) if key in found else named
        )
    blocks = [match.meaning.block for match in matches]
    return (*found.values(), *_servers_by_type(text, blocks, catalogue), *_of_accounts(text, blocks, catalogue))


def _as_source(text: str, match: Match[KnownService], moved: Migration | None) -> Match[KnownService]:
    """The mention, as one of what the request moves away from where it is of that engine."""
    if moved is None or not moved.converts or match.meaning.block not in _DATABASES:
        return match
    if not any(match.quote.start <= one.start < match.quote.end for one in mentions_of(text, moved.source)):
        return match
    return Match(KnownService(match.quote.text, "", "", substitute=False, note=_MOVED), match.quote)


def _servers_by_type(text: str, named: list[str], catalogue: Catalogue) -> Iterator[NamedService]:
    """`A t4g instance` is one of EC2, where the request names nothing else that could run on it."""
    quote = find_instance_type(text)
    if quote is None or is_excluded(text, quote) or is_of_today(text, quote):
        return
    if not any(block and catalogue.block(block).category == "compute" for block in named):
        block = catalogue.block(SERVER)
        yield NamedService(
            service=block.service, quote=quote, block=SERVER, title=block.title, count=count_of(text, quote)
        )


def _of_accounts(text: str, named: list[str], catalogue: Catalogue) -> Iterator[NamedService]:
    """`Guardrails for our accounts` are policies of the organization; those of a chatbot are Bedrock's."""
    if POLICY in named or POLICY not in catalogue.blocks or not (match := _GUARDRAILS.search(text)):
        return
    quote = Quote(text=match[0], start=match.start())
    if _ACCOUNTS.search(text) and means_something_else(text, quote) and not is_excluded(text, quote):
        block = catalogue.block(POLICY)
        yield NamedService(service=block.service, quote=quote, block=POLICY, title=block.title, count=1)


def _outgrown(text: str, wanted: list[Match[KnownService]], catalogue: Catalogue) -> set[int]:
    """Where the mentions start that only say what there is today, and another service of the kind takes its place."""
    if not speaks_of_change(text):
        return set()
    today = [match for match in wanted if match.meaning.block and is_of_today(text, match.quote)]
    kept = set(map(id, today))
    rest = {match.meaning.block for match in wanted if match.meaning.block and id(match) not in kept}
    return {
        match.quote.start
        for match in today
        if any(catalogue.block(other).category == catalogue.block(match.meaning.block).category for other in rest)
    }


def _without_engines(text: str, matches: list[Match[KnownService]]) -> list[Match[KnownService]]:
    """`Amazon Aurora PostgreSQL` and `RDS for MySQL` are one service: the engine behind it names no second."""
    behind = {
        engine.quote.text.lower()
        for database, engine in pairwise(matches)
        if database.meaning.block in _DATABASES
        and _is_engine(engine)
        and _BETWEEN.fullmatch(text[database.quote.end : engine.quote.start])
    }
    return [match for match in matches if not (_is_engine(match) and match.quote.text.lower() in behind)]


def _is_engine(match: Match[KnownService]) -> bool:
    return match.quote.text.lower() in _ENGINES


def _matches(text: str, words: list[Word], catalogue: Catalogue) -> Iterator[Match[KnownService]]:
    """What is named in any case, and the plain words that are meant as names."""
    named, plain = _books(catalogue, parts=asks_for_parts(text))
    found = list(named.find(text, words))
    sure = [match for match in found if not means_something_else(text, match.quote)]
    yield from sure
    taken = {at for match in found for at in range(match.quote.start, match.quote.end)}
    surely, named_here = Neighbours(text, (match.quote for match in sure)), set(map(id, found))
    unsure = [match for match in found if means_something_else(text, match.quote)]
    unsure += [match for match in plain.find(text, words) if match.quote.start not in taken]
    before = -1
    while len(unsure) != before:
        before = len(unsure)
        # From both ends, so that a list of thousands is through in one round.
        for match in [*unsure, *reversed(unsure)]:
            if match.quote not in surely and _is_meant(text, match, surely, plain=id(match) not in named_here):
                yield match
                surely.add(match.quote)  # `glue, batch and athena`: each makes its neighbour sure
        unsure = [match for match in unsure if match.quote not in surely]


class Neighbours:
    """Mentions that are sure, found by where they begin and end."""

    def __init__(self, text: str, quotes: Iterable[Quote]) -> None:
        self._text = text
        self._begins: dict[int, Quote] = {}
        self._ends: dict[int, Quote] = {}
        for quote in quotes:
            self.add(quote)

    def __contains__(self, quote: Quote) -> bool:
        return self._begins.get(quote.start) == quote

    def add(self, quote: Quote) -> None:
        """One more is sure."""
        self._begins[quote.start] = quote
        self._ends[quote.end] = quote

    def are_listed_with(self, quote: Quote) -> bool:
        """Does `quote` stand in a list beside one of them?"""
        for gap in range(LISTED_REACH):
            left, right = self._ends.get(quote.start - gap), self._begins.get(quote.end + gap)
            if (left and _are_listed(self._text, left, quote)) or (right and _are_listed(self._text, quote, right)):
                return True
        return False


def _is_meant(text: str, match: Match[KnownService], surely: Neighbours, *, plain: bool) -> bool:
    """Is it in a list with services? A plain word may also be written as a name, or be what something is done with."""
    if surely.are_listed_with(match.quote):
        return True
    return plain and (_is_written_as_name(text, match.quote) or _is_used(text, match.quote))


def _are_listed(text: str, left: Quote, right: Quote) -> bool:
    return _LISTED.fullmatch(text[left.end : right.start]) is not None


def _is_used(text: str, quote: Quote) -> bool:
    """`using batch for the runs`, not `using batch processing`."""
    before, after = text[max(0, quote.start - LISTED_REACH) : quote.start], text[quote.end :]
    last = _WITH_AT_THE_END[0].search(before) and _WITH_AT_THE_END[1].match(after)
    return bool(last or (_USED_BEFORE.search(before) and _USED_AFTER.match(after)))


def _is_written_as_name(text: str, quote: Quote) -> bool:
    """`Config` inside a sentence, or `Glue: …` and `Glue for …`; not `config`, and not the first word of a sentence."""
    words = re.split(r"[\s-]+", quote.text)
    if not all(word[:1].isupper() and not word.isupper() for word in words) or _NO_NAME_AFTER.match(text[quote.end :]):
        return False
    return not _NO_NAME_BEFORE.search(text[: quote.start]) or bool(_NAME_AFTER.match(text[quote.end :]))


def _books(catalogue: Catalogue, *, parts: bool) -> tuple[PhraseBook[KnownService], PhraseBook[KnownService]]:
    # The catalogue is read once a process; the entry keeps it alive, so that its id stays its own.
    key = id(catalogue), parts
    if key not in _BOOKS:
        _BOOKS[key] = (catalogue, services(catalogue, parts=parts), proper_names(catalogue))
    return _BOOKS[key][1:]
