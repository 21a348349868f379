"""Finds what an instruction speaks of: components that are there, and blocks of the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from worker.architecture.catalogue import Catalogue
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.rules import rules
from worker.architecture.reading.counts import count_of
from worker.architecture.reading.facts import read_capabilities
from worker.architecture.reading.phrases import PhraseBook, normal_form, split_words
from worker.architecture.reading.services import read_services
from worker.architecture.requirements import NamedService, Quote


@dataclass(frozen=True)
class Named:
    """A block that words name, and how many of it."""

    block: str
    words: str
    count: int


def find_components(text: str, draft: Draft) -> tuple[str, ...]:
    """Ids of the components that the text names, by id, name, service or what they do; in the order of the text."""
    needs = needs_spoken_of(text)
    services = _services(text, draft.catalogue, needs)
    found = _named_components(text, draft, services, needs)
    if not found:
        found = [part for named in find_blocks(text, draft.catalogue) for part in _doing(named.block, draft)]
        found = [one for one in found if services or not _is_for_operations(draft.parts[one], draft)]
    if not found and not services:  # a service that is not here is no other one that does the same
        found = list(_capable(needs, draft))
    return tuple(dict.fromkeys(found))


def needs_spoken_of(text: str) -> dict[str, Quote]:
    """What a system must do, by the words for it: `sms` speaks of notifications."""
    return {one.name: one.quote for one in read_capabilities(text, split_words(text))}


def names_component(text: str, draft: Draft) -> bool:
    """Does it name a component or a service, and not only what is needed of one?"""
    needs = needs_spoken_of(text)
    services = _services(text, draft.catalogue, needs)
    beyond = [one for one in _book(draft).find(text) if one.quote not in needs.values()]
    return bool(services or beyond or not needs)


def _named_components(
    text: str, draft: Draft, services: Iterable[NamedService], needs: Mapping[str, Quote]
) -> list[str]:
    matches = _book(draft).find(text)
    return [
        part
        for match in matches
        for part in match.meaning
        if _is_meant(match.quote, draft.parts[part], draft, services, needs)
    ]


def _services(text: str, catalogue: Catalogue, needs: Mapping[str, Quote]) -> list[NamedService]:
    """Those that are named as such: `relational database` is what is needed as well."""
    named = read_services(text, split_words(text), catalogue)
    return [one for one in named if one.block and one.quote not in needs.values()]


def _is_meant(
    quote: Quote, part: Part, draft: Draft, services: Iterable[NamedService], needs: Mapping[str, Quote]
) -> bool:
    """`Data` inside `Kinesis data stream` is no name of the component that is called Data."""
    for service in services:
        if _is_within(quote, service.quote):
            return part.block.name == service.block
    if quote in needs.values() and _is_for_operations(part, draft):
        return False  # `sms` is what users get, not the operators
    within = [name for name, said in needs.items() if _is_within(quote, said)]
    return not within or any(name in part.block.planning.meets for name in within)


def _is_within(inner: Quote, outer: Quote) -> bool:
    """Is it a part of it, and not all?"""
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


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


def _capable(needs: Iterable[str], draft: Draft) -> Iterable[str]:
    able = [one for one in draft.parts.values() if any(need in one.block.planning.meets for need in needs)]
    return (part.id for part in able if not _is_for_operations(part, draft))


def _is_for_operations(part: Part, draft: Draft) -> bool:
    """The topic of an alarm tells those who run the system, whatever its users are told."""
    telling = tellers(part, draft)
    return bool(telling) and len(telling) == sum(target == part.id for _, target in draft.edges)


def tellers(part: Part, draft: Draft) -> list[Part]:
    """What watches over the system and tells of it through this part: alarms of their topic."""
    sources = [draft.parts[source] for source, target in draft.edges if target == part.id]
    return [
        one
        for one in sources
        if one.block.category == "operations"
        and one.block.planning.needs
        and part.block.name in one.block.planning.needs.out
    ]


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
