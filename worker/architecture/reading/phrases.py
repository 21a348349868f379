"""Finds known phrases in free text, in time linear in the text, and tells where they stand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from worker.architecture.requirements import Quote

Meaning = TypeVar("Meaning")

WORD = re.compile(r"[^\W_]+(?:[\u2019'](?:s|t|re|ve|ll|d))?")
# What may stand between two words of one phrase: `Lambda@Edge`, `CI/CD`, `three-tier`, `step_functions`.
GAP = re.compile(r"[\s\-\u2010-\u2013_/@&.+]{1,3}")
SENTENCE_END = re.compile(r"[.;:!?]\s|\n\s*\n")


@dataclass(frozen=True)
class Word:
    """A word of the text, in lower case, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Match(Generic[Meaning]):
    """A phrase found in the text."""

    meaning: Meaning
    quote: Quote


def split_words(text: str) -> list[Word]:
    """Every word with its offsets. Offsets count characters of `text` as it is."""
    return [Word(m[0].lower(), m.start(), m.end()) for m in WORD.finditer(text)]


def normal_form(phrase: str) -> str:
    """The phrase as it is compared: lower case, singular, single spaces."""
    return " ".join(_stem(word.text) for word in split_words(phrase))


class PhraseBook(Generic[Meaning]):
    """Phrases and what they mean. Longer phrases win; upper case and plurals do not matter."""

    def __init__(self, phrases: Mapping[str, Meaning]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)
        for phrase, meaning in phrases.items():
            words = tuple(_stem(word.text) for word in split_words(phrase))
            if words:
                self._by_first[words[0]].append((words, meaning))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str, words: list[Word] | None = None) -> Iterator[Match[Meaning]]:
        """Matches from left to right; they do not overlap."""
        words = split_words(text) if words is None else words
        position = 0
        while position < len(words):
            found = self._longest_at(text, words, position)
            if found is None:
                position += 1
                continue
            length, meaning = found
            start, end = words[position].start, words[position + length - 1].end
            yield Match(meaning, Quote(text=text[start:end], start=start))
            position += length

    def _longest_at(self, text: str, words: list[Word], position: int) -> tuple[int, Meaning] | None:
        for phrase, meaning in self._by_first.get(_stem(words[position].text), ()):
            window = words[position : position + len(phrase)]
            if len(window) == len(phrase) and _same(phrase, window) and _close(text, window):
                return len(phrase), meaning
        return None


def _same(phrase: tuple[str, ...], window: Iterable[Word]) -> bool:
    return all(_stem(word.text) == expected for expected, word in zip(phrase, window, strict=True))


def _close(text: str, window: list[Word]) -> bool:
    gaps = (text[left.end : right.start] for left, right in pairwise(window))
    joints = zip(gaps, window, strict=False)
    return all(GAP.fullmatch(gap) and (len(left.text) == 1 or not SENTENCE_END.match(gap)) for gap, left in joints)


_NO_PLURALS = frozenset({"windows"})  # the system; a maintenance window is something else


def _stem(word: str) -> str:
    """The singular, roughly: it only has to be the same for both sides."""
    word = word.removesuffix("\u2019s").removesuffix("'s")
    if word in _NO_PLURALS:
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
