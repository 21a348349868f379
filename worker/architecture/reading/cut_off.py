"""Reads whether a system is to have no way out to the internet."""

import re

_NO_WAY_OUT = re.compile(
    r"\bair[\s-]?gapped\b|"
    r"\b(?:no|without(?: any)?|zero)\s+(?:public\s+|outbound\s+|direct\s+)?internet\s+(?:access|connectivity|egress)\b|"
    r"\bno (?:connection|route|way out) to the (?:public )?internet\b|"
    r"\b(?:no|without)\s+(?:an?\s+|any\s+)?(?:nat|internet)\s+gateways?\b|"
    r"\b(?:nothing|none of (?:it|them))\b[^.;]{0,30}\b(?:reach(?:es)?|access(?:es)?|connects? to)\s+the\s+internet\b",
    re.IGNORECASE,
)
# A database without a way out says nothing of the services before it.
_STORE = re.compile(r"\b(?:databases?|rds|aurora|data tier|data layer|redis|elasticache|redshift)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?]\s|\n\s*\n")


def has_no_way_out(text: str) -> bool:
    """Does a sentence say that what runs reaches no internet? `RDS without internet access` says it of a store."""
    return any(_NO_WAY_OUT.search(sentence) and not _STORE.search(sentence) for sentence in _SENTENCE_END.split(text))
