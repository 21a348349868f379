"""Reads plain facts: capabilities, region, environment, compliance."""

import re
from collections.abc import Container, Iterable

from worker.architecture.reading.family import asks_for_parts
from worker.architecture.reading.negation import is_excluded
from worker.architecture.reading.phrases import Word
from worker.architecture.reading.senses import means_something_else
from worker.architecture.reading.vocabulary import load, meanings, places
from worker.architecture.requirements import Capability, Measure, Quote, Stated

_REGION_CODE = re.compile(
    r"(?<![\w-])(?:us|eu|ap|ca|sa|me|af|il|mx|us-gov)-(?:[a-z]+-)?[a-z]+-\d(?![\d-])", re.IGNORECASE
)
# A city is a region only where the words before it speak of a place: `in Frankfurt`, not `flights to Paris`.
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:(?:deploy|deployed|deploying|migrate|move|host) to|in|near|from|at|across|within|regions?|aws|and|or|"
    r"between|hosted|located|for)\b|[(,:/+-])"
    r"\s*(?:the\s+)?(?:aws\s+)?$",
    re.IGNORECASE,
)
# `Nothing may leave Germany`, `no component outside the EU`: the refusal is of everywhere else.
_BOUND_BEFORE = re.compile(r"\b(?:outside(?: of)?|leav(?:e|es|ing)|beyond)\s+(?:the\s+)?$", re.IGNORECASE)


def read_capabilities(text: str, words: list[Word]) -> tuple[Capability, ...]:
    """What the system must do, each once, in the order of the text. What is ruled out is left out."""
    found: dict[str, Capability] = {}
    matches = [
        match for match in meanings("capabilities").find(text, words) if not means_something_else(text, match.quote)
    ]
    mentions = [match.quote for match in matches]
    for match in matches:
        if match.meaning not in found and not is_excluded(text, match.quote, mentions):
            found[match.meaning] = Capability(name=match.meaning, quote=match.quote)
    return tuple(found.values())


def read_regions(text: str, words: list[Word]) -> list[Stated]:
    """Every region the text names, the surest first: codes, cities, then broad names. Each region once."""
    known = load("regions")
    codes = [
        Stated(value=match[0].lower(), quote=Quote(text=match[0], start=match.start()))
        for match in _REGION_CODE.finditer(text)
        if match[0].lower() in known
    ]
    spelled = [match for match in places().find(text, words) if _is_place(text, match.quote)]
    narrow = [Stated(value=match.meaning.region, quote=match.quote) for match in spelled if not match.meaning.broad]
    broad = [Stated(value=match.meaning.region, quote=match.quote) for match in spelled if match.meaning.broad]
    unique: dict[str, Stated] = {}
    for stated in [*codes, *narrow, *([] if codes or narrow else broad)]:
        if _bounds(text, stated.quote) or not is_excluded(text, stated.quote):
            unique.setdefault(stated.value, stated)
    return list(unique.values())


def _is_place(text: str, quote: Quote) -> bool:
    before, after = text[max(0, quote.start - 40) : quote.start], text[quote.end : quote.end + 10]
    if re.search(r"(?:^|[.;\n])\s*$", before) and re.match(r"\s*(?:[.;\n]|$)", after):
        return True  # a sentence of its own: `… the day before. Ireland.`
    return _PLACE_BEFORE.search(before) is not None or after.lower().startswith(" region") or _bounds(text, quote)


def _bounds(text: str, quote: Quote) -> bool:
    return _BOUND_BEFORE.search(text[max(0, quote.start - 40) : quote.start]) is not None


def is_broad(stated: Stated) -> bool:
    """Was the region read from a name that covers several (`Europe`)?"""
    return stated.quote.text.lower() not in load("regions") and all(
        match.meaning.broad for match in places().find(stated.quote.text)
    )


def read_environment(text: str, words: list[Word]) -> Stated | None:
    """production, staging or development."""
    return next(iter(_stated("environments", text, words)), None)


def read_compliance(text: str, words: list[Word]) -> tuple[Stated, ...]:
    """The frameworks that the request names, each once."""
    return tuple(_stated("compliance", text, words))


def implied_capabilities(compliance: Iterable[Stated], known: Iterable[Capability]) -> tuple[Capability, ...]:
    """What the frameworks ask of every design, and the request has not asked for itself; quoted by the framework."""
    found = {one.name: one for one in known}
    asked = set(found)
    for framework in compliance:
        for name in load("compliance_capabilities").get(framework.value, ()):
            found.setdefault(name, Capability(name=name, quote=framework.quote))
    return tuple(one for name, one in found.items() if name not in asked)


def watched_budget(measures: Iterable[Measure], text: str, known: Container[str]) -> tuple[Capability, ...]:
    """A budget that the request gives is watched; a template of certain parts has those alone."""
    stated = next((one for one in measures if one.quantity == "budget_usd_per_month"), None)
    if stated is None or not stated.quote.text or "cost_alerts" in known or asks_for_parts(text):
        return ()
    return (Capability(name="cost_alerts", quote=stated.quote),)


def read_preferences(text: str, words: list[Word]) -> tuple[Stated, ...]:
    """How the team likes to work, each once."""
    return tuple(_stated("preferences", text, words))


def _stated(vocabulary: str, text: str, words: list[Word]) -> list[Stated]:
    unique: dict[str, Stated] = {}
    for match in meanings(vocabulary).find(text, words):
        if not is_excluded(text, match.quote) and not means_something_else(text, match.quote):
            unique.setdefault(match.meaning, Stated(value=match.meaning, quote=match.quote))
    return list(unique.values())
