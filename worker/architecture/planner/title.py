"""Gives a design a title: what it is for, and what it mainly runs on, in at most 60 characters."""

import re
from collections.abc import Iterable

from worker.architecture.planner.rules import Family
from worker.architecture.reading.vocabulary import load
from worker.architecture.requirements import Requirements

LONGEST = 60  # characters
_OPENING = re.compile(
    r"(?:(?:perform|conduct|do|prepare|develop|write)\s+)?(?:an?|the|our|my|your|one|single)\s+(?=\w)", re.IGNORECASE
)
_PRAISE = re.compile(
    r"(?:(?:fully|highly|production|enterprise|well|truly)[\s-]+)?(?:production[\s-](?:grade|ready)|enterprise[\s-]grade|scalable|secure|"
    r"available|robust|resilient|reliable|modern|simple|basic|small|functional|complete|comprehensive|cost[\s-]optimi[sz]ed|"
    r"cost[\s-]effective|well[\s-]architected|best[\s-]practice|performant|new|proper),?\s+(?:and\s+)?(?=\w)",
    re.IGNORECASE,
)
_CLOUD = re.compile(
    r"\s+(?:on|in|to|using)\s+(?:the\s+)?(?:AWS|Amazon Web Services)(?:\s+cloud)?(?=[\s,.;:]|$)(?!\s+[A-Z])"
)
_WORK = re.compile(
    r"\s+(?:architecture|infrastructure|environment|solution|setup)\b(?:\s+for\s+(?P<whom>.*)|.*)", re.IGNORECASE
)
_WEAK = frozenset(
    {"aws", "cloud", "serverless", "automated", "web", "backend", "compliant", "multi-region", "lab", "test"}
)
"""Words that leave open what the system is."""
_CLAUSE = re.compile(
    r"[,;:.]\s|\s[\u2013\u2014-]\s|\s\(|\s(?:with|where|that|which|who|using|so that|when|whose|and then|by|as|moving|"
    r"at|via|while|ingesting|serving|connecting|handling|running|"
    r"used (?:for|by|to|in|as|on)|designed|integrated|consisting|including|across|"
    r"to (?:enable|allow|support|provide|manage|store|host|monitor|automate|deploy|handle|process|serve|run))\s",
    re.IGNORECASE,
)
_WHOM = re.compile(r"\s(?:for|of|from|into|in|to)\s(?!.*\s(?:for|of|from|into|in|to)\s).*", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:when|whenever|if|once|as soon|after|before|while|each time|every time|(?:we|i|it|there)(?:['\u2019]\w+)?|"
    r"this|these|our \w+ (?:\w+ly )?(?:is|are|has|have|runs?|uses?))\s",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:get(?:ting)?|be) rid of\s|(?:clos|leav)(?:e|ing)\s|(?:shut(?:ting)?|turn(?:ing)?) (?:down|off)\s",
    re.IGNORECASE,
)
"""Of what there is no design: it is to be no more."""
_SAYS_WHERE = re.compile(r"\son\s(?:[A-Z]|containers)[\w-]*$")
_ORDER = re.compile(
    r"(?:migrat|mov|connect|import|compar|train|host|run|convert|extend|replac|evaluat|assess|analy[sz]|add|upgrad|audit)(?:e|y)?\s",
    re.IGNORECASE,
)


_MOVE = re.compile(
    r"(?:migrate|move|host|run|rehost|replatform|re-platform|modernize|modernise|shift)\s+"
    r"(?:(?:all|of|our|an?|the|my|your|existing|current|legacy)\s+)+(?=\w)",
    re.IGNORECASE,
)
"""What is moved is what the design is of."""


_TELLS = re.compile(
    r"(?:(?:hi|hello|hey|good \w+)\b[\s,.!]+)?"
    r"(?:(?:we|i)\b|help (?:us|me)|(?:can|could|would|will) you|looking for\b|something\b|"
    r"(?:our|my|an?|the) (?:[\w-]+ ){1,3}?(?=wants?\b|would like\b)|"
    r"(?:our|my) (?:company|firm|business|team|department|organi[sz]ation|startup|start-up|agency|client|boss)\b)",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:wants?|needs?|would like|(?<=['\u2019])d like|looking for|build(?:ing)?|develop(?:ing)?|creating|planning|"
    r"help (?:us|me)|something(?= (?:for|to)\b))(?:\s*,[^,]{1,40},)?\s+(?:(?:for|with)\s+)?"
    r"(?:to\s+(?:build|have|create|make|set up|develop|design|get|launch|start)\s+|(?:to\s+)?build\s+|(?:us|me)\s+)?"
    r"(?:(?:a |the |some )?(?:way|place|system|something|thing|solution|tool)\s+"
    r"(?:for\s+|(?=to\s)|(?:where|in which) we can\s+))?"
    r"(?P<to>to\s+)?(?:(?:an?|the|our|my|some)\s+)?(?P<what>[a-z].+)",
    re.IGNORECASE,
)
"""What is wanted, behind whom it is told by."""
_ACT = re.compile(r"(?:let|allow|enable|give|collect|sell|send|keep|handle|manage|serve)\s", re.IGNORECASE)
"""Purposes that begin with what is to be done, by verbs that are no nouns."""
_DOUBLED = re.compile(
    r"(?:let|get|run|put|cut|set|stop|scan|plan|ship|swap|log|map|tag|chat|spot|bet|sit|split|submit)$", re.I
)


def title_of(requirements: Requirements, family: Family, blocks: dict[str, str]) -> str:
    """`Patient portal on Fargate and Aurora`. `blocks` are those of the components, by id, which is that of a role."""
    said = _name(requirements.purpose)
    name = said or family.title
    tail = _services(name, (blocks[role] for role in family.told_by if role in blocks))
    if not said or _ORDER.match(name):
        tail = ""
    bare = _WHOM.sub("", name)
    # A word alone says too little of what the system is for.
    bare = bare if " " in bare else name
    for title in (name + tail, bare + tail, name, bare):
        if len(title) <= LONGEST:
            return title
    return bare[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST].rstrip(" ,;:-") or family.title


def _name(purpose: str) -> str:
    """The noun phrase that the purpose begins with; "" where it begins with none."""
    text = _wanted(" ".join(purpose.replace("{{resolve:", "").split()))
    if _NO_NAME.match(text) or _END.match(text):
        return ""
    text = _OPENING.sub("", text, count=1) if _OPENING.match(text) else text
    while praise := _PRAISE.match(text):
        text = text[praise.end() :]
    text = _without_work(_CLOUD.sub("", text))
    clause = _CLAUSE.search(text, 8)
    text = (text[: clause.start()] if clause else text).strip(" .,;:\u2026-")
    # `Migrate our shop to containers` loses its sense without the verb.
    text = text if " to " in text else _MOVE.sub("", text, count=1)
    return text[:1].upper() + text[1:]


def _wanted(text: str) -> str:
    """`We're a museum and want audio guides` is of audio guides, `something to track our trucks` of tracking them."""
    if _ACT.match(text):
        return _doing(text)
    found = _WANTS.search(text) if _TELLS.match(text) else None
    if found is None:
        return text
    return _doing(found["what"]) if found["to"] else found["what"]


def _doing(words: str) -> str:
    """`track our trucks` → `Tracking our trucks`."""
    verb, _, rest = words.partition(" ")
    if _DOUBLED.match(verb):
        verb += verb[-1]
    elif verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        verb = verb[:-1]
    return f"{verb}ing {rest}".strip()


def _without_work(text: str) -> str:
    """`Data lake architecture for …` is a data lake; `cloud infrastructure for a clinic` is what the clinic gets."""
    work = _WORK.search(text)
    if work is None:
        return text
    head = text[: work.start()].split()
    if head and head[-1].lower() not in _WEAK and not head[-1].lower().endswith("-compliant"):
        return " ".join(head) if len(head) > 1 else text
    whom = _OPENING.sub("", work["whom"], count=1) if work["whom"] else ""
    return whom or text


def _services(name: str, blocks: Iterable[str]) -> str:
    """` on Fargate and Aurora`: at most two that the name does not say already."""
    known = (load("short_names").get(block, "") for block in blocks)
    told = [short for short in dict.fromkeys(known) if short and short.lower() not in name.lower()][:2]
    joint = "and" if _SAYS_WHERE.search(name) else "on"
    return f" {joint} {' and '.join(told)}" if told else ""
