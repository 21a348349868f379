"""Finds what a message speaks of: services of the catalogue, services that it lacks, and what “it” stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.agents.talk.state import Said
from worker.architecture.catalogue import Catalogue
from worker.architecture.reading.facts import read_capabilities
from worker.architecture.reading.phrases import PhraseBook, normal_form, split_words
from worker.architecture.reading.senses import means_something_else
from worker.architecture.reading.services import read_services

LOOK_BACK = 6
"""Utterances in which what “it” stands for is looked for."""
_BOOKS: dict[int, tuple[Catalogue, PhraseBook[str]]] = {}
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Subject:
    """A service that is spoken of. `block` is empty where the catalogue has none of it."""

    title: str
    block: str
    words: str
    note: str = ""
    substitute: bool = False


def subjects_of(text: str, catalogue: Catalogue) -> tuple[Subject, ...]:
    """Services that the text names, wanted or not, in its order; else the blocks that do best what it asks for."""
    named = read_services(text, split_words(text), catalogue)
    found = [
        Subject(
            one.title or one.quote.text,
            one.block,
            one.quote.text,
            " ".join(filter(None, (one.note, one.why))),
            one.substitute,
        )
        for one in sorted(named, key=lambda one: one.quote.start)
    ]
    return tuple({(one.title, one.block): one for one in found}.values())


def needs_of(text: str, catalogue: Catalogue) -> tuple[Subject, ...]:
    """Blocks by their plainest names, `a queue`, `login`; else the one that is taken first for what is asked for."""
    plain = {
        match.meaning: match.quote.text
        for match in _names(catalogue).find(text)
        if not means_something_else(text, match.quote)
    }
    for one in read_capabilities(text, split_words(text)):
        ranked = blocks_for(one.name, catalogue)
        if ranked and not any(one.quote.text.lower() in words.lower() for words in plain.values()):
            plain.setdefault(ranked[0], one.quote.text)
    return tuple(Subject(catalogue.block(name).title, name, words) for name, words in plain.items())


def all_subjects(text: str, catalogue: Catalogue) -> tuple[Subject, ...]:
    """Services by name, and those that plain names such as `a cache` stand for, in the order of the text."""
    named = subjects_of(text, catalogue)
    taken = {one.words.lower() for one in named}
    blocks = {one.block for one in named}
    beside = [
        one
        for one in needs_of(text, catalogue)
        if one.block not in blocks and not any(one.words.lower() in words for words in taken)
    ]
    return tuple(sorted((*named, *beside), key=lambda one: text.lower().find(one.words.lower())))


def _names(catalogue: Catalogue) -> PhraseBook[str]:
    """Every name of every block, also those that requests use for a need that any block may meet."""
    if id(catalogue) not in _BOOKS:
        book = {
            normal_form(name): block.name
            for block in reversed(list(catalogue.blocks.values()))
            for name in (block.name.replace("_", " "), block.title, *block.names)
        }
        _BOOKS[id(catalogue)] = (catalogue, PhraseBook(book))
    return _BOOKS[id(catalogue)][1]


def blocks_for(capability: str, catalogue: Catalogue) -> list[str]:
    """Blocks that meet a capability, the one that is taken first in front."""
    meeting = [
        (block.planning.meets[capability], name)
        for name, block in catalogue.blocks.items()
        if capability in block.planning.meets
    ]
    return [name for _, name in sorted(meeting)]


def spoken_of(transcript: Sequence[Said], catalogue: Catalogue) -> tuple[Subject, ...]:
    """What “it” and “that” stand for: the service that the last answer was about, else what the user named last."""
    answer = next((said for said in reversed(transcript) if said.role == "assistant"), None)
    if answer and (found := about_of(answer.text, catalogue)):
        return found
    for said in list(reversed(transcript))[:LOOK_BACK]:
        if said.role == "user" and (found := subjects_of(said.text, catalogue) or needs_of(said.text, catalogue)):
            return found
    return ()


def about_of(answer: str, catalogue: Catalogue) -> tuple[Subject, ...]:
    """The service that an answer has in bold where it begins; none for an answer about a design."""
    for line in answer.splitlines()[:4]:
        if (match := _BOLD.search(line)) and match.start() == 0:
            return subjects_of(match[1], catalogue)[:1] if not match[1].startswith("Why") else ()
    return ()
