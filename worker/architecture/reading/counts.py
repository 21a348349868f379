"""Reads how many of a service a request asks for: `three SQS queues`, `2 EC2 t3.medium instances`."""

import re

from worker.architecture.requirements import Quote

MOST = 6
"""More than this are members of one component (servers of a group, tasks of a service), not components."""

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NOT_BETWEEN = (
    r"(?!(?:and|or|in|of|with|for|to|per|by|on|at|the|a|an|availability|zones?|azs?|regions?|days?|hours?|minutes?|seconds?|"
    r"months?|weeks?|years?|[kmgt]b|users?|customers?|requests?|events?|percent|million|vcpus?|million|node|tier|way|"
    r"step|phase|factor|account)\b)"
)
_BEFORE = re.compile(
    rf"(?:^|[\s(\"“])(?P<count>{'|'.join(_NUMBERS)}|[2-6])(?:\s?[x\u00d7])?\s+(?:{_NOT_BETWEEN}[A-Za-z][\w.-]*\s+){{0,2}}$",
    re.IGNORECASE,
)
_PLURAL_AFTER = re.compile(
    r"^\s+(?:[\w.]+\s+)?(?:instances|functions|queues|tables|buckets|roles|servers|clusters|topics|services|databases|nodes|"
    r"groups|volumes|streams|pipelines|domains|repositories|keys|secrets|alarms|endpoints|groups|subscriptions)\b",
    re.IGNORECASE,
)
REACH = 60
_OF_TODAY = re.compile(
    r"\b(?:on[\s-]?prem(?:ises)?|current(?:ly)?|existing|today|at present|legacy|runs on)\b", re.IGNORECASE
)
"""What there is already, somewhere else, is no order for as many."""
_SENTENCE_END = re.compile(r"[.;!?]\s|\n\s*\n")


def count_of(text: str, quote: Quote) -> int:
    """How many, 1 where the words say nothing of it or more than `MOST`."""
    before = _BEFORE.search(text[max(0, quote.start - REACH) : quote.start])
    if not before or _OF_TODAY.search(_sentence_before(text, quote)):
        return 1
    plural = quote.text.endswith("s") or _PLURAL_AFTER.match(text[quote.end : quote.end + REACH])
    word = before["count"].lower()
    return (_NUMBERS.get(word) or int(word)) if plural else 1


def _sentence_before(text: str, quote: Quote) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, quote.start)]
    return text[ends[-1] if ends else 0 : quote.start]
