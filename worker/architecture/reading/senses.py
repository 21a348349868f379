"""Tells where a word that names a service or a need means something else: x-ray images, shipping containers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from worker.architecture.reading.phrases import normal_form
from worker.architecture.reading.vocabulary import load
from worker.architecture.requirements import Quote

REACH = 4  # words to either side
_SENTENCE_END = re.compile(r"[.;:!?]\s|\n\s*\n")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Senses:
    """What tells that the other thing is meant; see vocabulary/other_senses.yaml."""

    near: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    only_with: re.Pattern[str] | None
    singular: bool


def means_something_else(text: str, quote: Quote) -> bool:
    """Do the words around the mention, or the request as a whole, say that no service and no need is meant?"""
    senses = _senses().get(normal_form(quote.text))
    if senses is None or (senses.unless and senses.unless.search(_without(text, quote))):
        return False
    if senses.singular and quote.text.endswith("s"):
        return True
    if senses.near and senses.near.search(_neighbours(text, quote)):
        return True
    rest = _without(text, quote)
    if senses.only_with and not senses.only_with.search(rest):
        return True
    return bool(senses.anywhere and senses.anywhere.search(rest))


def _without(text: str, quote: Quote) -> str:
    return f"{text[: quote.start]} {text[quote.end :]}"


def _neighbours(text: str, quote: Quote) -> str:
    """The words of its sentence next to the mention, in the order of the text."""
    before = _SENTENCE_END.split(text[max(0, quote.start - 80) : quote.start])[-1]
    after = _SENTENCE_END.split(text[quote.end : quote.end + 80])[0]
    return " ".join([*_WORD.findall(before)[-REACH:], "|", *_WORD.findall(after)[:REACH]])


@cache
def _senses() -> dict[str, _Senses]:
    return {normal_form(phrase): _read(kinds) for phrase, kinds in load("other_senses").items()}


def _read(kinds: dict[str, Any]) -> _Senses:
    return _Senses(
        near=_any_of(kinds.get("near", ())),
        anywhere=_any_of(kinds.get("anywhere", ())),
        unless=_any_of(kinds.get("unless", ())),
        only_with=_any_of(kinds.get("only_with", ())),
        singular=bool(kinds.get("singular")),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Short words whole, longer ones with any ending (`radiolog`); a hyphen may stand for a space."""
    parts = [re.escape(word).replace(r"\ ", r"[\s-]+") + (r"s?\b" if len(word) < 6 else "") for word in words]
    # `| native` begins where the mention stands, which is no word.
    return re.compile(rf"(?:\b|(?=\|))(?:{'|'.join(parts)})", re.IGNORECASE) if parts else None
