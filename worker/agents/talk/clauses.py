"""Brings what follows `what if` into the form of an instruction that the engine's revision reads."""

import re

_LEADING = re.compile(
    r"^\W*(?:(?:we|i|you|they|it|there|this|that|the (?:design|system|whole thing|app|application|site))\s+(?:also\s+)?"
    r"(?:(?:would|will|should|could|can|might|must|need to|needs to|want to|wanted to|have to|had to|decide to|"
    r"are going to)\s+)?"
    r"(?:(?:have|has|had|get|got|were|was|are|is|be|expect|expected|serve|served)\s+(?!to\b))?)",
    re.IGNORECASE,
)
_PAST = {
    "dropped": "drop", "removed": "remove", "added": "add", "used": "use", "moved": "move", "switched": "switch",
    "replaced": "replace", "went": "go", "ran": "move", "run": "move", "runs": "move", "made": "make", "took": "use",
    "doubled": "double", "tripled": "triple", "kept": "keep", "lost": "drop", "chose": "use", "deployed": "move",
    "left": "leave", "deploy": "move", "uses": "use", "host": "move", "hosted": "move",
}  # fmt: skip
_GROWS = re.compile(
    r"^(?:the |our )?(?P<what>users?|customers?|visitors?|requests?|events?|files?|devices?|traffic|load|budget)\b.*?"
    r"\b(?:to|at|of|is|was|were|are)\s+(?P<much>(?:usd|eur|\$|€)?\s*[\d.,]+\s*(?:k|m|bn|thousand|million|billion)?\b.*)$",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"^(?:the |our )?(?P<what>traffic|load|users?|number of users|requests?|volume|visitors?|events?)\s+"
    r"(?P<how>doubles?|triples?|halves?|doubled|tripled|halved|(?:grows?|goes up|increases?|rises?)\s+(?:by )?"
    r"(?:a factor of )?"
    r"(?P<times>\d+)(?:x| times|-?fold)?|(?:is|was|were|are)\s+(?P<more>\d+|ten|twice)(?:x| times)?.*)$",
    re.IGNORECASE,
)
_WORDS = {"doubl": "double", "tripl": "triple", "halv": "halve"}
_NUMBERS = {"ten": "10", "twice": "2"}
_RECOMMEND = re.compile(
    r"^\W*(?:what|which)\b[^.?!]{0,40}\b(?:recommend|suggest|advise|propose)\w*\s+(?:me |us )?for\s+", re.IGNORECASE
)
_CAN_YOU = re.compile(
    r"^\W*(?:please\s+)?(?:(?:can|could|would|will) you(?: please)?|"
    r"how (?:would|should|could|can|do) (?:you|i|we)(?: best)?)\s+"
    r"(?=(?:design|build|plan|make|create|propose|architect|set up|host|implement|run)\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:(?:if|when|that|actually|and|also|then|please|so|but|ok(?:ay)?|well|yes|no|right|good|now)\b[\s,:]+)*",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"^(?:the |our )?(?P<what>.+?)\s+(?:is|was|were|are)\s+(?:gone|removed|dropped|left out|not there)$", re.I
)
_NO = re.compile(r"^(?:(?:have|has|had|use|used|there (?:is|was|were))\s+)?no\s+(?P<what>.+)$", re.IGNORECASE)


_LEFT_OUT = re.compile(
    r"^(?:(?:leave out|omit|exclude|scrap|ditch|do away with|kick out|throw out|cut out)\s+(?P<rest>.+)|"
    r"(?:leave|throw|kick|cut)\s+(?P<what>.+?)\s+out)$",
    re.IGNORECASE,
)


def as_statement(words: str) -> str:
    """`How would you build a chat app?` → `Build a chat app.`; `What do you recommend for X?` → `We need X.`"""
    plain = _RECOMMEND.sub("We need ", words, count=1)
    plain = _CAN_YOU.sub("", plain, count=1)
    if plain == words:
        return words
    plain = plain.rstrip(" ?.!")
    return f"{plain[:1].upper()}{plain[1:]}."


def as_instruction(words: str, joint: str = "") -> str:
    """`we dropped Redis` → `drop Redis`; `users grow to 1 million` → `1 million users`. `joint` stood before it."""
    words = _OPENING.sub("", words.strip(" ?.!"))
    words = re.sub(r"[\s,]+(?:then|please|too|as well|instead of that)$", "", words, flags=re.IGNORECASE)
    if left := _LEFT_OUT.match(words):
        return f"drop {left['what'] or left['rest']}"
    if joint in ("without", "in"):
        return f"{'drop' if joint == 'without' else 'move to'} {words}"
    if without := re.match(r"^without\s+(.+)$", words, re.IGNORECASE):
        return f"drop {without[1]}"
    return _of_load(words) or _as_order(words)


def _of_load(words: str) -> str:
    if re.match(r"^(?:nobody|no one|no[- ]?(?:users?|traffic|customers?))\b", words, re.IGNORECASE):
        return "1 users"
    if match := _TURNS.match(words):
        times = match["times"] or match["more"]
        if times:
            return f"{_NUMBERS.get(times.lower(), times)} times the traffic"
        return f"{next(verb for stem, verb in _WORDS.items() if match['how'].lower().startswith(stem))} the traffic"
    if match := _GROWS.match(words):
        what = "" if match["what"].lower() in ("budget", "traffic", "load") else f" {match['what']}"
        money = "a budget of " if match["what"].lower() == "budget" else ""
        return f"{money}{match['much'].strip()}{what}"
    return ""


def _as_order(words: str) -> str:
    plain = _LEADING.sub("", words, count=1).strip()
    plain = re.sub(r"^in\s+(?=\S)", "move to ", plain) if _speaks_of_place(words, plain) else plain
    if match := _NO.match(plain) or _GONE.match(plain):
        return f"drop {match['what']}"
    first, space, rest = plain.partition(" ")
    if first.lower() in _PAST:
        verb = _PAST[first.lower()]
        rest = re.sub(r"^(?:it |this |everything )?(?:in|from)\s+", "to ", rest) if verb == "move" else rest
        plain = f"{verb}{space}{rest}"
    return plain or words


def _speaks_of_place(words: str, plain: str) -> bool:
    return plain != words and bool(re.match(r"^in\s+", plain, re.IGNORECASE))
