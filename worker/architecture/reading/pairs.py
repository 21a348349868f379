"""Words that mean something together, wherever in a sentence they stand: `invoices … are parsed`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from worker.architecture.reading.phrases import Word
from worker.architecture.reading.vocabulary import load
from worker.architecture.requirements import FamilyName, Quote

_SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n")  # `send us reports; validate them` is one thought
_ENDINGS = ("ing", "ed", "es", "e", "s")


Sentence = list[tuple[Word, str]]
"""The words of one sentence, each with its root."""


@dataclass(frozen=True)
class Pair:
    """A sentence with one of the `things` and one of the `actions` speaks for a family with `weight`."""

    things: frozenset[str]
    actions: frozenset[str]
    weight: int


@dataclass(frozen=True)
class Found:
    """A pair that the text has, and the words from the one to the other."""

    pair: Pair
    quote: Quote


def split_sentences(text: str, words: list[Word]) -> list[Sentence]:
    """The words of the text by sentence."""
    sentences: list[Sentence] = [[]]
    for index, word in enumerate(words):
        if index and _SENTENCE_END.search(text[words[index - 1].end : word.start]):
            sentences.append([])
        sentences[-1].append((word, root_of(word.text)))
    return sentences


def find_pairs(text: str, sentences: list[Sentence], family: FamilyName) -> Iterator[Found]:
    """Each pair of the family at most once, where it stands first."""
    for pair in _pairs().get(family, ()):
        for sentence in sentences:
            thing = next((word for word, root in sentence if root in pair.things), None)
            action = next((word for word, root in sentence if root in pair.actions and word is not thing), None)
            if thing and action:
                start, end = min(thing.start, action.start), max(thing.end, action.end)
                yield Found(pair, Quote(text=text[start:end], start=start))
                break


@cache
def _pairs() -> dict[FamilyName, list[Pair]]:
    read = TypeAdapter(dict[FamilyName, list[Pair]]).validate_python(load("family_pairs"))
    return {family: [_rooted(pair) for pair in pairs] for family, pairs in read.items()}


def _rooted(pair: Pair) -> Pair:
    return Pair(frozenset(map(root_of, pair.things)), frozenset(map(root_of, pair.actions)), pair.weight)


def root_of(word: str) -> str:
    """The word without the ending of its form, roughly: it only has to be the same for both sides."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word
