"""Text that people type: stripped, and free of characters that no one can see or store."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from web.validation import broken_rule

_LAYOUT = "\n\r\t"
_UNSTORABLE = {"Cc": "a control character", "Cs": "half of a surrogate pair"}


def refuse_unstorable(text: str) -> str:
    """Return ``text``; control characters (but line breaks and tabs) and halves of surrogate pairs break the rule."""
    for position, character in enumerate(text):
        name = _UNSTORABLE.get(unicodedata.category(character))
        if name and character not in _LAYOUT:
            fault = f"has {name} (U+{ord(character):04X}) at position {position}"
            raise broken_rule(fault, "text without control characters")
    return text


def strip(value: object) -> object:
    """Strip strings before their length is checked, so that the message gives the length that counts."""
    return value.strip() if isinstance(value, str) else value


RequestText = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=20_000),
    AfterValidator(refuse_unstorable),
]
Name = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=80),
    AfterValidator(refuse_unstorable),
]
