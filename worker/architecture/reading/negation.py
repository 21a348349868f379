"""Tells whether a mention is wanted or ruled out: `no Lambda`, `without X or Y`, `Lambda must not be used`."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from worker.architecture.requirements import Quote

REACH = 120  # characters; a refusal further away than this belongs to something else
MENTION = "\x00"  # stands for another mention in the window; cannot occur in a word

_DATA = r"data|messages?|events?|records?|rows?|files?|objects?|logs?|images?|documents?|traffic|packages?|metrics?"
_NEGATORS = (
    r"no|not|never|without|avoid(?:ing)?|exclud(?:e|ing)|except(?: for)?|instead of|rather than|other than|"
    r"neither|nor|no need (?:for|of)|(?:do|does|wo|ca|must|should|is|are)n['\u2019]?t|cannot|"
    r"compared(?: to| with)?|considered|evaluated|looked at|decided against|ruled out|rejected|outgr(?:ew|own)|"
    r"away from|get(?:ting)? rid of|drop(?:ping)?|replac(?:e|es|ing)|"
    # People move and come from somewhere; `secrets come from`, `moves records from` tell where data flows.
    rf"(?:migrat|switch|mov)(?:e|es|ed|ing)(?: (?!(?:{_DATA})\b)\w+){{0,3}} (?:from|off)|"
    r"(?:(?:we|who|they|team|company)(?:['\u2019]re)? (?:\w+ )?|^\s*)com(?:e|es|ing)(?: \w+){0,2} (?:from|off)"
)
_FILLERS = (
    r"use|using|used|want|need|have|having|be|being|is|to|any|a|an|the|of|our|my|your|own|with|like|rely|relying|on|"
    r"depend|depending|run|running|manag(?:e|ing)|operat(?:e|ing)|maintain(?:ing)?|deploy|deploying|introduce|"
    r"include|including|involve|involving|add|adding|existing|current|legacy|old|aws|amazon|managed|for|it|in"
)
_LISTED = rf"(?:{MENTION}(?:[\s,/&(\"'`]+(?:or|nor|and|a|an|the|any|{MENTION}))*[\s,/&(\"'`]*)?"
_BEFORE = re.compile(
    rf"(?:^|[^\w\u2019'])(?:{_NEGATORS})(?:[\s(\"'`-]+(?:{_FILLERS}))*[\s(\"'`-]+{_LISTED}$", re.IGNORECASE
)
# `Instead of Lambda, ECS` and `Without Kubernetes, ECS`: a comma alone does not carry a preposition on.
_COMMA_ONLY = re.compile(rf"(?:^|\W)(?:instead of|rather than|without)\W[^,]*{MENTION}\s*,\s*$", re.IGNORECASE)
_AFTER = re.compile(
    r"^\W{0,3}(?:functions?|instances?|service|clusters?|tables?)?\W{0,2}"
    r"(?:(?:is|are|must|should|shall|can|may|will|was|were)\s*(?:not|never)|"
    r"(?:isn|aren|mustn|shouldn|can|won|wasn)['\u2019]?t|cannot)"
    r"\s+(?:be\s+)?(?:\w+ly\s+)?(?:used|allowed|permitted|needed|required|wanted|acceptable|an option|approved)"
    r"|^\W{0,3}(?:(?:is|are|was|were) )?not (?:\w+ly )?(?:needed|required|wanted|necessary|applicable|relevant)\b"
    r"|^[- ]free\b(?! tier)"
    r"|^\W{0,3}(?:is|are)\s+(?:forbidden|prohibited|banned|excluded|ruled out|off the table)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;:!?]\s|\n\s*\n|\bbut\b|\bonly\b", re.IGNORECASE)
# `migrate from MySQL to DynamoDB`, `replace EC2 with Lambda`: what follows is wanted.
_REVERSAL = re.compile(r"\b(?:to|with|by|into)\s*$", re.IGNORECASE)


def is_excluded(text: str, quote: Quote, mentions: Sequence[Quote] = ()) -> bool:
    """Is the mention at `quote` ruled out by the words around it?

    `mentions` are the other things named in the text, in its order, so that a refusal reaches through a list of them.
    """
    end = quote.start + len(quote.text)
    if _AFTER.match(text[end : end + REACH]):
        return True
    window = _window(text, quote, mentions)
    if MENTION in window and (_REVERSAL.search(window) or _COMMA_ONLY.search(window)):
        return False
    return _BEFORE.search(window) is not None


def _window(text: str, quote: Quote, mentions: Sequence[Quote]) -> str:
    begin = max(0, quote.start - REACH)
    window = text[begin : quote.start]
    nearest = bisect_left(mentions, quote.start, key=lambda other: other.start)
    for other in reversed(mentions[:nearest]):
        if other.start < begin:
            break
        left, right = other.start - begin, other.start + len(other.text) - begin
        if left >= 0 and right <= len(window):
            window = window[:left] + MENTION * (right - left) + window[right:]
    for clause in list(_CLAUSE_END.finditer(window))[-1:]:
        window = window[clause.end() :]
    return re.sub(f"{MENTION}+", MENTION, window)
