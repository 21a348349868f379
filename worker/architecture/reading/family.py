"""Chooses the family of architectures that the words of a request speak for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.architecture.catalogue import Catalogue
from worker.architecture.reading.everyday import everyday_kinds
from worker.architecture.reading.negation import is_excluded
from worker.architecture.reading.pairs import find_pairs, split_sentences
from worker.architecture.reading.phrases import Match, Word
from worker.architecture.reading.senses import means_something_else
from worker.architecture.reading.vocabulary import Cue, block_cues, cues
from worker.architecture.requirements import Capability, FamilyName, NamedService, Quote

STRONG = 4
HEAVY = 10  # words of this weight need no service at home in the family
DETAILED = 2  # so many blocks named say what the system is made of
GUARDS = ("security", "operations", "networking")  # what stands around a system says not what it does
ENOUGH = 2  # cues that weigh less say too little where services are named
CHEAP = {"low_cost", "serverless"}  # what people use is then an API and a table, which cost nothing while nobody comes
WHOLES: tuple[FamilyName, ...] = ("device_platform", "web_application")
PARTS: tuple[FamilyName, ...] = ("machine_learning", "event_streaming")  # which a whole may have
DEFAULT: FamilyName = "http_api"  # the one that costs nothing while nobody calls it
# `Create a bucket that triggers a function` asks for those parts, not for a system.
_PARTS_CUES = ("cloudformation template that creates", "terraform module", "terraform for a", "template that creates")
# `Add AWS Backup.` after a description adds to it, and makes of it no list of parts.
_LONE_ORDER = re.compile(r"(?<=[.!?]\s)(?:Add|Use|Take|Include) (?:[\w/-]+ ?){1,4}(?=[.!?]|$)")


@dataclass(frozen=True)
class Choice:
    """The family, the words it was chosen for, and whether it had to be taken by default."""

    name: FamilyName
    quotes: tuple[Quote, ...]
    by_default: bool = False


def asks_for_parts(text: str) -> bool:
    """Is it a template of certain resources that is asked for, and not a system?"""
    return any(cue in text.lower() for cue in _PARTS_CUES)


def is_spelled_out(text: str, services: Sequence[NamedService]) -> bool:
    """Does the request say itself what the system is made of? Then no needs are to be guessed from its plain words."""
    orders = [match.span() for match in _LONE_ORDER.finditer(text)]
    named = {
        one.block
        for one in services
        if one.block and not one.excluded and not any(start <= one.quote.start < end for start, end in orders)
    }
    return asks_for_parts(text) or len(named) > DETAILED


def choose_family(
    text: str,
    words: list[Word],
    services: Sequence[NamedService],
    capabilities: Sequence[Capability],
    catalogue: Catalogue,
) -> Choice:
    """The family with the heaviest cues; the named services alone where the cues are light."""
    wanted = [service for service in services if service.block and not service.excluded]
    scores, quotes = _scores(text, words)
    parts = asks_for_parts(text)
    wishes = {capability.name for capability in capabilities}
    if not parts:
        _add_blocks(scores, quotes, wanted)
        telling = {one.block for one in wanted if catalogue.block(one.block).category not in GUARDS}
        _drop_strangers(scores, telling)
        if len(telling) < DETAILED and not wishes & CHEAP:
            _add_everyday(scores, quotes, text, words)
        if not is_spelled_out(text, services):
            _join_parts(scores, quotes)
    best = max(scores, key=scores.__getitem__, default=None)
    enough = 1 if not wanted else ENOUGH
    if best and scores[best] >= enough and not (parts and wanted):
        return Choice(best, quotes[best])
    if wanted:
        return Choice("named_services", tuple(service.quote for service in wanted))
    return Choice(DEFAULT, tuple(capability.quote for capability in capabilities[:1]), by_default=True)


def _add_blocks(
    scores: dict[FamilyName, int], quotes: dict[FamilyName, tuple[Quote, ...]], wanted: Sequence[NamedService]
) -> None:
    """What is named by block says as much as a word: servers speak for web_application, functions for http_api.

    Alone it is enough only where it weighs as much as the strongest words do.
    """
    named = {service.block: service.quote for service in wanted}
    for name, weights in block_cues().items():
        weight = sum(weights[block] for block in weights if block in named)
        spoken = [block for block in weights if block in named and weights[block] > 0]
        if name in scores or weight >= STRONG:
            scores[name] = scores.get(name, 0) + weight
            quotes[name] = (*quotes.get(name, ()), *(named[block] for block in spoken))


def _add_everyday(
    scores: dict[FamilyName, int], quotes: dict[FamilyName, tuple[Quote, ...]], text: str, words: list[Word]
) -> None:
    """What people say of their work counts where nothing technical says what kind of system it is."""
    if any(score >= STRONG for name, score in scores.items() if name not in PARTS):
        return
    for name, (weight, said) in everyday_kinds(text, words).items():
        scores[name] = scores.get(name, 0) + weight
        quotes[name] = (*quotes.get(name, ()), *said)


def _join_parts(scores: dict[FamilyName, int], quotes: dict[FamilyName, tuple[Quote, ...]]) -> None:
    """`Machines send data … we train a model every week`: what is told of first is the system, the rest its parts."""
    for whole in WHOLES:
        for part in PARTS:
            if part in scores and scores.get(whole, 0) >= STRONG and _begin(quotes[whole]) < _begin(quotes[part]):
                scores[part] = min(scores[part], scores[whole] - 1)


def _begin(quotes: Sequence[Quote]) -> int:
    return min(quote.start for quote in quotes)


def _drop_strangers(scores: dict[FamilyName, int], named: set[str]) -> None:
    """`Meter readings` make no device platform of a contact centre whose services are all named, and none is of it."""
    for name, at_home in block_cues().items():
        if len(named) >= DETAILED and scores.get(name, 0) < HEAVY and not named & at_home.keys():
            scores.pop(name, None)


def _scores(text: str, words: list[Word]) -> tuple[dict[FamilyName, int], dict[FamilyName, tuple[Quote, ...]]]:
    scores: dict[FamilyName, int] = {}
    quotes: dict[FamilyName, tuple[Quote, ...]] = {}
    sentences = split_sentences(text, words)
    for name, book in cues().items():
        found: dict[str, Match[Cue]] = {}
        for match in book.find(text, words):
            if not is_excluded(text, match.quote) and not means_something_else(text, match.quote):
                found.setdefault(match.meaning.phrase, match)
        pairs = list(find_pairs(text, sentences, name))
        if found or pairs:
            scores[name] = sum(m.meaning.weight for m in found.values()) + sum(one.pair.weight for one in pairs)
            quotes[name] = (*(match.quote for match in found.values()), *(one.quote for one in pairs))
    return scores, quotes
