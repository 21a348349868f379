"""Tells what a request names only because it is there today: `our on-premises Oracle`, `currently runs on EC2`."""

import re

from worker.architecture.requirements import Quote

_CHANGE = re.compile(
    r"\b(?:migrat|mov(?:e|es|ing)\b|re-?architect|re-?platform|moderni[sz]|replac|rebuil[dt]|rewrit|convert|switch|retir|"
    r"decommission|strangler)",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:on[\s-]?prem(?:ises)?|legacy|existing|current|self[\s-]?(?:hosted|managed)|old|ag(?:e)?ing)\s+"
    r"(?:(?!(?:by|via|with|over|through|using|to|into|and|or|from|in|on|for|at|network|gateway)\b)[\w.-]+\s+){0,2}$",
    re.IGNORECASE,
)
_RUNS_TODAY = re.compile(
    r"\b(?:currently|today|at present|right now)\b[^.;:]*\b(?:runs?|running|hosted|deployed|lives?|stored|built)\b|"
    r"\b(?:runs?|running|hosted|deployed|lives?|stored)\s+(?:currently|today)\b",
    re.IGNORECASE,
)
_RETIRED = re.compile(
    r"^[^.;:]{0,40}\b(?:(?:is|are|being|be)\s+(?:retired|replaced|phased out|switched off)|decommissioned)\b",
    re.IGNORECASE,
)
# `The migration of a 4 TB Oracle database to AWS`: what is moved is there already.
_MOVED = re.compile(
    r"\b(?:migrat(?:ion of|e|es|ing)|re-?platforming of|convert(?:s|ing)?)\s+(?:an?|the|our|its|their)\s+"
    r"(?:(?!(?:by|via|with|over|through|using|to|into|from|on|for|at)\b)[\w.,-]+\s+){0,4}$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;:!?]\s|\n\s*\n")


def speaks_of_change(text: str) -> bool:
    """Does the request take something from one place to another?"""
    return _CHANGE.search(text) is not None


def is_of_today(text: str, quote: Quote) -> bool:
    """Do the words around the mention say that it is what there is today, or what is being retired?"""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, quote.start)]
    before = text[ends[-1] if ends else 0 : quote.start]
    after = text[quote.end :]
    return any((_TODAY.search(before), _MOVED.search(before), _RUNS_TODAY.search(before), _RETIRED.match(after)))
