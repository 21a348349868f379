"""Text that a person does not see but a model reads, and text that speaks to the model instead of telling something."""

import re
import unicodedata
from collections.abc import Iterator

_KEPT = frozenset("\n\t\r")
_CATEGORIES = frozenset({"Cf", "Cc", "Co", "Cs"})
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by their category, nothing on the screen."""

_ORDERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|rule|prompt|guideline|above|previous)",
        r"\b(?:system|developer|assistant)\s*(?:prompt|message|note)?\s*:",
        r"<\s*/?\s*(?:important|system|instructions?|secret|tool_?call|tool_?use|admin)\b",
        r"\byou (?:must|should|have to|need to|are now|will)\b",
        r"\b(?:before|after|instead of|whenever) (?:using|calling|you (?:use|call))\b",
        r"\b(?:do not|don't|never) (?:tell|mention|show|reveal|inform|ask)\b",
        r"\b(?:call|invoke|run|execute|use) the (?:tool|function|command)\b",
        r"\b(?:send|post|upload|forward|append|attach|pass)\b.{0,60}\b(?:https?://|conversation|credentials?|secrets?)",
        r"~/\.|/etc/passwd|id_rsa|\.env\b|\.aws/credentials",
    )
)


def hidden_in(text: str) -> list[str]:
    """The names of the characters in it that are not seen, each once, in order: `U+200B ZERO WIDTH SPACE`."""
    found = (f"U+{ord(one):04X} {unicodedata.name(one, 'without a name')}" for one in text if _is_hidden(one))
    return list(dict.fromkeys(found))


def without_hidden(text: str) -> str:
    """The text as it is seen: orders in tag characters or zero widths fall apart or are gone."""
    return "".join(one for one in text if not _is_hidden(one))


def orders_in(text: str) -> list[str]:
    """Passages that read like instructions to a model. For a person to judge: nothing is decided by it."""
    return list(dict.fromkeys(_passages(without_hidden(text))))


def _passages(text: str) -> Iterator[str]:
    for pattern in _ORDERS:
        for match in pattern.finditer(text):
            yield " ".join(text[max(0, match.start() - 20) : match.end() + 40].split())


def _is_hidden(one: str) -> bool:
    if one in _KEPT:
        return False
    is_selector = "\ufe00" <= one <= "\ufe0f" or "\U000e0100" <= one <= "\U000e01ef"
    return unicodedata.category(one) in _CATEGORIES or one in _BLANK_LETTERS or is_selector
