"""Finds what an instruction speaks of: components that are there, and blocks of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from worker.architecture.catalogue import Catalogue
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.rules import rules
from worker.architecture.reading.counts import count_of
from worker.architecture.reading.facts import read_capabilities
from worker.architecture.reading.phrases import PhraseBook, normal_form, split_words
from worker.architecture.reading.services import read_services


@dataclass(frozen=True)
class Named:
    """A block that words name, and how many of it."""

    block: str
    words: str
    count: int


def find_components(text: str, draft: Draft) -> tuple[str, ...]:
    """Ids of the components that the text names, by id, name, service or what they do; in the order of the text."""
    found = [part for match in _book(draft).find(text) for part in match.meaning]
    if not found:
        found = [part for named in find_blocks(text, draft.catalogue) for part in _doing(named.block, draft)]
    if not found:
        found = list(_capable(text, draft))
    return tuple(dict.fromkeys(found))


def find_blocks(text: str, catalogue: Catalogue) -> tuple[Named, ...]:
    """Blocks that the text names, or that are best at what it asks for."""
    words = split_words(text)
    named = [
        Named(one.block, one.quote.text, count_of(text, one.quote))
        for one in read_services(text, words, catalogue)
        if one.block in catalogue.blocks
    ]
    if named:
        return tuple({one.block: one for one in named}.values())
    best = {
        blocks[0]: Named(blocks[0], one.quote.text, count_of(text, one.quote))
        for one in read_capabilities(text, words)
        if (blocks := rules(catalogue).capabilities.get(one.name))
    }
    if best:
        return tuple(best.values())
    plain = PhraseBook({one.planning.name: one.name for one in catalogue.blocks.values()}).find(text, words)
    return tuple(Named(one.meaning, one.quote.text, count_of(text, one.quote)) for one in plain)


def unnamed_services(text: str, catalogue: Catalogue) -> list[str]:
    """Services that the text names and no block stands for."""
    return [one.quote.text for one in read_services(text, split_words(text), catalogue) if not one.block]


def does_the_same(block: str, draft: Draft) -> tuple[str, ...]:
    """Ids of the components whose block is best at what this one is best at; else of those that can do some of it."""
    catalogue = draft.catalogue
    best = _best_at(block, catalogue)
    same = [one.id for one in draft.parts.values() if best and _best_at(one.block.name, catalogue) == best]
    if same:
        return tuple(same)
    meets = set(catalogue.block(block).planning.meets)
    return tuple(one.id for one in draft.parts.values() if meets & set(one.block.planning.meets))


def _best_at(block: str, catalogue: Catalogue) -> str:
    meets = catalogue.block(block).planning.meets
    return min(meets, key=lambda capability: (meets[capability], capability), default="")


def _doing(block: str, draft: Draft) -> Iterable[str]:
    return (part.id for part in draft.of_block(block))


def _capable(text: str, draft: Draft) -> Iterable[str]:
    wanted = [one.name for one in read_capabilities(text, split_words(text))]
    return (part.id for part in draft.parts.values() if any(one in part.block.planning.meets for one in wanted))


def _book(draft: Draft) -> PhraseBook[tuple[str, ...]]:
    """Ids and names go before what a block is called: `the orders function` names one of three functions."""
    own: dict[str, list[str]] = {}
    shared: dict[str, list[str]] = {}
    for part in draft.parts.values():
        for phrase in (part.id.replace("_", " "), part.name):
            own.setdefault(normal_form(phrase), []).append(part.id)
        for phrase in (part.block.title, part.block.planning.name, *part.block.names):
            shared.setdefault(normal_form(phrase), []).append(part.id)
    phrases = {phrase: tuple(dict.fromkeys(ids)) for phrase, ids in {**shared, **own}.items() if phrase}
    return PhraseBook(phrases)


def lacks(part: Part, draft: Draft) -> bool:
    """Is a slot empty that its block cannot be without?"""
    return bool(part.block.needed_slots) and not set(draft.filled_slots(part)) & set(part.block.needed_slots)
