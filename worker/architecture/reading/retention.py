"""Tells whether a time that data is kept is the most (`keep only 6 months`) or the least (`keep for 7 years`)."""

import re

from worker.architecture.requirements import Quote

REACH = 40  # characters
_GOES = re.compile(
    r"\b(?:delet\w*|expir\w*|purg\w*|remov\w*|eras\w*|wip\w*|discard\w*|forget|only|just|no (?:more|longer) than|"
    r"not (?:more|longer) than|at most|maximum|up to|never (?:more|longer))\b",
    re.IGNORECASE,
)
_LEAST = re.compile(r"\b(?:at least|minimum|not? (?:be )?delet\w*|never delet\w*|before delet\w*)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:only|just|no (?:more|longer) than|at most|up to)\s*$", re.IGNORECASE)
_AFTER = re.compile(
    r"^\s*(?:only\b|at (?:the )?most\b|max(?:imum)?\b|(?:,|and|then|after which|old(?:er)?)[\s\w,]{0,25}?"
    r"\b(?:delet\w*|expir\w*|purg\w*|remov\w*|eras\w*|gone|goes?)\b)",
    re.IGNORECASE,
)


def is_expiry(text: str, quote: Quote) -> bool:
    """Is the data to go after the time that `quote` gives?"""
    before, after = text[max(0, quote.start - REACH) : quote.start], text[quote.end : quote.end + REACH]
    if _LEAST.search(before + quote.text):
        return False
    return bool(_GOES.search(quote.text) or _BEFORE.search(before) or _AFTER.match(after))
