"""Reads whether a system, or which of its networks, is to have no way out to the internet."""

import re
from collections.abc import Iterable, Sequence

from worker.architecture.reading.networks import spellings_of

_NO_WAY_OUT = re.compile(
    r"\bair[\s-]?gapped\b|"
    r"\b(?:no|without(?: any)?|zero)\s+(?:public\s+|outbound\s+|direct\s+)?internet\s+(?:access|connectivity|egress)\b|"
    r"\bno (?:connection|route|way out) to the (?:public )?internet\b|"
    r"\b(?:no|without)\s+(?:an?\s+|any\s+)?(?:nat|internet)\s+gateways?\b|"
    r"\b(?:nothing|none of (?:it|them))\b[^.;]{0,30}\b(?:reach(?:es)?|access(?:es)?|connects? to)\s+the\s+internet\b|"
    r"\b(?:(?:must|may|should|can|shall|do|does|will)(?:\s?not|n['\u2019]t|\s+never)|"
    r"(?:is|are)(?: not|n['\u2019]t) allowed to|never)\s+"
    r"(?:be able to\s+)?(?:have|get|reach|access|talk to|connect to|go to|see|touch)\s+(?:any\s+|the\s+)?"
    r"(?:public\s+|outbound\s+|direct\s+)?internet\b(?!\s+gateway)",
    re.IGNORECASE,
)
# A database without a way out says nothing of the services before it.
_STORE = re.compile(r"\b(?:databases?|rds|aurora|data tier|data layer|redis|elasticache|redshift)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?]\s|\n\s*\n")
_CLAUSE_END = re.compile(r"[,:]\s|\b(?:but|while|whereas|with)\b", re.IGNORECASE)


def has_no_way_out(text: str, networks: Sequence[str] = ()) -> bool:
    """Does a sentence say that what runs reaches no internet? `RDS without internet access` says it of a store.

    Of several `networks` it must be said of all, by naming none.
    """
    return any(not named for named in _refusals(text, networks))


def networks_without_way_out(text: str, networks: Sequence[str]) -> frozenset[str]:
    """Those of the networks, by their names, that reach no internet."""
    refusals = list(_refusals(text, networks))
    return frozenset(networks) if any(not named for named in refusals) else frozenset().union(*refusals)


def _refusals(text: str, networks: Sequence[str]) -> Iterable[frozenset[str]]:
    """For each sentence that refuses a way out the networks that it is of; empty for all."""
    for sentence in _SENTENCE_END.split(text):
        match = _NO_WAY_OUT.search(sentence)
        if match and not _STORE.search(sentence):
            after = re.match(
                r"\s+(?:from|in|for|inside|within|out of|at)\s[^,;:]*", sentence[match.end() :], re.IGNORECASE
            )
            before = _CLAUSE_END.split(sentence[: match.start()])[-1]
            yield _named_in(after[0] if after else "", networks) or _named_in(before, networks)


def _named_in(words: str, networks: Sequence[str]) -> frozenset[str]:
    return frozenset(
        name
        for name in networks
        if any(re.search(rf"\b{re.escape(spelling)}\b", words, re.IGNORECASE) for spelling in spellings_of(name))
    )
